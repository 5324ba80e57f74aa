"""Quoted words that open paragraphs or stand in subheadings, several alike: the parts of one model."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from extract.models.names import Name
from extract.models.quotes import Quote
from schemas.records import Article, Block, BlockKind
from schemas.rules.models import SeriesRule

_GOES_ON = 2
"""So many characters after the closing mark make the quote a subject or object and no last word."""

End = tuple[str, bool]
"""A first or last character, and whether it is the last."""


def series_names(rule: SeriesRule, article: Article, candidates: Sequence[Quote]) -> Iterator[Name]:
    """The quotes that share their first or last character with others in such places."""
    openers = list(_openers(rule, article, candidates))
    sharing: dict[End, set[str]] = defaultdict(set)
    for quote in openers:
        for end in _ends(quote):
            sharing[end].add(quote.words)
    for quote in openers:
        if any(len(sharing[end]) >= rule.least for end in _ends(quote)):
            yield Name(quote.start, quote.end, rule.id, quote.end)


def _ends(quote: Quote) -> tuple[End, End]:
    return (quote.words[0], False), (quote.words[-1], True)


def _openers(rule: SeriesRule, article: Article, candidates: Sequence[Quote]) -> Iterator[Quote]:
    starts = [block.start for block in article.blocks]
    for quote in candidates:
        index = bisect_right(starts, quote.start) - 1
        if index >= 0 and len(quote.words) >= rule.shortest and _opens(quote, rule, article.blocks[index]):
            yield quote


def _opens(quote: Quote, rule: SeriesRule, block: Block) -> bool:
    """Whether the quote stands where a part of the article is named, with words after it."""
    if quote.end + 1 + _GOES_ON > block.end:
        return False
    at_start = quote.start - 1 - block.start <= rule.opening
    return block.kind is BlockKind.SUBHEADING or (block.kind is BlockKind.BODY and at_start)
