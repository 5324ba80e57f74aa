"""Pieces of text with their places on a page → lines in reading order.

A page is cut from the top into bands: as long as a strip of white runs down between its texts, a band has columns,
which are read one after another; a headline that crosses the white begins a new band. Rows of short pieces are a table
and stay rows.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

GUTTER = 0.8
"""The least width of white between columns, in heights of a character."""
_SLACK = 0.2
"""The part of a piece's height by which lines may touch each other."""
_PARAGRAPH = 0.6
"""White above a paragraph, beyond that between lines, in heights of a character."""
_FEWEST_LINES = 3
"""Lines that a column has at least."""
_FILLED = 0.6
"""The part of their column that the lines of running text fill."""


class Piece(NamedTuple):
    """Text in one line; the page's origin is its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


Interval = tuple[float, float]


def reading_order(pieces: Sequence[Piece]) -> str:
    """The text of a page, line by line, an empty line between paragraphs."""
    if not pieces:
        return ""
    height = median(piece.top - piece.bottom for piece in pieces)
    return "\n".join(_Page(height).lines(list(pieces)))


class _Page:
    """What holds for all of a page: how high its characters are."""

    def __init__(self, height: float) -> None:
        self._height = height

    def lines(self, pieces: Sequence[Piece]) -> Iterator[str]:
        for band in self._bands(pieces):
            columns = self._columns(band)
            if len(columns) > 1 and all(_is_running_text(column) for column in columns):
                for column in columns:
                    yield from self.lines(column)
            else:
                yield from self._plain_lines(_strips(band))

    def _bands(self, pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
        """The page from top to bottom, cut where columns begin or end."""
        band: list[Piece] = []
        for strip in _strips(pieces):
            if band and not self._go_together(band, strip):
                yield band
                band = []
            band = [*band, *strip]
        if band:
            yield band

    def _go_together(self, band: Sequence[Piece], strip: Sequence[Piece]) -> bool:
        """Whether the strip leaves the band its columns; columns of its own must fit what stands above."""
        columns = len(self._gutters(band)) or len(self._gutters(strip))
        return len(self._gutters([*band, *strip])) >= columns

    def _gutters(self, pieces: Sequence[Piece]) -> list[Interval]:
        """The white between the texts of all lines."""
        spans = _joined((piece.left, piece.right) for piece in pieces)
        return [(end, start) for (_, end), (start, _) in pairwise(spans) if start - end >= GUTTER * self._height]

    def _columns(self, band: Sequence[Piece]) -> list[list[Piece]]:
        edges = [0.0, *((start + end) / 2 for start, end in self._gutters(band)), float("inf")]
        return [[piece for piece in band if low <= piece.left < high] for low, high in pairwise(edges)]

    def _plain_lines(self, strips: Sequence[Sequence[Piece]]) -> Iterator[str]:
        gaps = [_low(above) - _high(below) for above, below in pairwise(strips)]
        usual = median(gaps) if gaps else 0.0
        for strip, gap in zip(strips, [usual, *gaps], strict=True):
            if gap > usual + _PARAGRAPH * self._height:
                yield ""
            yield self._line(sorted(strip, key=lambda piece: piece.left))

    def _line(self, pieces: Sequence[Piece]) -> str:
        """The pieces of a line, a tab where white divides them as cells of a table."""
        line = pieces[0].text
        for before, piece in pairwise(pieces):
            is_apart = piece.left - before.right >= GUTTER * self._height
            line += ("\t" if is_apart else "") + piece.text
        return line


def _is_running_text(column: Sequence[Piece]) -> bool:
    """Whether a column holds sentences and no cells: enough lines, most of them as wide as the column."""
    strips = _strips(column)
    width = max(piece.right for piece in column) - min(piece.left for piece in column)
    filled = [sum(piece.right - piece.left for piece in strip) / width for strip in strips]
    return len(strips) >= _FEWEST_LINES and median(filled) >= _FILLED


def _strips(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces cut apart wherever white runs across, from the top."""
    strips: list[list[Piece]] = []
    floor = float("-inf")
    for piece in sorted(pieces, key=lambda piece: -piece.top):
        slack = _SLACK * (piece.top - piece.bottom)
        if not strips or piece.top - slack <= floor:
            strips.append([])
            floor = piece.bottom + slack
        strips[-1].append(piece)
        floor = min(floor, piece.bottom + slack)
    return strips


def _joined(spans: Iterator[Interval]) -> list[Interval]:
    """Spans that touch each other as one, in order."""
    joined: list[Interval] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _low(strip: Sequence[Piece]) -> float:
    return min(piece.bottom for piece in strip)


def _high(strip: Sequence[Piece]) -> float:
    return max(piece.top for piece in strip)
