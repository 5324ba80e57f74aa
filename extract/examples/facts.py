"""A reading → everything that an example may ask for: facts as plain mappings, each by its telling key first."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from extract.fold import fold
from schemas import facts
from schemas.reading import ArticleRecords, Reading
from schemas.reasons import ArticleReasons

Fact = Mapping[str, Any]


def facts_of(reading: Reading) -> Iterator[Fact]:
    """The facts of a reading, article by article, and what the audit finds."""
    for article, records in zip(reading.document.articles, reading.records, strict=True):
        yield {
            "article": article.title,
            **{key: getattr(article, key) for key in ("kicker", "column", "paper", "date", "authors")},
            "place": _path(article.place),
        }
        yield from ({"model": model.name, "role": model.role} for model in article.models)
        yield from _figures(article)
        yield from _places_and_skips(records)
    for finding in reading.document.findings:
        told = {key: getattr(finding, key) for key in ("verdict", "arithmetic", "text")}
        yield {"finding": finding.kind, **told}


def refusals_of(records: ArticleRecords, reasons: ArticleReasons) -> Iterator[Fact]:
    """The quoted words of an article that a rule refuses as names."""
    article = records.article
    for quote in reasons.quotes:
        if quote.rules:
            yield {"no_model": article.printed(quote.start, quote.end)}


def rule_ids(records: ArticleRecords) -> Iterator[str]:
    """The ids of all rules that had a part in an article."""
    places = records.places
    yield from records.article.rules
    yield from (block.rule for block in records.article.blocks)
    yield from (mention.rule for mention in places.mentions)
    yield from (scope.mention.rule for scope in places.scopes)
    yield from (model.rule for model in records.models)
    yield from (skip.rule for skip in records.skips)
    for figure in records.indicators:
        yield from dict.fromkeys((figure.rule, *figure.rules, *figure.quantity.rules))


def agrees(wanted: Fact, fact: Fact) -> bool:
    """Whether a fact is what was wanted, in the keys that were asked for."""
    return telling(wanted) == telling(fact) and all(
        key in fact and comparable(fact[key]) == comparable(value) for key, value in wanted.items()
    )


def telling(fact: Fact) -> str:
    """The key that says what kind of fact it is: the first."""
    return next(iter(fact), "")


def comparable(value: Any) -> Any:
    """Numbers by their value, words in one spelling, lists item by item, nothing as the empty text."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return Decimal(str(value)).normalize()
    if isinstance(value, list | tuple):
        return tuple(comparable(item) for item in value)
    return fold(str(value or ""))


def _figures(article: facts.Article) -> Iterator[Fact]:
    text_of = {figure.id: _one_line(figure.text) for figure in article.indicators}
    name_of = {model.id: model.name for model in article.models}
    for figure in article.indicators:
        yield {
            "figure": text_of[figure.id],
            **{key: getattr(figure, key) for key in ("type", "subject", "value", "value_max", "unit", "modifier")},
            **{key: getattr(figure, key) for key in ("per", "time", "time_resolved", "status")},
            "place": _path(figure.place),
            "part_of": text_of.get(figure.part_of or ""),
            "share_of": text_of.get(figure.share_of or ""),
            "repeat_of": text_of.get(figure.repeat_of or ""),
            "model": name_of.get(figure.model or ""),
        }


def _places_and_skips(records: ArticleRecords) -> Iterator[Fact]:
    article = records.article
    for mention in records.places.mentions:
        path = mention.place.path if mention.place else None
        yield {"place": path, "text": article.printed(mention.start, mention.end)}
    for skip in records.skips:
        yield {"skip": article.printed(skip.start, skip.end), "class": skip.kind}


def _path(place: facts.Place | None) -> str | None:
    if place is None:
        return None
    return "/".join(filter(None, (place.province, place.city, place.county, place.township, place.community)))


def _one_line(text: str) -> str:
    return text.replace("\r", "").replace("\n", "")
