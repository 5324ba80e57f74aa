"""One article with all that is known of it: what every explanation stands on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extract.spans import printed_span
from schemas import facts
from schemas.explanation import Item
from schemas.reading import ArticleRecords
from schemas.reasons import ArticleReasons
from schemas.records import Source, Span


@dataclass(frozen=True, slots=True)
class Ground:
    """An article's facts, records and reasons; `about` tells what each rule states, by its id."""

    source: Source
    facts: facts.Article
    read: ArticleRecords
    reasons: ArticleReasons
    about: Mapping[str, str]

    def item(self, start: int, end: int, **told: Any) -> Item:
        """An item about `text[start:end]` of the article."""
        span = printed_span(self.read.article, start, end)
        return item_at(self.source, span, **told)

    def printed(self, span: Span) -> str:
        """The words of a span of the article."""
        return self.read.article.printed(*span)


def item_at(source: Source, span: Span, **told: Any) -> Item:
    """An item about a span of the source."""
    start, end = span
    line = source.text.count("\n", 0, start) + 1
    return Item(text=source.text[start:end], span=span, line=line, **told)
