"""Records → facts: names and numbers as they are printed, spans in the source, ids that outlive an edit elsewhere."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import PurePosixPath

from extract.ledger import ledger
from extract.repeats import first_printings
from extract.spans import printed_span
from schemas import facts
from schemas.reading import ArticleRecords
from schemas.records import Article, ArticlePlaces, Indicator, ModelName, Place, PlaceMention, Source, Span

_QUOTES_AND_SPACES = str.maketrans("", "", " \u3000\t\r\n\"'“”‘’「」『』")
_OPENING = 20
"""Characters, quotes and spaces left out, that stand for the title of an article without one."""
_HASH_LENGTH = 8


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article's records with what its facts refer to each other by."""

    id: str
    read: ArticleRecords
    subjects: tuple[str, ...]
    figure_ids: tuple[str, ...]


def assemble(source: Source, records: Sequence[ArticleRecords]) -> facts.Document:
    """What is written of one source."""
    ids = _Ids(source.name)
    drafts = [_draft(read, ids) for read in records]
    repeats = first_printings(records, [draft.figure_ids for draft in drafts])
    articles = tuple(_article(draft, ids, repeats) for draft in drafts)
    printed = (figure.span for article in articles for figure in article.indicators)
    return facts.Document(
        schema=facts.SCHEMA,
        source=source.name,
        sha256=source.sha256,
        articles=articles,
        numbers=ledger(source.text, records, printed),
    )


class _Ids:
    """Ids of one document: hashes of what a record says, never of where it stands, numbered on a repeat."""

    def __init__(self, source_name: str) -> None:
        self._stem = str(PurePosixPath(source_name).with_suffix(""))
        self._seen: Counter[str] = Counter()

    def article(self, article: Article) -> str:
        telling = article.title.translate(_QUOTES_AND_SPACES)
        return self._numbered(f"{self._stem}#{_short_hash(telling or _opening(article.text))}")

    def model(self, article_id: str, name: str) -> str:
        return self._numbered(f"{article_id}/model-{_short_hash(name)}")

    def figure(self, article_id: str, subject: str, unit: str, place: str) -> str:
        return self._numbered(f"{article_id}/{_short_hash(subject, unit, place)}")

    def _numbered(self, wanted: str) -> str:
        self._seen[wanted] += 1
        return wanted if self._seen[wanted] == 1 else f"{wanted}-{self._seen[wanted]}"


def _draft(read: ArticleRecords, ids: _Ids) -> _Draft:
    article_id = ids.article(read.article)
    subjects = tuple(_words(read.article, figure.subject) or "" for figure in read.indicators)
    figure_ids = tuple(
        ids.figure(article_id, subject, figure.quantity.unit, _path_of(figure, read.places))
        for figure, subject in zip(read.indicators, subjects, strict=True)
    )
    return _Draft(article_id, read, subjects, figure_ids)


def _path_of(figure: Indicator, places: ArticlePlaces) -> str:
    place = figure.place.place if figure.place else places.place
    return place.path if place else ""


def _article(draft: _Draft, ids: _Ids, repeats: Mapping[str, str]) -> facts.Article:
    article, places = draft.read.article, draft.read.places
    models = tuple(_model(ids.model(draft.id, model.name), draft.read, model) for model in draft.read.models)
    return facts.Article(
        id=draft.id,
        title=article.title,
        kicker=article.kicker,
        column=article.column,
        paper=article.paper,
        date=article.date,
        authors=article.authors,
        span=article.span,
        place=_place(article, places.place, places.mention),
        models=models,
        indicators=tuple(_figures(draft, [model.id for model in models], repeats)),
    )


def _model(model_id: str, read: ArticleRecords, model: ModelName) -> facts.Model:
    """The model; the place that governs its first mention is told where it is not the article's."""
    mention = None if model.role == "primary" else read.places.governing(model.start)
    return facts.Model.model_validate(
        {
            "id": model_id,
            "name": model.name,
            "role": model.role,
            "span": printed_span(read.article, model.start, model.end),
            "place": mention and _place(read.article, mention.place, mention),
            "rule": model.rule,
        }
    )


def _figures(draft: _Draft, model_ids: Sequence[str], repeats: Mapping[str, str]) -> Iterator[facts.Indicator]:
    article, places = draft.read.article, _FigurePlaces(draft.read)
    for own_id, subject, figure in zip(draft.figure_ids, draft.subjects, draft.read.indicators, strict=True):
        quantity = figure.quantity
        start, end = printed_span(article, quantity.start, quantity.end)
        yield facts.Indicator.model_validate(
            {
                "id": own_id,
                "type": figure.type,
                "subject": subject,
                "value": _number(quantity.value),
                "value_max": _number(quantity.value_max),
                "unit": quantity.unit,
                "modifier": quantity.modifier,
                "per": _words(article, figure.per),
                "time": _words(article, figure.time),
                "place": places.of(figure.place),
                "part_of": _pick(draft.figure_ids, figure.part_of),
                "share_of": _pick(draft.figure_ids, figure.share_of),
                "repeat_of": repeats.get(own_id),
                "model": _pick(model_ids, figure.model),
                "text": article.source[start:end],
                "span": (start, end),
                "status": figure.status,
                "rule": figure.rule,
            }
        )


class _FigurePlaces:
    """The places of an article's figures, each put together once."""

    def __init__(self, read: ArticleRecords) -> None:
        self._article = read.article
        self._home = _place(read.article, read.places.place, None)
        self._made: dict[Span, facts.Place | None] = {}

    def of(self, mention: PlaceMention | None) -> facts.Place | None:
        """The place that `mention` gives, the article's own where there is none."""
        if mention is None:
            return self._home
        words = mention.start, mention.end
        if words not in self._made:
            self._made[words] = _place(self._article, mention.place, mention)
        return self._made[words]


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


def _words(article: Article, span: Span | None) -> str | None:
    return article.printed(*span) if span else None


def _pick(ids: Sequence[str], index: int | None) -> str | None:
    return None if index is None else ids[index]


def _number(value: Decimal | str | None) -> facts.Number | str | None:
    """A decimal as JSON should print it: 21000 and not 2.1E+4, 32.1 and not "32.1"."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def _short_hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:_HASH_LENGTH]
