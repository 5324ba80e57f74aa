"""An opening and the pieces up to the next one → the article."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from extract.page.endings import without_leftovers
from extract.page.headlines import Headline
from extract.page.marks import Marks
from extract.page.mending import Mender
from extract.page.openings import Opening
from extract.page.pieces import Kind, Piece
from extract.page.reading import ReadingText, repaired
from schemas.records import Article, BlockKind

_BLOCKS = {
    Kind.HEADING: BlockKind.SUBHEADING,
    Kind.LINE: BlockKind.SUBHEADING,
    Kind.SIDEBAR: BlockKind.SUBHEADING,
    Kind.BYLINE: BlockKind.BYLINE,
    Kind.LEAD: BlockKind.BYLINE,
    Kind.SIGNATURE: BlockKind.BYLINE,
    Kind.BODY: BlockKind.BODY,
    Kind.CAPTION: BlockKind.CAPTION,
    Kind.NOTE: BlockKind.NOTE,
}
"""What a part is in the article's text; jump marks and what belongs to the page are left out."""
_REMAINS = Kind.REMAINS


@dataclass(frozen=True, slots=True)
class Page:
    """A source and what its head says of all its articles."""

    source: str
    folded: str
    paper: str | None
    date: str | None


def build_article(
    page: Page, opening: Opening, printed: Sequence[tuple[int, Piece]], mender: Mender, marks: Marks
) -> Article | None:
    """The article that the numbered pieces make up; None where they hold nothing of one."""
    headline = opening.headline
    pieces = without_leftovers(printed, headline.all_lines if headline else (), marks)
    column = headline.column if headline else None
    own = [piece for at, piece in pieces if at != column and piece.kind is not _REMAINS]
    while own and own[-1].kind is Kind.JUMP:
        own.pop()
    if not own:
        return None
    everything = dict(printed)
    reading = ReadingText(page.folded)
    for kind, piece in _headline_blocks(headline, everything):
        reading.add(kind, piece.paragraph.spans, piece.rules[0] if piece.rules else "")
    over = set() if headline is None else {*headline.lines, headline.kicker, column}
    for part in mender.mend([piece for at, piece in pieces if at not in over]):
        block = _BLOCKS.get(part.kind)
        if block is not None:
            reading.add(block, part.spans, part.rules[0] if part.rules else "")
    told = [piece for _, piece in printed if piece.rules]
    return Article(
        source=page.source,
        span=(own[0].paragraph.start, own[-1].paragraph.end),
        title=_printed(page, (everything[at] for at in headline.lines)) if headline else "",
        kicker=_line(page, everything, headline.kicker if headline else None),
        column=_line(page, everything, column),
        paper=_first(piece.paper for piece in told) or page.paper,
        date=_first(piece.date for piece in told) or page.date,
        authors=_authors(told),
        text=reading.text,
        offsets=tuple(reading.offsets),
        blocks=tuple(reading.blocks),
        rules=_rules(opening, told),
    )


def _headline_blocks(headline: Headline | None, pieces: dict[int, Piece]) -> Iterator[tuple[BlockKind, Piece]]:
    """The lines over the article, in printed order."""
    if headline is None:
        return
    for at in headline.all_lines:
        yield (BlockKind.KICKER if at == headline.kicker else BlockKind.HEADLINE), pieces[at]


def _printed(page: Page, pieces: Iterable[Piece]) -> str:
    return repaired(page.source, list(chain.from_iterable(piece.paragraph.spans for piece in pieces)))


def _line(page: Page, pieces: dict[int, Piece], at: int | None) -> str | None:
    return None if at is None else _printed(page, [pieces[at]])


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _rules(opening: Opening, pieces: Iterable[Piece]) -> tuple[str, ...]:
    """The ids of all rules that had a part in the article."""
    return tuple(dict.fromkeys(chain(opening.rules, chain.from_iterable(piece.rules for piece in pieces))))


def _authors(told: Iterable[Piece]) -> tuple[str, ...]:
    """All who are named as authors, each once; a short form of a longer name of an office is none of its own."""
    named = dict.fromkeys(chain.from_iterable(piece.authors for piece in told))
    return tuple(name for name in named if not any(name != other and other.endswith(name) for other in named))
