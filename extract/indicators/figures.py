"""A figure in its clause: the elements on both sides of it, as the readers of subject, base and type want them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TypeVar

from extract.indicators.clauses import Clauses
from extract.indicators.elements import Element, ElementReader, Part
from schemas.records import PlaceMention, Quantity, Skip, Span

Located = TypeVar("Located", Quantity, Skip, PlaceMention)


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity and what stands around it.

    `left` are the elements since the figure before in the clause, or since the clause's beginning; `right` those up
    to the next figure or the clause's end; `elements` the whole clause, in which the figure has the place `index`;
    `is_first` when no figure stands before it there, `same_unit` when the figure before in the sentence has the same unit.
    """

    quantity: Quantity
    clause: Span
    sentence: Span
    elements: Sequence[Element]
    index: int
    left: Sequence[Element]
    right: Sequence[Element]
    is_first: bool
    same_unit: bool

    @property
    def right_of_next(self) -> Sequence[Element]:
        """What stands behind the next figure when that follows at once (5方面17项内容)."""
        behind = self.elements[self.index + 1 : self.index + 2]
        follows = bool(behind) and behind[0].part is Part.FIGURE
        return _until_figure(self.elements[self.index + 2 :]) if follows else ()

    def without(self, span: Span | None) -> "Figure":
        """The figure without what an earlier subject has taken of the elements before it."""
        if span is None or not self.left or span[1] <= self.left[0].start:
            return self
        return replace(self, left=[element for element in self.left if element.start >= span[1]])

    def without_base(self, base: Span | None) -> "Figure":
        """The figure without a base that stands directly before it (人口密度为+每平方公里)."""
        if base is None or not self.left or base[1] < self.left[-1].end:
            return self
        first = next(i for i, element in enumerate(self.left) if element.end > base[0])
        opens = first and self.left[first - 1].part is Part.STOP
        return replace(self, left=self.left[: first - 1 if opens else first])


@dataclass(frozen=True, slots=True)
class Context:
    """A text and what earlier stages found in it, in order; `skips` are its dates and ages."""

    text: str
    clauses: Clauses
    quantities: Sequence[Quantity]
    skips: Sequence[Skip]
    names: Sequence[PlaceMention]


class FigureReader:
    """Cuts every clause that holds figures once and places its figures in it."""

    def __init__(self, elements: ElementReader) -> None:
        self._elements = elements

    def figures(self, context: Context) -> Iterator[Figure]:
        """The quantities of a text, in order, each in its clause."""
        clauses = context.clauses
        clause, elements = (-1, -1), list[Element]()
        before: Quantity | None = None
        for quantity in context.quantities:
            if not clause[0] <= quantity.start < clause[1]:
                clause = clauses.clause(quantity.start)
                elements = self.elements(context, clause)
            index = next(i for i, element in enumerate(elements) if element.end > quantity.start)
            left = _until_figure(elements[:index][::-1])[::-1]
            right = _until_figure(elements[index + 1 :])
            sentence = clauses.sentence(quantity.start)
            same_unit = before is not None and before.start >= sentence[0] and before.unit == quantity.unit
            is_first = len(left) == index
            yield Figure(quantity, clause, sentence, elements, index, left, right, is_first, same_unit)
            before = quantity

    def elements(self, context: Context, clause: Span) -> list[Element]:
        """The elements of one clause."""
        quantities = _inside(context.quantities, clause)
        skips = _inside(context.skips, clause)
        names = _inside(context.names, clause)
        return self._elements.elements(context.text, *clause, quantities, skips, names)


def _inside(found: Sequence[Located], clause: Span) -> Sequence[Located]:
    """What stands in a clause, of records in text order."""
    first = bisect_left(found, clause[0], key=attrgetter("start"))
    last = bisect_left(found, clause[1], key=attrgetter("start"))
    return found[first:last]


def _until_figure(elements: Sequence[Element]) -> list[Element]:
    found = []
    for element in elements:
        if element.part is Part.FIGURE:
            break
        found.append(element)
    return found
