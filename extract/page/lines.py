"""Decoded text → the lines that hold something, folded, with their places and their markup taken off."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from schemas.records import Span

WHITE = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
"""All characters of white space."""
_MARKS = "#*>"
"""What markup begins with."""
_MARKUP = re.compile(r"(#{1,6})(?!#)[ ]*|([*]{2,3})(?=[^*]+\2$)|>[ ]+")


class Line(NamedTuple):
    """A line: `spans` of the source without white space and markup, `text` folded.

    `level` is that of a heading in markup, 0 for none; `blank_before` counts the empty lines above it, `indent` the
    characters of white space and markup before the text.
    """

    spans: tuple[Span, ...]
    text: str
    level: int
    blank_before: int
    indent: int


def read_lines(folded: str) -> Iterator[Line]:
    """The lines of a folded text that hold something."""
    position = blank = 0
    for printed in folded.splitlines(keepends=True):
        text = printed.strip(WHITE)
        if text:
            indent = printed.index(text)
            level = 0
            if text[0] in _MARKS:
                level, opening, text = _without_markup(text)
                indent += opening
            if text:
                start = position + indent
                yield Line(((start, start + len(text)),), text, level, blank, indent)
                blank = 0
        else:
            blank += 1
        position += len(printed)


def _without_markup(text: str) -> tuple[int, int, str]:
    """The level of the heading, the length of the markup before the text, and the text inside it."""
    markup = _MARKUP.match(text)
    if markup is None:
        return 0, 0, text
    level = len(markup.group(1) or "")
    closing = markup.group(2) or ("#" if level else "")
    inner = text.rstrip(closing).rstrip() if closing else text
    return level, markup.end(), inner[markup.end() :]
