"""Lines → paragraphs: lines that a fixed line width has cut are put together again."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import median_low
from typing import NamedTuple

from extract.page.lines import Line
from schemas.records import Span

NARROWEST = 12
"""No column of text is narrower than so many characters."""
LONG = 45
"""A line of so many characters that ends in mid-sentence was cut, whatever its neighbours' width."""
RAGGED = 0.75
"""In a column whose lines are not of one length the shortest has so much of the longest."""
EVEN = 0.9
"""Where more of the cut lines than this are of one length, it is that of the column."""
MOST = 0.8
"""The share of the cut lines of such a column that are so long."""
FEWEST = 3
"""So many cut lines of one length show how wide a page's column is."""
_FIGURE = re.compile("[0-9]")
_NUMBER = re.compile("[0-9][0-9.,%]*")


class Paragraph(NamedTuple):
    """Text that belongs together: `spans` of the source that it is printed in, `text` folded, spaces kept.

    `level` is that of a heading in markup, 0 for none; `blank_before` counts the empty lines above it.
    """

    spans: tuple[Span, ...]
    text: str
    level: int = 0
    blank_before: int = 0

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the source."""
        return self.spans[-1][1]

    def part(self, start: int, end: int) -> "Paragraph":
        """`text[start:end]` without white space around it, as a paragraph of its own; must hold something."""
        kept = self.text[start:end]
        start += len(kept) - len(kept.lstrip())
        end = start + len(kept.strip())
        if end - start == len(self.text):
            return self
        return Paragraph(tuple(_cut(self.spans, start, end)), self.text[start:end], self.level, self.blank_before)


def _cut(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """The spans of the characters `start` to `end`, counted through all spans."""
    passed = 0
    for first, last in spans:
        length = last - first
        inner = max(start - passed, 0), min(end - passed, length)
        if inner[0] < inner[1]:
            yield first + inner[0], first + inner[1]
        passed += length


@dataclass(frozen=True, slots=True)
class LineTests:
    """What the rulebook says of a line: it ends in mid-sentence; it is no row of figures; it has clauses; it could be
    a headline; it is a byline or the like.
    """

    is_cut: Callable[[str], bool]
    is_prose: Callable[[str], bool]
    has_clauses: Callable[[str], bool]
    could_be_headline: Callable[[str], bool]
    is_mark: Callable[[str], bool]


def paragraphs(lines: Iterable[Line], tests: LineTests) -> Iterator[Paragraph]:
    """The paragraphs of a page."""
    runs = list(_runs(lines))
    column = _common_width(runs, tests)
    for at, run in enumerate(runs):
        if len(run) == 1:
            yield _together(run)
        else:
            yield from _unwrap(run, tests, column, is_first=at == 0)


def _runs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines without an empty line between them."""
    run: list[Line] = []
    for line in lines:
        if run and line.blank_before:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _common_width(runs: Iterable[Sequence[Line]], tests: LineTests) -> int:
    """The length that most cut lines of the page have, 0 where there is none."""
    lengths = Counter(
        _length(line) for run in runs for line in run[:-1] if len(line.text) >= NARROWEST and tests.is_cut(line.text)
    )
    common = lengths.most_common(1)
    return common[0][0] if common and common[0][1] >= FEWEST else 0


def _unwrap(run: Sequence[Line], tests: LineTests, column: int, is_first: bool) -> Iterator[Paragraph]:
    goes_on = _joints(run, tests, column)
    if is_first and tests.could_be_headline(run[0].text):
        goes_on[0] = goes_on[0] and not any(goes_on[1:2]) and tests.is_cut(run[1].text)
    group = [run[0]]
    for line, joined in zip(run[1:], goes_on, strict=True):
        if not joined:
            yield _together(group)
            group = []
        group.append(line)
    yield _together(group)


def _joints(run: Sequence[Line], tests: LineTests, column: int) -> list[bool]:
    """For each line but the last, whether its sentence goes on in the next line."""
    marks = [tests.is_mark(line.text) for line in run]
    lines = [line for line, mark in zip(run, marks, strict=True) if not mark] or run
    is_full = _ragged(lines, tests, column) or _fullness(lines, column)
    indents = len({line.indent > 0 for line in run if not line.level}) > 1
    joints = []
    for at, (line, below) in enumerate(pairwise(run)):
        joined = is_full(line, below) and tests.is_cut(line.text) and not below.level
        apart = marks[at] or marks[at + 1] or (indents and below.indent > 0)
        is_headline = at + 2 < len(run) and marks[at + 2] and tests.could_be_headline(below.text)
        rows = joined and not (tests.is_prose(line.text) and tests.is_prose(below.text))
        joints.append(joined and not apart and not rows and not (is_headline and len(line.text) > LONG))
    return joints


def _fullness(run: Sequence[Line], column: int) -> Callable[[Line, Line], bool]:
    """Whether a line fills its column, by characters or by width: the longest lines of a run do.

    A line may be one character short when the line below begins with what no line begins or ends with, and as short
    as the number that the line below begins with is long.
    """
    length, width = max(map(_length, run)), max(map(_width, run))
    several = sum(_length(line) >= length - 1 or _width(line) >= width - 2 for line in run) > 1
    is_column = length >= NARROWEST and (several or abs(length - column) <= 1)

    def is_full(line: Line, below: Line) -> bool:
        if len(line.text) > LONG:
            return True
        number = _NUMBER.match(below.text)
        slack = len(number.group()) if number else 0 if below.text[:2].isalnum() else 1
        return is_column and (_length(line) >= length - slack or _width(line) >= width - 2 * slack)

    return is_full


def _ragged(run: Sequence[Line], tests: LineTests, column: int) -> Callable[[Line, Line], bool] | None:
    """Whether a line is full, where the lines stand in a narrow column and are cut after about as many characters.

    A line shorter than most is full if it has clauses: without, it may be a headline.
    """
    lengths = [_length(line) for line in run[:-1] if tests.is_cut(line.text)]
    if not lengths or sum(length >= max(lengths) - 1 for length in lengths) > EVEN * len(lengths):
        return None
    usual = median_low(lengths) if len(lengths) >= FEWEST else max(column, *map(_length, run))
    full = sum(length >= RAGGED * usual for length in lengths)
    clauses = sum(tests.has_clauses(line.text) for line in run)
    is_column = NARROWEST <= usual <= LONG and max(map(_length, run)) * RAGGED <= usual
    if not is_column or full < MOST * len(lengths) or 2 * clauses < len(run):
        return None

    def is_full(line: Line, below: Line) -> bool:
        length = _length(line)
        return length >= usual - 2 or (length >= RAGGED * usual and tests.has_clauses(line.text))

    return is_full


def _length(line: Line) -> int:
    return line.indent + len(line.text)


def _width(line: Line) -> int:
    """In half-width columns; of what was folded, only figures were most likely printed in half width."""
    return 2 * _length(line) - len(_FIGURE.findall(line.text))


def _together(lines: Sequence[Line]) -> Paragraph:
    first = lines[0]
    if len(lines) == 1:
        return Paragraph(first.spans, first.text, first.level, first.blank_before)
    spans = tuple(chain.from_iterable([line.spans for line in lines]))
    return Paragraph(spans, "".join([line.text for line in lines]), first.level, first.blank_before)
