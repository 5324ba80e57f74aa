"""What is marked in the text of an article, and what its paragraphs are."""

from collections.abc import Iterator, Mapping

from extract.html_report.marking import Kind, Mark
from extract.spans import printed_span
from schemas import records
from schemas.facts import Article, Indicator
from schemas.reading import ArticleRecords


def fact_marks(article: Article, keys: Mapping[str, str]) -> Iterator[Mark]:
    """The figures and models of an article, by the `keys` of their ids."""
    yield from (Mark(*figure.span, keys[figure.id]) for figure in article.indicators)
    yield from (Mark(*model.span, keys[model.id]) for model in article.models)


def figure_word_marks(figure: Indicator, key: str, record: records.Indicator, read: ArticleRecords) -> Iterator[Mark]:
    """The words that give a figure its subject, time, base and place: s0, t0, b0 and w0 of f0."""
    for letter, span in (("s", record.subject), ("t", record.time), ("b", record.per)):
        if span is not None:
            yield Mark(*printed_span(read.article, *span), f"{letter}{key[1:]}")
    if figure.place is not None and figure.place.span is not None:
        yield Mark(*figure.place.span, f"w{key[1:]}")


def block_kinds(article: records.Article) -> Iterator[Kind]:
    """The blocks of an article where they are printed."""
    for block in article.blocks:
        if block.start < block.end:
            yield Kind(*printed_span(article, block.start, block.end), block.kind.value)
