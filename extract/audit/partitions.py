"""Which figures a text lists as the parts of a total, whatever their values are.

The words decide, so that a list is found also where its numbers do not add up: 其中 or a mark opens it, nothing but the
subjects of its figures stands between them, and the total is the figure before it of the same kind. Where the list is
printed far from its total, the sentence before it must name what the total counts.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from extract.audit.figures import ArticleFigures, Figure
from extract.expressions import expression
from extract.fold import fold
from extract.rulebook.patterns import alternation
from schemas.records import Span
from schemas.rules.audit import AuditFile
from schemas.rules.clauses import RoleRule

FEWEST_PARTS = 2
MOST_PARTS = 100
"""As far as a list is followed: none that is printed is longer, and a page that is all figures costs no more."""
SAME_HEAD = 2
"""Characters at the end of two subjects that make them kinds of one thing (网格, 农村网格)."""
SHORTEST_NAME = 3
"""Characters of a subject that name a total which is printed far away."""
_SEPARATORS = re.compile(r"[,、;\s()“”‘’]")


@dataclass(frozen=True, slots=True)
class PartList:
    """Figures that are listed as parts; `shares` runs beside them, None where a part has no percentage."""

    total: Figure | None
    parts: tuple[Figure, ...]
    shares: tuple[Figure | None, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the total and the parts."""
        return (*([self.total.id] if self.total else ()), *(part.id for part in self.parts))

    @property
    def are_kinds(self) -> bool:
        """Whether total and parts are named alike."""
        heads = {figure.fact.subject[-SAME_HEAD:] for figure in (self.total, *self.parts) if figure}
        return len(heads) == 1 and all(len(head) == SAME_HEAD for head in heads)


class PartitionReader:
    """Finds the lists of parts of an article."""

    def __init__(self, rules: AuditFile, roles: Sequence[RoleRule]) -> None:
        words = [fold(word) for role in roles if role.role == "part" for word in role.words]
        self._opener_words = tuple(words)
        self._opener = expression(alternation(words) or "(?!)")
        self._marks = tuple(map(fold, rules.openers))
        self._bare_share = expression(rf"[,(]?(?:{alternation(rules.share_words) or '(?!)'})?")
        self._joints = expression(alternation((*rules.joints, *rules.link_words)) or "(?!)")

    def partitions(self, figures: ArticleFigures) -> Iterator[PartList]:
        """Every list of an article in the order of its text."""
        may_open = any(word in figures.text for word in self._opener_words)
        openers = [match.start() for match in self._opener.finditer(figures.text)] if may_open else []
        for index in self._may_open(figures, openers):
            figure = figures.all[index]
            if not figure.is_share and figure.is_number and self._opens(figures, index, openers):
                found = self._list_from(figures, index)
                if len(found.parts) >= FEWEST_PARTS or any(found.shares):
                    yield found

    def _may_open(self, figures: ArticleFigures, openers: Sequence[int]) -> list[int]:
        """The figures that directly follow 其中, or a mark behind another figure, in order."""
        found = {figures.index_from(opener) for opener in openers}
        starts_here, text = self._marks, figures.text
        found.update(index + 1 for index, figure in enumerate(figures.all) if text.startswith(starts_here, figure.end))
        return sorted(index for index in found if index < len(figures.all))

    def _opens(self, figures: ArticleFigures, index: int, openers: Sequence[int]) -> bool:
        """Whether 其中, or a mark behind a total, stands before a figure and no other figure between."""
        figure, end = figures.all[index], figures.all[index - 1].end if index else 0
        opener = bisect_left(openers, end)
        if opener < len(openers) and openers[opener] < figure.start:
            return openers[bisect_left(openers, figure.start) - 1] >= figures.sentence(figure.start)[0]
        is_mark = index > 0 and figures.text.startswith(self._marks, end)
        return is_mark and end >= figures.sentence(figure.start)[0]

    def _list_from(self, figures: ArticleFigures, index: int) -> PartList:
        first = figures.all[index]
        parts, shares = [first], dict[str, Figure]()
        for before, figure in pairwise(islice(figures.all, index, index + MOST_PARTS)):
            between = figures.text[before.end : figure.start]
            if figure.is_share and before is parts[-1] and self._bare_share.fullmatch(between):
                shares[parts[-1].id] = figure
            elif self._goes_on(figures, parts[-1], before, figure):
                parts.append(figure)
            else:
                break
        parts = self._with_told_parts(figures, parts)
        total = self._total(figures, index, parts, bool(shares))
        return PartList(total, tuple(parts), tuple(shares.get(part.id) for part in parts))

    def _goes_on(self, figures: ArticleFigures, part: Figure, before: Figure, figure: Figure) -> bool:
        """Whether a figure is the next of a list: the unit of the part before it, and only subjects between."""
        if figure.unit != part.unit or not figure.is_number:
            return False
        rest = list(figures.text[before.end : figure.start])
        for subject in (part.record.subject, figure.record.subject):
            for position in range(*(subject or (0, 0))):
                if before.end <= position < figure.start:
                    rest[position - before.end] = ","
        left = _SEPARATORS.sub("", "".join(rest))
        return "\n" not in rest and not self._joints.sub("", left)

    def _with_told_parts(self, figures: ArticleFigures, parts: list[Figure]) -> list[Figure]:
        """The parts that the facts themselves give to the total of the first, where these are more."""
        total = parts[0].fact.part_of
        if total is None:
            return parts
        told: list[Figure] = []
        first = figures.index[parts[0].id]
        for figure in islice(figures.all, first, first + MOST_PARTS):
            if figure.fact.part_of == total and figure.unit == parts[0].unit and figure.is_number:
                told.append(figure)
            elif figure.fact.part_of is None and not figure.is_share and figure.unit == parts[0].unit:
                break
        return told if len(told) > len(parts) else parts

    def _total(self, figures: ArticleFigures, index: int, parts: Sequence[Figure], shared: bool) -> Figure | None:
        told = figures.index.get(parts[0].fact.part_of or "")
        if told is not None:
            return figures.all[told] if _is_of_type(figures.all[told], parts) else None
        opener = figures.sentence(parts[0].start)
        here = figures.within((opener[0], parts[0].start))
        near = next((figure for figure in reversed(here) if _may_hold(figure, parts)), None)
        if here:
            return near
        before = figures.sentence(max(0, opener[0] - 2))
        near = next((figure for figure in reversed(figures.within(before)) if _may_hold(figure, parts)), None)
        return near or (self._far_total(figures, index, parts, before) if shared else None)

    def _far_total(self, figures: ArticleFigures, index: int, parts: Sequence[Figure], before: Span) -> Figure | None:
        """An earlier figure of the parts' type whose subject is named in the sentence before the list."""
        named = figures.text[slice(*before)]
        for figure in figures.before(index):
            subject = fold(figure.fact.subject)
            is_named = len(subject) >= SHORTEST_NAME and subject in named and _place(figure) == _place(parts[0])
            if is_named and _is_countable(figure) and _is_of_type(figure, parts):
                return figure
        return None


def _may_hold(total: Figure, parts: Sequence[Figure]) -> bool:
    return _is_countable(total) and parts[0].unit in total.unit and _is_of_type(total, parts)


def _is_of_type(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether what is counted is of one type: a sum over different things is chance."""
    return any(part.fact.type == total.fact.type for part in parts)


def _place(figure: Figure) -> tuple[str | None, ...]:
    place = figure.fact.place
    if place is None:
        return ()
    return place.province, place.city, place.county, place.township, place.community


def _is_countable(figure: Figure) -> bool:
    return not figure.is_share and figure.is_number and figure.fact.per is None
