"""Short lines whose neighbours show that they name the authors: under a headline, or at the end of an article."""

from collections.abc import Sequence

from extract.page.marks import Marks
from extract.page.pieces import Kind, Piece, after
from extract.page.signing import Signing

SHORTEST_HEADLINE = 4
"""Under a shorter line nothing is a byline but by its own words."""
SHORTEST_SIGNED = 6
"""Under a shorter headline two or three characters are no pen name."""
_LINE = Kind.LINE
_BELOW_BYLINE = (Kind.BODY, Kind.LEAD, Kind.CAPTION, Kind.LINE, Kind.HEADING)


def with_bare_names(pieces: Sequence[Piece], signing: Signing, marks: Marks) -> list[Piece]:
    """The pieces, the lines among them that only their place makes a byline or a signature told as such."""
    return [_by_place(pieces, at, signing, marks) for at in range(len(pieces))]


def _by_place(pieces: Sequence[Piece], at: int, signing: Signing, marks: Marks) -> Piece:
    piece = pieces[at]
    if piece.kind is _LINE and not piece.numbered:
        return _told(pieces, at, signing, marks)
    return piece._replace(kind=Kind.SIGNATURE) if at and _signs(piece, pieces[at - 1]) else piece


def _signs(piece: Piece, above: Piece) -> bool:
    """Whether what might be a website's line is but the authors in brackets under the text (文/张立)."""
    is_credit = piece.kind is Kind.REMAINS and bool(piece.authors) and piece.text.startswith("(")
    return is_credit and above.kind in (Kind.BODY, Kind.CAPTION)


def _told(pieces: Sequence[Piece], at: int, signing: Signing, marks: Marks) -> Piece:
    piece = pieces[at]
    above = pieces[at - 1] if at else None
    below = next((piece for piece in after(pieces, at) if piece.kind is not Kind.REMAINS), None)
    if above is None:
        return piece
    if above.kind is Kind.BODY and not marks.is_cut(above.text) and (below is None or below.is_short):
        signature = signing.bare_signature(piece.text)
        return _as(Kind.SIGNATURE, piece, signature)
    if below is not None and _is_under_headline(piece, above, below, signing):
        return _as(Kind.BYLINE, piece, signing.bare_byline(piece.text))
    if below is not None and _is_under_dated_headline(pieces[:at]) and signing.namer.persons(piece.text):
        return _as(Kind.BYLINE, piece, signing.bare_byline(piece.text))
    return piece


def _is_under_dated_headline(above: Sequence[Piece]) -> bool:
    """Whether nothing but furniture stands between a headline and what follows."""
    under = next((piece for piece in reversed(above) if piece.kind is not Kind.REMAINS), None)
    return (
        above[-1].kind is Kind.REMAINS and under is not None and under.is_short and len(under.text) >= SHORTEST_SIGNED
    )


def _is_under_headline(piece: Piece, above: Piece, below: Piece, signing: Signing) -> bool:
    """Whether the line may be a byline where it stands; over another short line only names are."""
    if not above.is_short or above.numbered or len(above.text) < SHORTEST_HEADLINE or below.kind not in _BELOW_BYLINE:
        return False
    is_doubtful = below.is_short or len(above.text) < SHORTEST_SIGNED
    return not is_doubtful or bool(signing.namer.persons(piece.text))


def _as(kind: Kind, piece: Piece, signed: tuple[str, tuple[str, ...]] | None) -> Piece:
    return piece._replace(kind=kind, rules=(signed[0],), authors=signed[1]) if signed else piece
