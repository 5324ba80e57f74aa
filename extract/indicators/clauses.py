"""Where the clauses and sentences of a text begin and end, in the lines of it that matter."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from schemas.records import Quantity, Span

_MARK = re.compile(r"[,。!?;:\n]")
_SENTENCE_MARKS = frozenset("。!?;\n")


class Clauses:
    """The clause and sentence marks in `lines` of a text; marks inside a quantity (1,200; 1:3) end nothing."""

    def __init__(self, text: str, lines: Iterable[Span], quantities: Sequence[Quantity]) -> None:
        self._text = text
        self._marks = _marks(text, lines, quantities)
        self._sentence_marks = [mark for mark in self._marks if text[mark] in _SENTENCE_MARKS]
        self._line_marks = [mark for mark in self._sentence_marks if text[mark] == "\n"]

    def clause(self, position: int) -> Span:
        """The clause that holds `position`, without its marks."""
        return _between(self._marks, position, len(self._text))

    def sentence(self, position: int) -> Span:
        """The sentence that holds `position`, without its closing mark."""
        return _between(self._sentence_marks, position, len(self._text))

    def sentence_number(self, position: int) -> int:
        """Which sentence of the lines holds `position`, counted from 0."""
        return bisect_left(self._sentence_marks, position)

    def paragraph_number(self, position: int) -> int:
        """Which of the lines holds `position`, counted from 0."""
        return bisect_left(self._line_marks, position)

    def sentence_before(self, sentence: Span) -> Span:
        """The sentence before in the same line; the sentence itself when it opens the line."""
        start = sentence[0]
        opens_line = start == 0 or self._text[start - 1] == "\n"
        return sentence if opens_line else self.sentence(start - 1)

    def is_chained(self, sentence: Span) -> bool:
        """Whether only a semicolon parts a sentence from the next."""
        return self._text.startswith(";", sentence[1])

    def before(self, clause: Span) -> Span | None:
        """The clause before, when it is of the same sentence."""
        start = clause[0]
        if start == 0 or self._text[start - 1] in _SENTENCE_MARKS:
            return None
        return self.clause(start - 1)


def _marks(text: str, lines: Iterable[Span], quantities: Sequence[Quantity]) -> list[int]:
    """Where marks stand outside of quantities, the line feed before each of the lines among them."""
    inside = {
        mark.start()
        for quantity in quantities
        if _MARK.search(text, quantity.start, quantity.end)
        for mark in _MARK.finditer(text, quantity.start, quantity.end)
    }
    marks: list[int] = []
    for start, end in lines:
        if start and marks[-1:] != [start - 1]:
            marks.append(start - 1)
        marks += [mark.start() for mark in _MARK.finditer(text, start, end)]
    return [mark for mark in marks if mark not in inside] if inside else marks


def _between(marks: Sequence[int], position: int, length: int) -> Span:
    following = bisect_left(marks, position)
    start = marks[following - 1] + 1 if following else 0
    return start, marks[following] if following < len(marks) else length
