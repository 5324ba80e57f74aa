"""What of a page stands in no article."""

from collections.abc import Iterator, Sequence

from extract.html_report.ledger_entries import number_entries, number_marks
from extract.html_report.marking import paragraphs
from extract.html_report.page_reasons import PageReasons
from schemas.facts import Document
from schemas.records import Span
from schemas.report import Paragraph, ReportArticle


def outside_of(document: Document, page: PageReasons) -> ReportArticle:
    """The rest of a page with its digits, under the name of its source."""
    taken = sorted(article.span for article in document.articles)
    numbers = [one for one in document.numbers if not any(start <= one.span[0] < end for start, end in taken)]
    marks = list(number_marks(numbers))
    shown: list[Paragraph] = []
    for gap in _gaps(taken, len(page.text)):
        shown += paragraphs(page.text, gap, marks, ())
    return ReportArticle(
        id=document.source,
        source=document.source,
        title="",
        origin=page.origin,
        paragraphs=tuple(shown),
        figures={},
        models={},
        places={},
        numbers=number_entries(numbers, page),
    )


def _gaps(taken: Sequence[Span], length: int) -> Iterator[Span]:
    """What the sorted spans leave of a text."""
    position = 0
    for start, end in taken:
        if start > position:
            yield position, start
        position = max(position, end)
    if length > position:
        yield position, length
