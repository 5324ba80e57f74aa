"""The pieces of an article → the same without what a website leaves behind its last sentence."""

from collections.abc import Sequence

from extract.page.marks import Marks
from extract.page.pieces import Kind, Piece

Numbered = tuple[int, Piece]
"""A piece with its number on the page."""
_NO_TEXT = (Kind.REMAINS, Kind.JUMP)


def without_leftovers(pieces: Sequence[Numbered], headline: Sequence[int], marks: Marks) -> Sequence[Numbered]:
    """The pieces up to the last that is more than a short line, where that one is whole: a heading heads something.

    The lines of the article's own headline are kept.
    """
    backwards = range(len(pieces) - 1, -1, -1)
    last = next((at for at in backwards if pieces[at][0] in headline or not _is_left_over(pieces[at][1])), None)
    if last is None:
        return pieces
    piece = pieces[last][1]
    return pieces if piece.kind is Kind.BODY and marks.is_cut(piece.text) else pieces[: last + 1]


def _is_left_over(piece: Piece) -> bool:
    """Whether a piece is no text of the article; who wrote it stands in brackets."""
    return piece.kind in _NO_TEXT or (piece.is_short and not piece.text.startswith("("))
