"""The words that date a figure: the nearest before it in its sentence, unless undated words stand between."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extract.expressions import expression
from extract.indicators.figures import Context, Figure
from extract.rulebook.together import Together
from schemas.records import Span
from schemas.rules.clauses import Reach, TimeRule

LONGEST_EVENT = 12
"""So many characters may stand before the verb of an event that names what it dates."""
_CLAUSE_MARK = expression("[,。!?;:\n]")
CLOSE = 2
"""So many characters may stand between words and the one figure that they date (去年的+82.5%)."""


class Dating(NamedTuple):
    """Words that date what follows.

    `undated` ones end the reach of earlier ones; `reach` is that of their rule.
    """

    start: int
    end: int
    undated: bool
    reach: Reach
    rule: str

    def dates(self, figure: int, sentence: int, sentence_before: int) -> bool:
        """Whether it dates a figure behind it that begins there, in a sentence that begins there."""
        match self.reach:
            case "figure":
                return figure - self.end <= CLOSE
            case "sentence":
                return self.start >= sentence
            case "next_sentence":
                return self.start >= sentence_before
        return True


class DatingReader:
    """The time rules as one expression."""

    def __init__(self, rules: Sequence[TimeRule], slots: Mapping[str, str]) -> None:
        self._rules = tuple(rules)
        self._patterns = Together((rule.pattern for rule in rules), slots)

    def find(self, text: str, lines: Iterable[Span]) -> list[Dating]:
        """Every dating expression in `lines` of a text, in order."""
        found = self._patterns.find(text, lines)
        return [self._dating(index, text, match.start(), match.end()) for index, match in found]

    def _dating(self, index: int, text: str, start: int, end: int) -> Dating:
        rule = self._rules[index]
        if rule.opens_clause:
            start = _clause_begin(text, start)
        return Dating(start, end, rule.undated, rule.reach, rule.id)


def _clause_begin(text: str, position: int) -> int:
    """Where the clause begins, if that is near; else the position itself."""
    since = max(0, position - LONGEST_EVENT)
    marks = [mark.end() for mark in _CLAUSE_MARK.finditer(text, since, position)]
    return marks[-1] if marks else 0 if since == 0 else position


def date(
    context: Context,
    datings: Sequence[Dating],
    figures: Sequence[Figure],
    parts: Sequence[int | None],
    opens_parts: Sequence[bool],
) -> list[Dating | None]:
    """The dating of each figure.

    A part without one is dated like its total, a figure behind a semicolon like the one before; where 其中 opens a
    sentence (`opens_parts`), the sentence before dates it too.
    """
    starts = [dating.start for dating in datings]
    found: list[Dating | None] = []
    sentence = before = (-1, -1)
    goes_on = False
    for figure, total, opens in zip(figures, parts, opens_parts, strict=True):
        if figure.sentence != sentence:
            sentence = figure.sentence
            before = context.clauses.sentence_before(sentence)
            goes_on = before != sentence and context.clauses.is_chained(before)
        since = before[0] if opens else sentence[0]
        last = bisect_left(starts, figure.quantity.start)
        line = context.text.rfind("\n", 0, figure.quantity.start) + 1
        dating = _governing(datings[:last], figure.quantity.start, since, before[0], line) if last else None
        if dating is None and total is not None:
            dating = found[total]
        if dating is None and found and goes_on:
            dating = _later(datings[:last], before[0], figure.sentence[0]) or found[-1]
        found.append(dating)
    return found


def _later(datings: Sequence[Dating], since: int, until: int) -> Dating | None:
    """The last dating of a sentence, which may stand behind its last figure (2020年23件，2022年为零；收入46万元)."""
    last = datings[-1] if datings else None
    is_there = last is not None and since <= last.start < until and last.reach != "figure"
    return last if is_there else None


def _governing(datings: Sequence[Dating], figure: int, sentence: int, sentence_before: int, line: int) -> Dating | None:
    """The last dating before the figure in its sentence, else a far one in the sentence before, or in its paragraph.

    No date reaches over another one that stands in a sentence between.
    """
    for dating in reversed(datings):
        if dating.start < line:
            return None
        if dating.end <= figure and dating.dates(figure, sentence, sentence_before):
            return dating
        if dating.start < sentence and dating.reach != "figure":
            return None
    return None
