"""What a new reading says of a page: why each thing in it is what it is, to be asked by where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from extract.html_report.gathering import PageAgain
from extract.html_report.telling import Telling
from schemas.explanation import Item
from schemas.reading import ArticleRecords
from schemas.records import Indicator, Span


@dataclass(frozen=True, slots=True)
class PageReasons:
    """A page with the reasons of its new reading by kind and span, and the records of articles and figures by id.

    One whose page is not at hand has no reasons for anything.
    """

    text: str = ""
    items: Mapping[tuple[str, Span], Item] = field(default_factory=dict)
    records: Mapping[str, ArticleRecords] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    origin: Literal["page", "sentences"] = "sentences"

    @classmethod
    def of(cls, page: PageAgain | None, telling: Telling) -> "PageReasons":
        if page is None:
            return cls()
        pairs = list(zip(page.reading.document.articles, page.reading.records, strict=True))
        return cls(
            page.source.text,
            {(item.kind, item.span): telling.item(item) for item in page.explanation.items},
            {article.id: read for article, read in pairs},
            {
                figure.id: record
                for article, read in pairs
                for figure, record in zip(article.indicators, read.indicators, strict=True)
            },
            "page",
        )

    def why(self, kind: str, span: Span) -> dict[str, Any]:
        """Where something is printed, and the reasons for it."""
        if self.origin != "page":
            return {}
        item = self.items.get((kind, span))
        line = self.text.count("\n", 0, span[0]) + 1
        where = {"line": line, "column": span[0] - self.text.rfind("\n", 0, span[0])}
        return where | ({"because": item.because, "considered": item.considered} if item else {})

    def says(self, kind: str, span: Span) -> str:
        """What something is, in a few words."""
        item = self.items.get((kind, span))
        return item.says if item else ""
