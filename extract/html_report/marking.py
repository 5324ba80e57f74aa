"""A text and the spans marked in it → pieces: each with the mark that it answers for and all others on it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from schemas.records import Span
from schemas.report import Paragraph, Piece

_PARAGRAPH = re.compile(r"\S[^\r\n]*(?:\r?\n(?![ \t\u3000]*\r?\n)[^\r\n]+)*")
"""Lines with no blank one between them."""
_ANSWERS = "fmnp"
"""The marks that can be asked: figures before models, numbers and places."""


class Mark(NamedTuple):
    """A stretch of the source; the first letter of the key says what it marks."""

    start: int
    end: int
    key: str


class Kind(NamedTuple):
    """A stretch of the source, and the kind of block that it is."""

    start: int
    end: int
    kind: str


def paragraphs(text: str, within: Span, marks: Sequence[Mark], kinds: Sequence[Kind]) -> Iterator[Paragraph]:
    """The paragraphs of `text[start:end]` as printed, in pieces; `kinds` say what they are, body where none does."""
    for found in _PARAGRAPH.finditer(text, *within):
        start, end = found.span()
        inside = [mark for mark in marks if mark.start < end and start < mark.end]
        kind = next((kind.kind for kind in kinds if kind.start < end and start < kind.end), "body")
        yield Paragraph(kind=kind, pieces=tuple(pieces(text, (start, end), inside)))


def pieces(text: str, within: Span, marks: Sequence[Mark]) -> Iterator[Piece]:
    """`text[start:end]`, cut wherever a mark begins or ends."""
    start, end = within
    edges = {start, end, *(edge for mark in marks for edge in mark[:2] if start < edge < end)}
    cuts = sorted(edges)
    for first, last in pairwise(cuts):
        keys = [mark.key for mark in marks if mark.start <= first and last <= mark.end]
        owner = _owner(keys)
        yield text[first:last], owner, " ".join(key for key in keys if key != owner)


def _owner(keys: Iterable[str]) -> str:
    asked = [key for key in keys if key[0] in _ANSWERS]
    return min(asked, key=lambda key: _ANSWERS.index(key[0]), default="")
