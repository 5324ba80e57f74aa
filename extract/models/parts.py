"""The parts of an article that are read differently."""

from dataclasses import dataclass

from schemas.records import Article, BlockKind, Span

__all__ = ["Parts", "Span", "parts_of"]

_LEAD_BLOCKS = 3


@dataclass(frozen=True, slots=True)
class Parts:
    """Spans of the headline with its kicker, of the lead, and of all body blocks with the lead."""

    headline: tuple[Span, ...]
    lead: tuple[Span, ...]
    body: tuple[Span, ...]


def parts_of(article: Article) -> Parts:
    """The parts of an article by its blocks."""
    headline = tuple(
        (block.start, block.end) for block in article.blocks if block.kind in (BlockKind.HEADLINE, BlockKind.KICKER)
    )
    body = tuple((block.start, block.end) for block in article.blocks if block.kind is BlockKind.BODY)
    return Parts(headline, body[:_LEAD_BLOCKS], body)
