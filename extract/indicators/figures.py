"""A figure in its clause: the elements on both sides of it, as the readers of subject, base and type want them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from operator import attrgetter
from typing import Generic, NamedTuple, TypeVar

from extract.indicators.bases import Base
from extract.indicators.clauses import Clauses
from extract.indicators.elements import NOMINAL, VERBAL, Element, ElementReader, Known, Part
from schemas.records import PlaceMention, Quantity, Skip, Span

_PART = attrgetter("part")
Located = TypeVar("Located", Quantity, Skip, PlaceMention)


class Figure(NamedTuple):
    """A quantity and what stands around it.

    `left` are the elements since the figure before in the clause, or since the clause's beginning, and `left_parts`
    their parts; `right` those up to the next figure or the clause's end; `elements` the whole clause, in which the
    figure has the place `place`; `is_first` when no figure stands before it there, `same_unit` when the figure before
    in the sentence has the same unit.
    """

    quantity: Quantity
    clause: Span
    sentence: Span
    elements: Sequence[Element]
    place: int
    left: Sequence[Element]
    left_parts: frozenset[Part]
    right: Sequence[Element]
    is_first: bool
    same_unit: bool

    @property
    def right_of_next(self) -> Sequence[Element]:
        """What stands behind the next figure when that follows at once (5方面17项内容; 295笔、2384万元资金)."""
        behind = self.elements[self.place + 1 :]
        if len(behind) > 1 and behind[0].part == "joint" and behind[1].part == "figure":
            behind = behind[1:]
        if not behind or behind[0].part != "figure":
            return ()
        return list(takewhile(lambda element: element.part != "figure", behind[1:]))

    def without(self, span: Span | None) -> "Figure":
        """The figure without what an earlier subject has taken of the elements before it."""
        if span is None or not self.left or span[1] <= self.left[0].start:
            return self
        return self._with_left([element for element in self.left if element.start >= span[1]])

    def without_bases(self, bases: Sequence[Base]) -> "Figure":
        """The figure without the bases directly before it (人口密度为+每平方公里) or its noun (每部电梯+保费)."""
        figure = self
        for base in reversed(bases):
            figure = figure._without_base(base)
        return figure

    def _without_base(self, base: Base) -> "Figure":
        start, end = base.base
        if not self.left or not self.left[0].start <= start < self.left[-1].end:
            return self
        behind = [element for element in self.left if element.start >= end]
        if behind:
            owns = base.start < start and behind[0].part in NOMINAL
            acts = base.start < start and not base.is_time and behind[0].part in VERBAL
            return self._with_left(behind) if owns or acts else self
        if self.left[-1].end > end:
            return self
        first = next(i for i, element in enumerate(self.left) if element.end > start)
        opens = first and self.left[first - 1].part == "stop"
        return self._with_left(self.left[: first - 1 if opens else first])

    def _with_left(self, left: Sequence[Element]) -> "Figure":
        return self._replace(left=left, left_parts=_parts(left))


class InOrder(Generic[Located]):
    """Records in text order, of which those in one clause are quickly found."""

    __slots__ = ("_found", "_starts")

    def __init__(self, found: Sequence[Located]) -> None:
        self._found: Sequence[Located] = found
        self._starts = [one.start for one in found]

    def inside(self, clause: Span) -> Sequence[Located]:
        """Those that begin in a clause."""
        first = bisect_left(self._starts, clause[0])
        return self._found[first : bisect_left(self._starts, clause[1], first)]


class Context:
    """A text, its lines with quantities, and what earlier stages found in it, in order; `skips` are dates and ages."""

    __slots__ = ("_names", "_quantities", "_skips", "clauses", "quantities", "text")

    def __init__(
        self,
        text: str,
        lines: Iterable[Span],
        quantities: Sequence[Quantity],
        skips: Sequence[Skip],
        names: Sequence[PlaceMention],
    ) -> None:
        self.text = text
        self.clauses = Clauses(text, lines, quantities)
        self.quantities = quantities
        self._quantities, self._skips, self._names = InOrder(quantities), InOrder(skips), InOrder(names)

    def known(self, clause: Span) -> Known:
        """What earlier stages found in a clause."""
        return Known(self._quantities.inside(clause), self._skips.inside(clause), self._names.inside(clause))


class FigureReader:
    """Cuts every clause that holds figures once and places its figures in it."""

    def __init__(self, elements: ElementReader) -> None:
        self._elements = elements

    def figures(self, context: Context) -> Iterator[Figure]:
        """The quantities of a text, in order, each in its clause."""
        quantities = context.quantities
        first = 0
        before: Quantity | None = None
        while first < len(quantities):
            clause = context.clauses.clause(quantities[first].start)
            sentence = context.clauses.sentence(clause[0])
            elements = self.elements(context, clause)
            at = [place for place, element in enumerate(elements) if element.part == "figure"]
            for number, place in enumerate(at):
                quantity = quantities[first + number]
                left = elements[at[number - 1] + 1 if number else 0 : place]
                right = elements[place + 1 : at[number + 1] if number + 1 < len(at) else len(elements)]
                same_unit = before is not None and before.start >= sentence[0] and before.unit == quantity.unit
                yield Figure(
                    quantity, clause, sentence, elements, place, left, _parts(left), right, number == 0, same_unit
                )
                before = quantity
            first += len(at)

    def elements(self, context: Context, clause: Span) -> list[Element]:
        """The elements of one clause."""
        return self._elements.elements(context.text, *clause, context.known(clause))


def _parts(elements: Sequence[Element]) -> frozenset[Part]:
    return frozenset(map(_PART, elements))
