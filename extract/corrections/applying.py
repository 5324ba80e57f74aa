"""Corrections → a document and its records as the user says they are.

Facts keep the ids that the rules gave them, so that a correction finds its fact again on every run; they name the rule
`correction`. Records change with their facts, for the audit reads them. Digits of a figure that is dropped go into the
ledger.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from extract.corrections.loading import Corrections, Placed
from extract.tables import SENTENCE_END
from schemas import facts
from schemas.reading import ArticleRecords, CorrectionOutcome
from schemas.records import Article, Indicator, ModelName, Skip

RULE = "correction"
"""What stands where facts name their rule when the user has said so."""
_DIGIT = re.compile("[0-9０-９]")
_FIELDS = {
    "figure": {"type", "subject", "value", "value_max", "unit", "modifier", "time", "status", "place"},
    "model": {"name", "role", "place"},
    "article": {"place"},
}
"""What may be set of each kind of fact."""
_REFERENCES = ("part_of", "share_of", "repeat_of", "model")

Records = tuple[ArticleRecords, ...]
Raw = dict[str, Any]


def apply(
    corrections: Corrections, document: facts.Document, records: Records
) -> tuple[facts.Document, Records, tuple[CorrectionOutcome, ...]]:
    """The document and its records, corrected, and what became of each correction of a fact of this source."""
    stem = f"{PurePosixPath(document.source).with_suffix('')}#"
    own = {id_: one for id_, one in corrections.by_fact.items() if id_.startswith(stem)}
    if not own:
        return document, records, ()
    work = _Work(own, document, records)
    return work.document(), work.records, tuple(work.outcomes())


class _Work:
    """One document and the corrections of its facts."""

    def __init__(self, own: Mapping[str, Placed], document: facts.Document, records: Records) -> None:
        self._own = own
        self._before = document
        self._read = records
        self._outcomes: dict[str, CorrectionOutcome] = {}
        self._dropped: set[str] = set()
        self._numbers: list[facts.Skipped] = []
        made = [self._article(*pair) for pair in zip(document.articles, records, strict=True)]
        self._articles = [article for article, _ in made]
        self.records = tuple(read for _, read in made)

    def document(self) -> facts.Document:
        """The document; what referred to a dropped fact refers to none."""
        articles = tuple(self._without_dropped(article) for article in self._articles)
        numbers = tuple(sorted((*self._before.numbers, *self._numbers), key=lambda number: number.span))
        return self._before.model_copy(update={"articles": articles, "numbers": numbers})

    def outcomes(self) -> Iterator[CorrectionOutcome]:
        """What became of each correction, in the order of the file."""
        for id_, one in self._own.items():
            yield self._outcomes.get(id_) or CorrectionOutcome(id_, self._missing(one))

    def _article(self, article: facts.Article, read: ArticleRecords) -> tuple[facts.Article, ArticleRecords]:
        models = [self._model(*pair, read.article) for pair in zip(article.models, read.models, strict=True)]
        figures = [self._figure(*pair, read.article) for pair in zip(article.indicators, read.indicators, strict=True)]
        update: Raw = {
            "models": tuple(one for pair in models if pair for one in pair[:1]),
            "indicators": tuple(one for pair in figures if pair for one in pair[:1]),
        }
        place = self._wanted(article.id, "article", article.title)
        if place is not None:
            update["place"] = place.place
        skips = [
            Skip(record.quantity.start, record.quantity.end, "other", RULE)
            for record, pair in zip(read.indicators, figures, strict=True)
            if pair is None
        ]
        kept = replace(
            read,
            models=tuple(pair[1] for pair in models if pair),
            indicators=_renumbered([pair and pair[1] for pair in figures], [pair is not None for pair in models]),
            skips=(*read.skips, *skips),
        )
        return article.model_copy(update=update), kept

    def _model(self, model: facts.Model, record: ModelName, article: Article) -> tuple[facts.Model, ModelName] | None:
        """The model and its record; None when it is dropped."""
        wanted = self._wanted(model.id, "model", _sentence(article, record.start))
        if wanted is None:
            return model, record
        if wanted.correction.drop:
            self._dropped.add(model.id)
            return None
        update = {**_set(wanted), "rule": RULE}
        named = record._replace(name=update.get("name", record.name), role=update.get("role", record.role), rule=RULE)
        return model.model_copy(update=update), named

    def _figure(
        self, figure: facts.Indicator, record: Indicator, article: Article
    ) -> tuple[facts.Indicator, Indicator] | None:
        """The figure and its record; None when it is dropped."""
        wanted = self._wanted(figure.id, "figure", _sentence(article, record.quantity.start))
        if wanted is None:
            return figure, record
        if wanted.correction.drop:
            self._drop(figure)
            return None
        update = {**_set(wanted), "rule": RULE}
        return figure.model_copy(update=update), _record(record, update)

    def _drop(self, figure: facts.Indicator) -> None:
        self._dropped.add(figure.id)
        if _DIGIT.search(figure.text):
            told = {"text": figure.text, "span": figure.span, "class": "other", "rule": RULE}
            self._numbers.append(facts.Skipped.model_validate(told))

    def _wanted(self, fact: str, kind: str, sentence: str) -> Placed | None:
        """The correction of a fact, if it applies."""
        one = self._own.get(fact)
        if one is None:
            return None
        problem = _problem(one, kind, sentence)
        self._outcomes[fact] = CorrectionOutcome(fact, problem)
        return None if problem else one

    def _without_dropped(self, article: facts.Article) -> facts.Article:
        if not self._dropped:
            return article
        return article.model_copy(update={"indicators": tuple(map(self._unlinked, article.indicators))})

    def _unlinked(self, figure: facts.Indicator) -> facts.Indicator:
        gone = {name: None for name in _REFERENCES if getattr(figure, name) in self._dropped}
        return figure.model_copy(update=gone) if gone else figure

    def _missing(self, one: Placed) -> str:
        """Why a correction has no fact, and which facts its sentence has now."""
        quote = _bare(one.correction.sentence)
        there = [
            f"{figure.id} ({_bare(figure.text)} {figure.subject})"
            for article, read in zip(self._before.articles, self._read, strict=True)
            for figure, record in zip(article.indicators, read.indicators, strict=True)
            if quote in _bare(_sentence(read.article, record.quantity.start))
        ]
        now = f"; its sentence gives {', '.join(there)}" if there else ""
        return f"there is no such fact in {self._before.source} any more{now}"


def _problem(one: Placed, kind: str, sentence: str) -> str:
    """Why a correction does not apply to its fact; nothing when it does."""
    if _bare(one.correction.sentence) not in _bare(sentence):
        return f"its sentence is another one now: {sentence.strip()}"
    odd = set(_named(one)) - _FIELDS[kind]
    if odd:
        return f"{'an' if kind == 'article' else 'a'} {kind} has no {', '.join(sorted(odd))}"
    return "an article cannot be dropped" if one.correction.drop and kind == "article" else ""


def _named(one: Placed) -> set[str]:
    return one.correction.set.model_fields_set if one.correction.set else set()


def _set(one: Placed) -> Raw:
    """The fields that a correction sets, with their values."""
    update = {name: getattr(one.correction.set, name) for name in _named(one)}
    if "place" in update:
        update["place"] = one.place
    return update


def _record(record: Indicator, update: Raw) -> Indicator:
    """The figure's record with what the audit reads of it."""
    quantity = record.quantity
    quantity = quantity._replace(
        value=_exact(update["value"]) if "value" in update else quantity.value,
        value_max=_exact(update["value_max"]) if "value_max" in update else quantity.value_max,
        unit=update.get("unit", quantity.unit),
        modifier=update.get("modifier", quantity.modifier),
    )
    kind, status = update.get("type", record.type), update.get("status", record.status)
    return record._replace(quantity=quantity, type=kind, status=status, rule=RULE)


def _exact(value: Any) -> Any:
    return Decimal(str(value)) if isinstance(value, int | float) else value


def _renumbered(figures: Sequence[Indicator | None], models: Sequence[bool]) -> tuple[Indicator, ...]:
    """The figures that are left, referring to each other and to the models that are left by their new numbers."""
    of_figures = _numbers([figure is not None for figure in figures])
    of_models = _numbers(models)
    return tuple(
        figure._replace(
            part_of=None if figure.part_of is None else of_figures.get(figure.part_of),
            share_of=None if figure.share_of is None else of_figures.get(figure.share_of),
            model=None if figure.model is None else of_models.get(figure.model),
        )
        for figure in figures
        if figure is not None
    )


def _numbers(kept: Sequence[bool]) -> Mapping[int, int]:
    """Old numbers → new ones of what is kept."""
    return {old: new for new, old in enumerate(number for number, stays in enumerate(kept) if stays)}


def _sentence(article: Article, position: int) -> str:
    """The sentence of the reading text that holds `position`, as it is printed."""
    ends = [end.end() for end in SENTENCE_END.finditer(article.text)]
    start = max((end for end in ends if end <= position), default=0)
    end = min((end for end in ends if end > position), default=len(article.text))
    return article.printed(start, end)


def _bare(words: str) -> str:
    return "".join(words.split())
