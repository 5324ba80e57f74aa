"""Lines of a word or two that stand under furniture: what a website lets its readers press."""

from collections.abc import Callable, Iterator, Sequence

from extract.page.pieces import Kind, Piece

LONGEST = 3
"""Characters of the label of a button; names of persons are not longer, either."""


def with_buttons(
    pieces: Sequence[Piece], is_word: Callable[[str], bool], is_person: Callable[[str], bool]
) -> Iterator[Piece]:
    """The pieces; a line that is so short, names no person and stands directly under furniture is a part of that."""
    above: Piece | None = None
    for piece in pieces:
        is_under = above is not None and above.kind is Kind.REMAINS
        is_label = piece.kind is Kind.LINE and not piece.numbered and len(piece.text) <= LONGEST
        if is_under and is_label and (is_word(piece.text) or not is_person(piece.text)):
            piece = piece._replace(kind=Kind.REMAINS)
        yield piece
        above = piece
