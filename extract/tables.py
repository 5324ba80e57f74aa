"""Readings → rows of the three tables: the same facts as in the documents, without offsets.

Without offsets a line added at the top of a page does not touch every row of a `git diff`.
"""

import re
from collections.abc import Iterator, Mapping

from extract.cells import Cell
from extract.unseen import without
from schemas import facts
from schemas.reading import ArticleRecords, Reading

Row = tuple[Cell, ...]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "articles": (
        *("source", "id", "title", "kicker", "column", "paper", "date", "authors"),
        *("place", "code", "models", "indicators"),
    ),
    "models": ("source", "article", "title", "id", "name", "role", "place", "rule"),
    "indicators": (
        *("source", "article", "title", "id", "type", "subject"),
        *("value", "value_max", "unit", "modifier", "per", "time"),
        *("place", "code", "part_of", "share_of", "repeat_of", "model"),
        *("status", "text", "sentence", "rule", "time_resolved"),
    ),
}
"""The tables by name, and the columns of each."""

SENTENCE_END = re.compile(r"[。!?…]+[”’)]*|\n")
_LINE_BREAKS = re.compile(r"[\r\n]+")


def rows(reading: Reading) -> Iterator[tuple[str, Row]]:
    """Every row of a source with the name of its table; a row's cells are those of `COLUMNS`."""
    document = reading.document
    for article, records in zip(document.articles, reading.records, strict=True):
        yield "articles", _article(document.source, article)
        for model in article.models:
            yield "models", _model(document.source, article, model)
        sentences = _sentences(records)
        for figure, sentence in zip(article.indicators, sentences, strict=True):
            yield "indicators", _figure(document.source, article, figure, sentence)


def sentences_of(reading: Reading) -> dict[str, str]:
    """The sentence of each figure by the figure's id."""
    return {
        figure.id: sentence
        for article, records in zip(reading.document.articles, reading.records, strict=True)
        for figure, sentence in zip(article.indicators, _sentences(records), strict=True)
    }


def _article(source: str, article: facts.Article) -> Row:
    return (
        *(source, article.id, article.title, article.kicker, article.column, article.paper, article.date),
        *("; ".join(article.authors), _path(article.place), _code(article.place)),
        *(len(article.models), len(article.indicators)),
    )


def _model(source: str, article: facts.Article, model: facts.Model) -> Row:
    place = _path(model.place or article.place)
    return source, article.id, article.title, model.id, model.name, model.role, place, model.rule


def _figure(source: str, article: facts.Article, figure: facts.Indicator, sentence: str) -> Row:
    return (
        *(source, article.id, article.title, figure.id, figure.type, figure.subject),
        *(figure.value, figure.value_max, figure.unit, figure.modifier, figure.per, figure.time),
        *(_path(figure.place), _code(figure.place), figure.part_of, figure.share_of, figure.repeat_of, figure.model),
        *(figure.status, _LINE_BREAKS.sub("", without(figure.text)[0]), sentence, figure.rule, figure.time_resolved),
    )


def _sentences(records: ArticleRecords) -> Iterator[str]:
    """The sentence of each figure as it is printed, without line breaks."""
    article = records.article
    ends = [end.end() for end in SENTENCE_END.finditer(article.text)]
    starts = [0, *ends]
    sentence = 0
    for figure in records.indicators:
        while sentence < len(ends) and ends[sentence] <= figure.quantity.start:
            sentence += 1
        end = ends[sentence] if sentence < len(ends) else len(article.text)
        yield article.printed(starts[sentence], end).strip()


def _path(place: facts.Place | None) -> str | None:
    return place.path if place else None


def _code(place: facts.Place | None) -> str | None:
    return place.code if place else None
