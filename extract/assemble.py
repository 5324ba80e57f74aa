"""Records → facts: names and numbers as they are printed, spans in the source, ids that outlive an edit elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from extract.fold import fold
from extract.ledger import ledger
from extract.repeats import first_printings
from extract.spans import printed_span
from schemas import facts
from schemas.reading import ArticleRecords
from schemas.records import Article, ModelName, Place, PlaceMention, Source, Span

_QUOTES_AND_SPACES = str.maketrans("", "", " \u3000\t\r\n\"'“”‘’「」『』")
_OPENING = 20
"""Characters, quotes and spaces left out, that stand for the title of an article without one."""
_HASH_LENGTH = 8

Raw = dict[str, Any]
"""A fact that is yet to be validated: all of a document are at once, which is much faster than one by one."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article's records with what its facts refer to each other by; figure by figure the last three."""

    id: str
    read: ArticleRecords
    places: "_FigurePlaces"
    subjects: tuple[str, ...]
    figure_ids: tuple[str, ...]
    spans: tuple[Span, ...]


def assemble(source: Source, records: Sequence[ArticleRecords]) -> facts.Document:
    """What is written of one source."""
    ids = _Ids(source.stem)
    drafts = [_draft(read, ids) for read in records]
    repeats = first_printings(records, [draft.figure_ids for draft in drafts])
    printed = [span for draft in drafts for span in draft.spans]
    return facts.Document.model_validate(
        {
            "schema": facts.SCHEMA,
            "source": source.name,
            "sha256": source.sha256,
            "published": source.published,
            "text": source.text if source.extracted else None,
            "articles": [_article(draft, ids, repeats) for draft in drafts],
            "numbers": ledger(source.text, records, printed),
        }
    )


class _Ids:
    """Ids of one document: hashes of what a record says, never of where it stands, numbered on a repeat."""

    def __init__(self, source_stem: str) -> None:
        self._stem = source_stem
        self._seen: dict[str, int] = {}

    def article(self, article: Article) -> str:
        telling = article.title.translate(_QUOTES_AND_SPACES)
        return self._numbered(f"{self._stem}#{_short_hash(telling or _opening(article.text))}")

    def model(self, article_id: str, name: str) -> str:
        return self._numbered(f"{article_id}/model-{_short_hash(name)}")

    def figure(self, article_id: str, subject: str, unit: str, place: str) -> str:
        return self._numbered(f"{article_id}/{_short_hash(subject, unit, place)}")

    def _numbered(self, wanted: str) -> str:
        times = self._seen[wanted] = self._seen.get(wanted, 0) + 1
        return wanted if times == 1 else f"{wanted}-{times}"


def _draft(read: ArticleRecords, ids: _Ids) -> _Draft:
    article, figures, places = read.article, read.indicators, _FigurePlaces(read)
    article_id = ids.article(article)
    subjects = tuple([article.printed(*figure.subject) if figure.subject else "" for figure in figures])
    figure_ids = tuple(
        [
            ids.figure(article_id, subject, figure.quantity.unit, places.of(figure.place).path)
            for figure, subject in zip(figures, subjects, strict=True)
        ]
    )
    spans = tuple([printed_span(article, figure.quantity.start, figure.quantity.end) for figure in figures])
    return _Draft(article_id, read, places, subjects, figure_ids, spans)


def _article(draft: _Draft, ids: _Ids, repeats: Mapping[str, str]) -> Raw:
    article, places = draft.read.article, draft.read.places
    models = [_model(ids.model(draft.id, model.name), draft.read, model) for model in draft.read.models]
    return {
        "id": draft.id,
        "title": article.title,
        "kicker": article.kicker,
        "column": article.column,
        "paper": article.paper,
        "date": article.date,
        "authors": article.authors,
        "span": article.span,
        "place": _place(article, places.place, places.mention),
        "models": models,
        "indicators": list(_figures(draft, [model["id"] for model in models], repeats)),
    }


def _model(model_id: str, read: ArticleRecords, model: ModelName) -> Raw:
    """The model; the place that governs its first mention is told where it is not the article's."""
    mention = None if model.role == "primary" else read.places.governing(model.start)
    return {
        "id": model_id,
        "name": model.name,
        "role": model.role,
        "span": printed_span(read.article, model.start, model.end),
        "place": mention and _place(read.article, mention.place, mention),
        "rule": model.rule,
    }


def _figures(draft: _Draft, model_ids: Sequence[str], repeats: Mapping[str, str]) -> Iterator[Raw]:
    article, figure_ids = draft.read.article, draft.figure_ids
    for own_id, subject, span, figure in zip(
        figure_ids, draft.subjects, draft.spans, draft.read.indicators, strict=True
    ):
        quantity, text = figure.quantity, article.source[slice(*span)]
        yield {
            "id": own_id,
            "type": figure.type,
            "subject": subject,
            "value": _number(quantity.value),
            "value_max": _number(quantity.value_max),
            "unit": _as_printed(quantity.unit, text),
            "modifier": quantity.modifier,
            "per": article.printed(*figure.per) if figure.per else None,
            "time": article.printed(*figure.time) if figure.time else None,
            "time_resolved": figure.resolved,
            "place": draft.places.of(figure.place).printed,
            "part_of": _pick(figure_ids, figure.part_of),
            "share_of": _pick(figure_ids, figure.share_of),
            "repeat_of": repeats.get(own_id),
            "model": _pick(model_ids, figure.model),
            "text": text,
            "span": span,
            "status": figure.status,
            "rule": figure.rule,
        }


def _as_printed(unit: str, figure: str) -> str:
    """A unit in the characters that end its figure (個 for 个); signs such as % have one spelling."""
    tail = figure[-len(unit) :]
    return tail if tail != unit and not unit.isascii() and fold(tail) == unit else unit


@dataclass(frozen=True, slots=True)
class _FigurePlace:
    """What figures of one place share: its path, and the place as it is written."""

    path: str
    printed: facts.Place | None


class _FigurePlaces:
    """The places of an article's figures, each put together once."""

    def __init__(self, read: ArticleRecords) -> None:
        self._article = read.article
        self._home = self._made(read.places.place, None)
        self._others: dict[Span, _FigurePlace] = {}

    def of(self, mention: PlaceMention | None) -> _FigurePlace:
        """The place that `mention` gives, the article's own where there is none."""
        if mention is None:
            return self._home
        words = mention.start, mention.end
        if words not in self._others:
            self._others[words] = self._made(mention.place, mention)
        return self._others[words]

    def _made(self, place: Place | None, mention: PlaceMention | None) -> _FigurePlace:
        return _FigurePlace(place.path if place else "", _place(self._article, place, mention))


def _place(article: Article, place: Place | None, mention: PlaceMention | None) -> facts.Place | None:
    """The place, with the words of `mention` that gave it."""
    if place is None:
        return None
    return facts.Place(
        province=place.province,
        city=place.city,
        county=place.county,
        township=place.township,
        community=place.community,
        code=place.code,
        text=article.printed(mention.start, mention.end) if mention else None,
        span=printed_span(article, mention.start, mention.end) if mention else None,
    )


def _opening(text: str) -> str:
    return text[: 4 * _OPENING].translate(_QUOTES_AND_SPACES)[:_OPENING]


def _pick(ids: Sequence[str], index: int | None) -> str | None:
    return None if index is None else ids[index]


def _number(value: Decimal | str | None) -> facts.Number | str | None:
    """A decimal as JSON should print it: 21000 and not 2.1E+4, 32.1 and not "32.1"."""
    if value is None or isinstance(value, str):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _short_hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).digest()[: _HASH_LENGTH // 2].hex()
