"""Decoded text → the lines that hold something, folded, with their places and their markup taken off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BLANK = "\u200b\u200c\u200d\u2060\ufeff"
"""Characters that print nothing and that `str.strip` leaves."""
_EDGE = re.compile(rf"[\s{BLANK}]+")
_MARKUP = re.compile(r"(#{1,6})(?!#)[ ]*|([*]{2,3})(?=[^*]+\2$)|>[ ]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `[start, end)` in the source without white space and markup, `text` folded.

    `level` is that of a heading in markup, 0 for none; `blank_before` counts the empty lines above it, `indent` the
    characters of white space and markup before the text.
    """

    start: int
    end: int
    text: str
    level: int
    blank_before: int
    indent: int


def read_lines(folded: str) -> Iterator[Line]:
    """The lines of a folded text that hold something."""
    position = blank = 0
    for printed in folded.splitlines(keepends=True):
        start, end = _without_edges(printed)
        if start == end:
            blank += 1
        else:
            markup = _MARKUP.match(printed, start, end)
            level = len(markup.group(1) or "") if markup else 0
            text_start, text_end = _inside_markup(printed, markup, start, end)
            if text_start < text_end:
                text = printed[text_start:text_end]
                yield Line(position + text_start, position + text_end, text, level, blank, text_start)
                blank = 0
        position += len(printed)


def _without_edges(printed: str) -> tuple[int, int]:
    opening = _EDGE.match(printed)
    start = opening.end() if opening else 0
    end = len(printed)
    while end > start and (printed[end - 1].isspace() or printed[end - 1] in BLANK):
        end -= 1
    return start, end


def _inside_markup(printed: str, markup: re.Match[str] | None, start: int, end: int) -> tuple[int, int]:
    if markup is None:
        return start, end
    closing = markup.group(2) or ("#" if markup.group(1) else "")
    inner_end = start + len(printed[start:end].rstrip(closing).rstrip()) if closing else end
    return min(markup.end(), inner_end), inner_end
