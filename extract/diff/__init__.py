"""Two sets of documents → what differs: facts added, removed, changed, each by its identity and never by its place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extract.diff.matching import FigureMatcher, article_pairs, model_pairs, path_of
from schemas.changes import Change, Changes, Entry, FactKind, FieldChange
from schemas.facts import Article, Document, Indicator, Model, Place

ARTICLE_FIELDS = ("title", "kicker", "column", "paper", "date", "authors", "place")
MODEL_FIELDS = ("name", "role", "place")
FIGURE_FIELDS = (
    *("value", "value_max", "unit", "subject", "type", "modifier", "per", "time", "place", "status"),
    *("part_of", "share_of", "repeat_of", "model"),
)
"""What is compared; spans and rules say where and why, and not what."""
REFERENCES = frozenset({"part_of", "share_of", "repeat_of", "model"})

AnyFact = Article | Model | Indicator


def changes(
    old: Sequence[Document],
    new: Sequence[Document],
    old_sentences: Mapping[str, str],
    new_sentences: Mapping[str, str],
) -> Changes:
    """What differs between two sets of documents; `…_sentences` are those of their figures, as far as known."""
    comparison = _Comparison(FigureMatcher(old_sentences, new_sentences))
    old_of, new_of = {one.source: one for one in old}, {one.source: one for one in new}
    for source in dict.fromkeys([*old_of, *new_of]):
        before, after = old_of.get(source), new_of.get(source)
        comparison.match(source, before.articles if before else (), after.articles if after else ())
    return comparison.changes()


def told_of(fact: AnyFact) -> str:
    """A fact in a few words."""
    if isinstance(fact, Article):
        return fact.title or "(no title)"
    if isinstance(fact, Model):
        return fact.name
    return f"{''.join(fact.text.split())} {fact.subject}".strip()


class _Comparison:
    """The pairs of all sources; facts refer to each other across articles, so all are paired before any is compared."""

    def __init__(self, matcher: FigureMatcher) -> None:
        self._matcher = matcher
        self._pairs: list[tuple[str, Article, Article]] = []
        self._removed: list[Entry] = []
        self._added: list[Entry] = []
        self._facts: list[tuple[str, Article, AnyFact, AnyFact]] = []

    def match(self, source: str, old: Sequence[Article], new: Sequence[Article]) -> None:
        """Pair the facts of one source."""
        pairs = article_pairs(old, new)
        partner = {one.id: other for one, other in pairs}
        for article in old:
            if article.id not in partner:
                self._removed += _entries(source, article)
        for article in new:
            before = next((one for one, other in pairs if other is article), None)
            if before is None:
                self._added += _entries(source, article)
            else:
                self._match_articles(source, before, article)

    def _match_articles(self, source: str, old: Article, new: Article) -> None:
        self._facts.append((source, new, old, new))
        models = model_pairs(old.models, new.models)
        figures = self._matcher.pairs(old.indicators, new.indicators)
        paired: list[tuple[AnyFact, AnyFact]] = [*models, *figures]
        order = {id(fact): place for place, fact in enumerate(_inside(new))}
        for one, other in sorted(paired, key=lambda pair: order[id(pair[1])]):
            self._facts.append((source, new, one, other))
        olds, news = {id(one) for one, _ in paired}, {id(other) for _, other in paired}
        self._removed += [_entry(source, old, one) for one in _inside(old) if id(one) not in olds]
        self._added += [_entry(source, new, one) for one in _inside(new) if id(one) not in news]

    def changes(self) -> Changes:
        """What differs, once all sources are paired."""
        partner = {one.id: other.id for _, _, one, other in self._facts}
        old_told = {entry.id: entry.told for entry in self._removed}
        old_told |= {one.id: told_of(one) for _, _, one, _ in self._facts}
        new_told = {entry.id: entry.told for entry in self._added}
        new_told |= {other.id: told_of(other) for _, _, _, other in self._facts}
        changed = []
        for source, article, one, other in self._facts:
            fields = tuple(_fields(one, other, partner, (old_told, new_told)))
            if fields:
                entry = _entry(source, article, other)
                rule = None if isinstance(one, Article) else one.rule
                changed.append(Change(**dict(entry), old_id=one.id, old_rule=rule, fields=fields))
        return Changes(added=tuple(self._added), removed=tuple(self._removed), changed=tuple(changed))


def _fields(
    old: AnyFact, new: AnyFact, partner: Mapping[str, str], told: tuple[Mapping[str, str], Mapping[str, str]]
) -> Iterator[FieldChange]:
    """The fields in which two sides differ; `told` has what other facts are called, on the old side and on the new."""
    names = {"Article": ARTICLE_FIELDS, "Model": MODEL_FIELDS, "Indicator": FIGURE_FIELDS}[type(old).__name__]
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if name in REFERENCES:
            if (before and partner.get(before, before)) != after:
                yield FieldChange(field=name, old=told[0].get(before, before), new=told[1].get(after, after))
        elif _comparable(before) != _comparable(after):
            yield FieldChange(field=name, old=_comparable(before), new=_comparable(after))


def _comparable(value: Any) -> Any:
    return path_of(value) if isinstance(value, Place) else value


def _inside(article: Article) -> tuple[AnyFact, ...]:
    return *article.models, *article.indicators


def _entries(source: str, article: Article) -> Iterator[Entry]:
    """An article with all its facts."""
    return (_entry(source, article, fact) for fact in (article, *_inside(article)))


def _entry(source: str, article: Article, fact: AnyFact) -> Entry:
    kinds: dict[str, FactKind] = {"Article": "article", "Model": "model", "Indicator": "indicator"}
    written = fact.model_dump(mode="json", by_alias=True, exclude={"models", "indicators"})
    return Entry(
        kind=kinds[type(fact).__name__],
        id=fact.id,
        source=source,
        article=article.id,
        title=article.title,
        rule=None if isinstance(fact, Article) else fact.rule,
        told=told_of(fact),
        fact=written,
    )
