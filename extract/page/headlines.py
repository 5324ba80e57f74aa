"""Short lines before an article → its column, its headline and the line above or below it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extract.page.lookup import RuleList
from extract.page.marks import Marks
from extract.page.pieces import Kind, Piece
from schemas.rules.page import ColumnRule

SHORTEST_HEADLINE = 8
"""A line shorter than this leaves it open whether the line above it names the column."""
MOST_LINES = 4
"""No more lines belong to one headline."""
FAR = 3
"""So many empty lines stand between what does not belong together."""
_DASH = "—"
"""A line that opens with a dash explains the headline above it."""
_RUNS_ON = ",:、"
"""A line that ends so goes on in the next."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The lines over an article, by their place in the list of pieces."""

    column: int | None
    kicker: int | None
    lines: tuple[int, ...]
    """The headline, line by line; empty when the article has none."""
    rules: tuple[str, ...] = ()

    @property
    def all_lines(self) -> list[int]:
        """The lines of the headline and the kicker, in printed order."""
        return sorted((*self.lines, *(() if self.kicker is None else (self.kicker,))))


class HeadlineReader:
    """The rules for columns, and what the layout says of lines that stand together."""

    def __init__(self, columns: RuleList[ColumnRule], marks: Marks, is_place: Callable[[str], bool]) -> None:
        self._columns = columns
        self._is_place = is_place
        self._marks = marks

    def names_column(self, text: str) -> str | None:
        """The rule by which the line names a column, whatever follows it."""
        return next((rule.id for rule, _ in self._columns.whole(text) if rule.alone), None)

    def signed(self, pieces: Sequence[Piece], group: Sequence[int], level: int) -> Headline:
        """The headline in a group of short lines that a byline or a lead follows."""
        column, rules, lines = self._without_column(pieces, self._nearest(pieces, group), level)
        kicker, lines = self._parted(pieces, lines, main_last=True)
        return Headline(column, kicker, tuple(lines), rules)

    def unsigned(self, pieces: Sequence[Piece], group: Sequence[int], level: int) -> Headline:
        """The headline at the start of a group of short lines that body text or subheadings follow."""
        column, rules, lines = self._without_column(pieces, list(group), level)
        lines = self._over_subheadings(pieces, lines)
        kicker, lines = self._parted(pieces, lines, main_last=False)
        return Headline(column, kicker, tuple(lines), rules)

    def _nearest(self, pieces: Sequence[Piece], group: Sequence[int]) -> list[int]:
        """The last lines of a group, from the last wide gap or cut sentence on."""
        lines = list(group[-MOST_LINES:])
        for at in reversed(lines[1:]):
            above = pieces[at - 1]
            if pieces[at].paragraph.blank_before >= FAR or (above.kind is Kind.LINE and above.numbered):
                return [line for line in lines if line >= at]
        if len(lines) > 1 and lines[0] > 0 and self._is_cut_body(pieces[lines[0] - 1]):
            return lines[1:]
        return lines

    def _is_cut_body(self, piece: Piece) -> bool:
        return piece.kind is Kind.BODY and self._marks.is_cut(piece.text)

    def _without_column(
        self, pieces: Sequence[Piece], lines: list[int], level: int
    ) -> tuple[int | None, tuple[str, ...], list[int]]:
        """The column's name, its rule and the lines under it."""
        if len(lines) < 2:
            return None, (), lines
        first, second = pieces[lines[0]], pieces[lines[1]]
        if 0 < first.paragraph.level < level <= second.paragraph.level:
            return lines[0], (), lines[1:]
        column = self._column_over(pieces, lines)
        if column is not None:
            return lines[0], (column,), lines[1:]
        return None, (), lines

    def _column_over(self, pieces: Sequence[Piece], lines: Sequence[int]) -> str | None:
        """The rule by which the first line names a column: by its own words, or by the longer line set apart below."""
        first, second = pieces[lines[0]], pieces[lines[1]]
        columns = [rule for rule, _ in self._columns.whole(first.text)]
        if not columns or second.numbered or len(second.text) < SHORTEST_HEADLINE or self._is_place(first.text):
            return None
        if columns[0].alone and self._marks.could_be_heading(second.text):
            return columns[0].id
        is_longer = len(second.text) >= len(first.text)
        return columns[0].id if is_longer and self._stands_over(pieces, lines) else None

    def _stands_over(self, pieces: Sequence[Piece], lines: Sequence[int]) -> bool:
        """Whether the first line stands over a headline: it is set no closer to it than the headline to the text."""
        second, below = pieces[lines[1]], pieces[lines[-1] + 1 : lines[-1] + 2]
        is_tight = second.paragraph.blank_before == 0 and any(piece.paragraph.blank_before for piece in below)
        return self._could_be_headline(second) and not is_tight

    def _could_be_headline(self, piece: Piece) -> bool:
        return piece.kind is Kind.HEADING or self._marks.could_be_headline(piece.text)

    def _over_subheadings(self, pieces: Sequence[Piece], lines: list[int]) -> list[int]:
        """The first one or two lines, as far as the second is no subheading."""
        if len(lines) < 2:
            return lines
        first, second = pieces[lines[0]], pieces[lines[1]]
        is_subheading = second.numbered or second.kind is not first.kind or not self._could_be_headline(second)
        deeper = second.paragraph.level > first.paragraph.level
        return lines[:1] if is_subheading or deeper or len(lines) > 2 else lines[:2]

    def _parted(self, pieces: Sequence[Piece], lines: list[int], main_last: bool) -> tuple[int | None, list[int]]:
        """The kicker, and the line or lines of the headline itself."""
        if len(lines) < 2:
            return None, lines
        levels = {pieces[at].paragraph.level for at in lines}
        if len(levels) > 1:
            return self._by_level(pieces, lines, min(levels - {0}))
        below = pieces[lines[-1]]
        if below.text.startswith(_DASH):
            return lines[-1], lines[:-1]
        if self._run_on(pieces, lines):
            return None, lines
        middle = len(lines) - 1 if main_last and len(lines) == 2 else len(lines) // 2 if main_last else 0
        kicker = lines[middle - 1] if middle else lines[1]
        return kicker, [lines[middle]]

    def _by_level(self, pieces: Sequence[Piece], lines: list[int], level: int) -> tuple[int | None, list[int]]:
        main = [at for at in lines if pieces[at].paragraph.level == level]
        others = [at for at in lines if at not in main]
        return others[0], main

    def _run_on(self, pieces: Sequence[Piece], lines: list[int]) -> bool:
        """Whether the lines are one headline: set close, or a line leaves its sentence open."""
        close = all(pieces[at].paragraph.blank_before == 0 for at in lines[1:])
        return close or any(
            self._marks.is_unbalanced(pieces[at].text) or pieces[at].text[-1] in _RUNS_ON for at in lines[:-1]
        )
