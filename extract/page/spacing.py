"""Lines with stray spaces between their characters, as justified columns are read → the lines as they were set.

A space means something between names and between the halves of a headline. Stray ones run through words.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from extract.expressions import expression
from extract.page.lines import Line
from extract.page.marks import Marks
from extract.page.seams import LONGEST_WORD, Seams
from extract.page.slots import HAN

LONG = 40
"""A line of so many characters is running text."""
ENOUGH = 200
"""So many spaces show what a page's spaces are."""
RAREST = 16
"""Of stray spaces, at least one in so many runs through a word."""
_HAN = expression(HAN)
_GAP = expression(rf" (?<={HAN} )(?={HAN})")
"""A single space between Chinese characters, spelt so that the expression engine looks for the space."""
_STRAY = expression(rf" (?:(?<={HAN} )(?=[^ A-Za-z])|(?<=[^ A-Za-z] )(?={HAN}))")
"""A single space at a Chinese character; a wider one was meant."""


class Spacing:
    """Takes stray spaces out: those of running text, and those of short lines where these have them as well."""

    def __init__(self, marks: Marks, seams: Seams) -> None:
        self._marks = marks
        self._seams = seams

    def closed_up(self, lines: Sequence[Line]) -> Sequence[Line]:
        """The lines without stray spaces; what is left keeps its place in the source."""
        if not any(" " in line.text and self._is_running(line) for line in lines):
            return lines
        running = [self._is_running(line) for line in lines]
        close_running = self._is_stray([line for line, runs in zip(lines, running, strict=True) if runs])
        close_short = close_running and self._is_stray(
            [line for line, runs in zip(lines, running, strict=True) if not runs]
        )
        return [
            _closed(line) if " " in line.text and (close_running or _is_spread(line) if runs else close_short) else line
            for line, runs in zip(lines, running, strict=True)
        ]

    def _is_running(self, line: Line) -> bool:
        return len(line.text) >= LONG or self._marks.has_clauses(line.text)

    def _is_stray(self, lines: Sequence[Line]) -> bool:
        """Whether most of the lines hold spaces between Chinese characters, and some of these run through words."""
        if 2 * sum(_GAP.search(line.text) is not None for line in lines) <= len(lines):
            return False
        torn = [self._seams.meet_in_word(before, after) for before, after in islice(_sides(lines), ENOUGH)]
        return RAREST * sum(torn) >= len(torn)


def _sides(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """What stands before and after each space between Chinese characters."""
    for line in lines:
        for gap in _GAP.finditer(line.text):
            first = max(0, gap.start() - LONGEST_WORD)
            yield line.text[first : gap.start()], line.text[gap.end() : gap.end() + LONGEST_WORD]


def _is_spread(line: Line) -> bool:
    """Whether most Chinese characters of the line stand apart."""
    return 2 * len(_GAP.findall(line.text)) > len(_HAN.findall(line.text))


def _closed(line: Line) -> Line:
    start, end = line.spans[0]
    spaces = [start + space.start() for space in _STRAY.finditer(line.text)]
    spans = zip([start, *(space + 1 for space in spaces)], [*spaces, end], strict=True)
    return line._replace(spans=tuple(spans), text=_STRAY.sub("", line.text))
