"""Which fact of one set is which of the other.

Facts of one identity (subject, unit, place) are paired first by what they say, then by their sentence, then by order:
a figure inserted among three alike is one addition, and a moved paragraph changes nothing. What is left over is paired
within its article by sentence, or by its neighbours where sentences are not known: a changed subject, unit or place.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from schemas.facts import Article, Indicator, Model, Place

SAME_SENTENCE = 0.6
"""How alike two sentences must be for a figure to have stayed in its sentence."""
SAME_NAME = 0.5
SAME_ARTICLE = 0.5
"""The part of their facts that two articles with different titles must share to be one article."""
FEWEST_SHARED = 2
"""Of value, unit, subject, and type or place, what a figure must keep to be the same figure."""
_NUMBER = re.compile(r"[0-9０-９.．,，]+")
_COUNTER = re.compile(r"-\d+$")

Item = TypeVar("Item", Article, Model, Indicator)
Pairs = list[tuple[Item, Item]]


def path_of(place: Place | None) -> str | None:
    """Its names, joined; None for no place."""
    return None if place is None else place.path


def article_pairs(old: Sequence[Article], new: Sequence[Article]) -> Pairs[Article]:
    """The articles of a source that are the same: by id, else by most of their facts."""
    pairs, old_rest, new_rest = _paired(old, new, lambda article: article.id)
    scored = [(_shared(one, other), one, other) for one in old_rest for other in new_rest]
    return pairs + _best(scored, SAME_ARTICLE)


def model_pairs(old: Sequence[Model], new: Sequence[Model]) -> Pairs[Model]:
    """The models of an article that are the same: by name, else by role and nearly the name."""
    pairs, old_rest, new_rest = _paired(old, new, lambda model: _identity(model.id))
    scored = [(_alike(a.name, b.name), a, b) for a in old_rest for b in new_rest if a.role == b.role]
    return pairs + _best(scored, SAME_NAME)


class FigureMatcher:
    """Pairs the figures of one article, with what is known of their sentences."""

    def __init__(self, old_sentences: Mapping[str, str], new_sentences: Mapping[str, str]) -> None:
        self._old = old_sentences
        self._new = new_sentences

    def pairs(self, old: Sequence[Indicator], new: Sequence[Indicator]) -> Pairs[Indicator]:
        """The figures that are the same."""
        found: Pairs[Indicator] = []
        groups: dict[str, tuple[list[Indicator], list[Indicator]]] = defaultdict(lambda: ([], []))
        for side, figures in enumerate((old, new)):
            for figure in figures:
                groups[_identity(figure.id)][side].append(figure)
        for olds, news in groups.values():
            found += self._of_one_identity(olds, news)
        taken = {figure.id for figure, _ in found}, {figure.id for _, figure in found}
        old_rest = [figure for figure in old if figure.id not in taken[0]]
        new_rest = [figure for figure in new if figure.id not in taken[1]]
        return found + self._changed_identity(old, new, found, old_rest, new_rest)

    def _of_one_identity(self, old: list[Indicator], new: list[Indicator]) -> Pairs[Indicator]:
        pairs: Pairs[Indicator] = []
        for old_key, new_key in (
            (lambda f: (_says(f), self._old.get(f.id)), lambda f: (_says(f), self._new.get(f.id))),
            (_says, _says),
            (lambda f: _frame(self._old.get(f.id), f.id), lambda f: _frame(self._new.get(f.id), f.id)),
        ):
            more, old, new = _paired(old, new, old_key, new_key)
            pairs += more
        scored = [(self._sentences_alike(one, other), one, other) for one in old for other in new]
        best = _best(scored, SAME_SENTENCE) if len(old) != len(new) else []
        chosen = {id(one) for pair in best for one in pair}
        rest = ([one for one in side if id(one) not in chosen] for side in (old, new))
        return [*pairs, *best, *zip(*rest, strict=False)]

    def _changed_identity(
        self,
        old: Sequence[Indicator],
        new: Sequence[Indicator],
        found: Pairs[Indicator],
        old_rest: Sequence[Indicator],
        new_rest: Sequence[Indicator],
    ) -> Pairs[Indicator]:
        partner = {one.id: other.id for one, other in found}
        old_neighbours = _neighbours(old, partner.get)
        new_neighbours = _neighbours(new, {other: other for other in partner.values()}.get)
        scored = []
        for one in old_rest:
            for other in new_rest:
                shared = _kept(one, other)
                near = self._sentences_alike(one, other)
                if not self._are_known(one, other):
                    near = 1.0 if old_neighbours[one.id] & new_neighbours[other.id] else 0.0
                if shared >= FEWEST_SHARED and near >= SAME_SENTENCE:
                    scored.append((near + shared, one, other))
        return _best(scored, 0)

    def _are_known(self, old: Indicator, new: Indicator) -> bool:
        return old.id in self._old and new.id in self._new

    def _sentences_alike(self, old: Indicator, new: Indicator) -> float:
        if not self._are_known(old, new):
            return 0.0
        return _alike(self._old[old.id], self._new[new.id])


def _identity(fact_id: str) -> str:
    """What an id says without its article and its counter."""
    return _COUNTER.sub("", fact_id.rpartition("/")[2])


def _says(figure: Indicator) -> Hashable:
    return figure.value, figure.value_max, figure.modifier, figure.time, figure.per, figure.type, figure.status


def _frame(sentence: str | None, fact_id: str) -> Hashable:
    """The sentence without its numbers; of an unknown one nothing that another has."""
    return fact_id if sentence is None else _NUMBER.sub("#", sentence)


def _paired(
    old: Iterable[Item],
    new: Iterable[Item],
    old_key: Callable[[Item], Hashable],
    new_key: Callable[[Item], Hashable] | None = None,
) -> tuple[Pairs[Item], list[Item], list[Item]]:
    """Items of the same key, first with first; and what is left over of both sides."""
    waiting: dict[Hashable, list[Item]] = defaultdict(list)
    for item in new:
        waiting[(new_key or old_key)(item)].append(item)
    pairs, old_rest = [], []
    for item in old:
        alike = waiting.get(old_key(item))
        if alike:
            pairs.append((item, alike.pop(0)))
        else:
            old_rest.append(item)
    left = {id(item) for items in waiting.values() for item in items}
    return pairs, old_rest, [item for item in new if id(item) in left]


def _best(scored: Iterable[tuple[float, Item, Item]], least: float) -> Pairs[Item]:
    """Pairs by score, each item once; of equal scores those that stand first, whichever side is the old one."""
    pairs: Pairs[Item] = []
    taken: set[int] = set()
    for score, one, other in sorted(scored, key=lambda entry: (-entry[0], sorted((entry[1].span, entry[2].span)))):
        if score >= least and id(one) not in taken and id(other) not in taken:
            taken |= {id(one), id(other)}
            pairs.append((one, other))
    return pairs


def _neighbours(figures: Sequence[Indicator], partner: Callable[[str], str | None]) -> dict[str, set[tuple[str, str]]]:
    """For each figure the nearest paired ones before and behind it, by the id that they have on the new side."""
    found: dict[str, set[tuple[str, str]]] = {figure.id: set() for figure in figures}
    for side, order in (("before", figures), ("behind", figures[::-1])):
        last = "edge"
        for figure in order:
            found[figure.id].add((side, last))
            last = partner(figure.id) or last
    return found


def _kept(old: Indicator, new: Indicator) -> int:
    """How much of a figure is the same; type and place are one thing, for most figures of an article share them."""
    return (
        ((old.value, old.value_max) == (new.value, new.value_max))
        + (old.unit == new.unit)
        + (old.subject == new.subject != "")
        + (old.type == new.type or path_of(old.place) == path_of(new.place))
    )


def _shared(old: Article, new: Article) -> float:
    one, other = Counter(_contents(old)), Counter(_contents(new))
    if not one and not other:
        return _alike(old.title, new.title)
    return (one & other).total() / max(one.total(), other.total())


def _contents(article: Article) -> Iterable[Hashable]:
    yield from ((figure.subject, figure.unit, figure.value) for figure in article.indicators)
    yield from (model.name for model in article.models)


def _alike(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1; the library's measure depends on which comes first, so one always does."""
    first, second = sorted((one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
