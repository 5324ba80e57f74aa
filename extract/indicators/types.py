"""Which type a figure has: heads, units and verbs weigh together; a near tie is `other`."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from extract.fold import fold
from extract.indicators.heads import Heads
from schemas.rules.indicators import TypeRule

CACHED_CHOICES = 8192
OTHER = "other"
RATE = "rate"
UNTYPED_RULE = "type.other"
"""Named as the rule of a figure that no type rule, or more than one, speaks for."""

OF_PEOPLE = frozenset({"people_served", "team", "award", "other"})
"""Types that measure words for persons may have, beside those of persons."""

DECISIVE = 10.0
HEAD_AT_END = 4.0
HEAD_PER_CHARACTER = 0.25
BORROWED = 0.5
VERB = 3.0
FARTHER_VERB = 1.0
UNIT = 1.0
NEAR_TIE = 0.25


class Evidence(NamedTuple):
    """What speaks for a figure's type: its subject, its unit, the verbs before (nearest first) and the one after."""

    subject: str
    unit: str
    verbs: Sequence[str]
    verb_after: str | None


class TypeChooser:
    """The type rules by their evidence."""

    def __init__(self, rules: Sequence[TypeRule], self_counting: Iterable[str], heads: Heads) -> None:
        self._self_counting = frozenset(fold(unit) for unit in self_counting)
        self._heads = heads
        self._units = _by_word(rules, "units")
        self._decisive = _by_word(rules, "decisive_units")
        self._supporting = _by_word(rules, "supporting_units")
        self._verbs = _by_word(rules, "verbs")
        self._verbs_after = _by_word(rules, "verbs_after")
        self._leanings: dict[str, set[str]] = defaultdict(set)
        for unit, found in (*self._units.items(), *self._decisive.items()):
            self._leanings[unit].update(rule.type for rule in found)
        self._chosen = lru_cache(CACHED_CHOICES)(self._choose)
        self._shares = {unit for unit, found in self._decisive.items() if any(rule.type == RATE for rule in found)}

    def is_decisive(self, unit: str) -> bool:
        """Whether the unit alone decides the type."""
        return unit in self._decisive

    def leans_to(self, unit: str, types: frozenset[str]) -> bool:
        """Whether the unit leans to one of the types or decides for it."""
        return not types.isdisjoint(self._leanings.get(unit, ()))

    def may_count(self, unit: str, types: frozenset[str]) -> bool:
        """Whether the unit leans to one of the types, or to none at all."""
        leanings = self._leanings.get(unit)
        return not leanings or not types.isdisjoint(leanings)

    def names_its_own(self, unit: str) -> bool:
        """Whether the unit names what it counts."""
        return unit in self._self_counting or unit in self._decisive

    def governs(self, verb: str, types: frozenset[str]) -> bool:
        """Whether a verb speaks for one of the types."""
        return any(rule.type in types for rule in self._verbs.get(verb, ()))

    def is_share(self, unit: str) -> bool:
        """Whether the unit states a share or a ratio."""
        return unit in self._shares

    def choose(self, evidence: Evidence) -> tuple[str, str]:
        """The type with the most evidence and the id of its rule."""
        subject, unit, verbs, verb_after = evidence
        telling = tuple([verb for verb in verbs if verb in self._verbs or verb == verbs[0]])
        return self._chosen(self._heads.ending(subject), unit, telling, verb_after)

    def head(self, evidence: Evidence) -> str | None:
        """The head that the subject ends in."""
        return self._heads.ending(evidence.subject)

    def ranked(self, evidence: Evidence) -> list[tuple[TypeRule, float]]:
        """Every rule that something speaks for with its weight, the heaviest first."""
        weights = self._weigh(self.head(evidence), evidence.unit, evidence.verbs, evidence.verb_after)
        ranked = sorted(weights.values(), key=lambda weighed: (-weighed.weight, weighed.rule.id))
        return [(weighed.rule, weighed.weight) for weighed in ranked]

    def _choose(self, head: str | None, unit: str, verbs: Sequence[str], verb_after: str | None) -> tuple[str, str]:
        weights = self._weigh(head, unit, verbs, verb_after)
        if not weights:
            return OTHER, UNTYPED_RULE
        ranked = sorted(weights.values(), key=lambda weighed: (-weighed.weight, weighed.rule.id))
        if any(rule.persons for rule in self._units.get(unit, ())):
            ranked = [weighed for weighed in ranked if _is_of_people(weighed.rule)]
        best = ranked[0]
        rival = next((weighed.weight for weighed in ranked[1:] if weighed.rule.type != best.rule.type), 0.0)
        if best.weight - rival < NEAR_TIE:
            return OTHER, UNTYPED_RULE
        return best.rule.type, best.rule.id

    def _weigh(
        self, head: str | None, unit: str, verbs: Sequence[str], verb_after: str | None
    ) -> dict[str, "_Weighed"]:
        """Every rule that something speaks for, by id; verbs tell rules apart, alone they prove nothing."""
        weights: dict[str, _Weighed] = {}
        _add(weights, self._decisive.get(unit, ()), DECISIVE)
        _add(weights, self._units.get(unit, ()), UNIT)
        if head is not None:
            self._weigh_head(head, weights)
        _support(weights, self._supporting.get(unit, ()), UNIT)
        weight = VERB
        for verb in verbs:
            _support(weights, self._verbs.get(verb, ()), weight)
            weight = FARTHER_VERB
        if verb_after is not None:
            _support(weights, self._verbs_after.get(verb_after, ()), VERB)
        return weights

    def _weigh_head(self, head: str, weights: dict[str, "_Weighed"]) -> None:
        weight = HEAD_AT_END + HEAD_PER_CHARACTER * len(head)
        _add(weights, self._heads.rules(head), weight)
        _add(weights, self._heads.borrowers(head), weight - BORROWED)


def _is_of_people(rule: TypeRule) -> bool:
    """Whether what the rule types may be counted by measure words for persons (贫困户406人 are persons)."""
    return rule.persons or rule.type in OF_PEOPLE


@dataclass(slots=True)
class _Weighed:
    rule: TypeRule
    weight: float


def _add(weights: dict[str, _Weighed], rules: Sequence[TypeRule], weight: float) -> None:
    for rule in rules:
        if rule.id in weights:
            weights[rule.id].weight += weight
        else:
            weights[rule.id] = _Weighed(rule, weight)


def _support(weights: dict[str, _Weighed], rules: Sequence[TypeRule], weight: float) -> None:
    for rule in rules:
        if rule.id in weights:
            weights[rule.id].weight += weight


def _by_word(rules: Sequence[TypeRule], field: str) -> dict[str, list[TypeRule]]:
    found: dict[str, list[TypeRule]] = defaultdict(list)
    for rule in rules:
        for word in dict.fromkeys(getattr(rule, field)):
            found[fold(word)].append(rule)
    return dict(found)
