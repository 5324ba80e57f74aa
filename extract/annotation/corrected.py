"""A document and the page that an annotation tool gives back → the document as it was corrected there.

A mark is a fact of the document by its id, else by its words, else by words that overlap; any other is new. What
nobody touched stays as it is, to the last field. A fact that was changed or added names the rule `annotation`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from extract.annotation.marks import facts_in, mark_of
from extract.annotation.reader import Reader
from schemas.annotation import CHOICES, LINKS, MODEL, Mark, MarkedPage
from schemas.facts import Article, Document, Indicator, Model, Skipped, Span

RULE = "annotation"
"""What stands where facts name their rule when a person has said so."""
_DIGITS = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)*")
_RATIO = re.compile(r"[0-9.]+[:/][0-9.]+(?::[0-9.]+)*")
_WHOLE = re.compile(r"-?[0-9]+")
_NUMBER = re.compile(r"-?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?|-?[0-9]+[eE][-+]?[0-9]+")

AnyFact = Model | Indicator
Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What was corrected: `old` and `new` are the fact before and after, None where there was or is none."""

    article: Article
    old: AnyFact | None
    new: AnyFact | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document as corrected, what was changed, and what could not be taken over, each in words."""

    document: Document
    changes: tuple[Change, ...]
    problems: tuple[str, ...]


@dataclass(slots=True)
class _Work:
    """The facts of the new document so far, with the old ones that they come from."""

    facts: list[tuple[Article, AnyFact | None, AnyFact]] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    """Ids of marks → ids of facts."""
    problems: list[str] = field(default_factory=list)


def corrected(document: Document, page: MarkedPage, text: str, reader: Reader) -> Corrected:
    """The document that the page's marks make; `text` is the text of its source."""
    work = _Work()
    known = _Known(document)
    for mark in sorted(page.marks, key=lambda mark: not known.is_sure(mark)):
        _take(mark, page, text, known, work, reader)
    facts = [(article, old, _linked(new, page, work)) for article, old, new in work.facts]
    gone = known.left()
    made = _document(document, facts, text)
    there = {fact.id for _, _, fact in facts}
    changes = [Change(article, old, new) for article, old, new in facts if old != new]
    changes += [Change(article, fact, None) for article, fact in gone if fact.id not in there]
    return Corrected(made, tuple(changes), tuple(work.problems))


class _Known:
    """The facts of a document, each to be taken once."""

    def __init__(self, document: Document) -> None:
        self._facts = {fact.id: (article, fact) for article in document.articles for fact in facts_in(article)}
        self._articles = document.articles

    def is_sure(self, mark: Mark) -> bool:
        """Whether a mark is one of the facts beyond doubt: marks that only overlap one come after these."""
        return mark.id in self._facts or any(fact.span == mark.span for _, fact in self._facts.values())

    def take(self, mark: Mark) -> tuple[Article, AnyFact] | None:
        """The fact that a mark is."""
        kind = Model if mark.label == MODEL else Indicator
        found = mark.id if mark.id in self._facts else self._by_words(mark.span, kind)
        if found is None or not isinstance(self._facts[found][1], kind):
            return None
        return self._facts.pop(found)

    def article_at(self, span: Span) -> Article | None:
        """The article that holds the words."""
        return next((one for one in self._articles if one.span[0] <= span[0] < one.span[1]), None)

    def left(self) -> Iterable[tuple[Article, AnyFact]]:
        """The facts that no mark has taken."""
        return self._facts.values()

    def _by_words(self, span: Span, kind: type[AnyFact]) -> str | None:
        same = [(id_, fact.span) for id_, (_, fact) in self._facts.items() if isinstance(fact, kind)]
        exact = next((id_ for id_, own in same if own == span), None)
        near = (id_ for id_, own in same if own[0] < span[1] and span[0] < own[1])
        return exact or next(near, None)


def _take(mark: Mark, page: MarkedPage, text: str, known: _Known, work: _Work, reader: Reader) -> None:
    """Make a fact of a mark."""
    found = known.take(mark)
    article = found[0] if found else known.article_at(mark.span)
    words = text[slice(*mark.span)]
    if article is None:
        work.problems.append(f"{words!r} at {mark.span[0]} is in no article; it was left out")
        return
    try:
        new = _changed(found[1], mark, page, text, reader) if found else _added(mark, article, text, reader)
    except (ValidationError, ValueError) as error:
        told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        work.problems.append(f"{words!r} at {mark.span[0]}: {told}; {'it was left as it was' if found else 'left out'}")
        if found is None:
            return
        new = found[1]
    work.ids[mark.id] = new.id
    work.facts.append((article, found[1] if found else None, new))


def _changed(old: AnyFact, mark: Mark, page: MarkedPage, text: str, reader: Reader) -> AnyFact:
    """The fact with what the mark says otherwise."""
    update: Raw = {}
    if isinstance(old, Indicator) and mark.label != old.type:
        update["type"] = mark.label
    if mark.span != old.span:
        update |= _of_words(old, text, mark.span, reader)
    if page.has_fields:
        told = _differing(mark_of(old).fields, mark.fields)
        update |= {name: _value(name, words, reader) for name, words in told}
    return _validated(old, {**update, "rule": RULE}) if update else old


def _of_words(old: AnyFact, text: str, span: Span, reader: Reader) -> Raw:
    """What other words make of a fact: of a model its name, of a figure its number as the rules read it."""
    words = text[slice(*span)]
    if isinstance(old, Model):
        return {"span": span, "name": "".join(words.split())}
    read = reader.figure_at(text, span)
    number = {name: getattr(read, name) for name in _OF_NUMBER} if read else {}
    return {"span": span, "text": words, **number}


def _added(mark: Mark, article: Article, text: str, reader: Reader) -> AnyFact:
    """A new fact of an article: what the mark does not say is as the rules read its words."""
    told = {name: _value(name, words, reader) for name, words in mark.fields.items()}
    words = text[slice(*mark.span)]
    own = f"{article.id}/added-{sha256(f'{mark.label} {mark.span[0]} {words}'.encode()).hexdigest()[:8]}"
    if mark.label == MODEL:
        name = "".join(words.split())
        fields = {"id": own, "name": name, "role": "secondary", "span": mark.span, "place": None, "rule": RULE}
        return Model.model_validate({**fields, **told})
    read = reader.figure_at(text, mark.span)
    home = article.place and article.place.model_copy(update={"text": None, "span": None})
    made: Raw = {name: getattr(read, name) for name in Indicator.model_fields} if read else _unread(words)
    made |= {"id": own, "type": mark.label, "text": words, "span": mark.span, "rule": RULE, "place": home}
    return Indicator.model_validate({**made, **dict.fromkeys(LINKS), **told})


def _unread(words: str) -> Raw:
    """The fields of a figure that the rules cannot read."""
    empty: Raw = dict.fromkeys(Indicator.model_fields)
    return {**empty, "subject": "", "unit": "", "modifier": "exact", "status": "reported", "text": words}


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields that were changed; a choice cannot be taken back, only another be made."""
    for name in dict.fromkeys((*before, *after)):
        if before.get(name, "") != after.get(name, "") and (name not in CHOICES or after.get(name)):
            yield name, after.get(name, "")


_NEVER_NULL = ("subject", "unit", "name")
_OF_NUMBER = ("value", "value_max", "unit", "modifier")


def _value(name: str, told: str, reader: Reader) -> Any:
    """A field's text as its value; raises `ValueError` for a place that is not known."""
    if name == "place":
        place = reader.place_named(told) if told else None
        if told and place is None:
            raise ValueError(f"there is no place {told!r}; write official names from the province down, joined by /")
        return place
    if name in ("value", "value_max"):
        value = number_of(told)
        if isinstance(value, str) and (name == "value_max" or not _RATIO.fullmatch(value)):
            raise ValueError(f"{name} {told!r} is no number and no ratio such as 1:3")
        return value
    return told or ("" if name in _NEVER_NULL else None)


def number_of(told: str) -> int | float | str | None:
    """A value as a person writes it: a number, else text such as 1:3; None for nothing."""
    if _WHOLE.fullmatch(told):
        return int(told)
    return float(told) if _NUMBER.fullmatch(told) else told or None


def _linked(fact: AnyFact, page: MarkedPage, work: _Work) -> AnyFact:
    """The fact with the links that the page tells, else with those of its own that lead somewhere."""
    if isinstance(fact, Model):
        return fact
    there = set(work.ids.values())
    links: Raw = {name: target if target in there else None for name, target in _own_links(fact)}
    if page.has_links:
        links = dict.fromkeys(LINKS)
        for link in page.links:
            if work.ids.get(link.of) == fact.id and link.name in LINKS and link.to in work.ids:
                links[link.name] = work.ids[link.to]
    same = all(getattr(fact, name) == target for name, target in links.items())
    return fact if same else _validated(fact, {**links, "rule": RULE})


def _own_links(figure: Indicator) -> Iterator[tuple[str, str | None]]:
    yield from ((name, getattr(figure, name)) for name in LINKS)


def _validated(fact: AnyFact, update: Raw) -> AnyFact:
    own = {name: getattr(fact, name) for name in type(fact).model_fields}
    return type(fact).model_validate({**own, **update})


def _document(document: Document, facts: Sequence[tuple[Article, AnyFact | None, AnyFact]], text: str) -> Document:
    """The document with these facts; its ledger and findings are those that still hold."""
    by_article: dict[str, list[AnyFact]] = {article.id: [] for article in document.articles}
    for article, _, fact in sorted(facts, key=lambda entry: entry[2].span):
        by_article[article.id].append(fact)
    articles = tuple(_article(article, by_article[article.id]) for article in document.articles)
    spans = [figure.span for article in articles for figure in article.indicators]
    before = {figure.span for article in document.articles for figure in article.indicators}
    kept = {fact.id for _, old, fact in facts if old == fact}
    findings = tuple(finding for finding in document.findings if set(finding.facts) <= kept)
    update = {"articles": articles, "findings": findings, "numbers": _ledger(document, text, spans, before)}
    return document.model_copy(update=update)


def _article(article: Article, facts: Sequence[AnyFact]) -> Article:
    """The article with its facts; in the order that they had where they are the same."""
    order = {fact.id: place for place, fact in enumerate(facts_in(article))}
    models = [fact for fact in facts if isinstance(fact, Model)]
    figures = [fact for fact in facts if isinstance(fact, Indicator)]
    if {fact.id for fact in facts} == order.keys():
        models.sort(key=lambda fact: order[fact.id])
        figures.sort(key=lambda fact: order[fact.id])
    return article.model_copy(update={"models": tuple(models), "indicators": tuple(figures)})


def _ledger(document: Document, text: str, spans: Sequence[Span], before: set[Span]) -> tuple[Skipped, ...]:
    """The digits that are in no figure: what the ledger had, and those of figures that are gone."""
    new = [span for span in spans if span not in before]
    numbers = [number for number in document.numbers if not any(_overlap(number.span, span) for span in new)]
    taken = sorted([*spans, *(number.span for number in numbers)])
    numbers += [
        Skipped.model_validate({"text": run.group(), "span": run.span(), "class": "other", "rule": RULE})
        for run in _DIGITS.finditer(text)
        if not any(_overlap(run.span(), span) for span in taken)
    ]
    return tuple(sorted(numbers, key=lambda number: number.span))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
