"""The nouns that the rulebook knows as heads of subjects, found at the end of a phrase by look-up."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extract.fold import fold
from schemas.rules.indicators import TypeRule

AGENTS = frozenset({"organization", "household", "team", "party_org"})
CONTAINERS = frozenset({"community", "grid"})
EXTENTS = frozenset({"area", "rate", "mass", "length"})
CACHED_PHRASES = 4096
_ORNAMENT = re.compile(r"[“”‘’《》\s]|\([^()]*\)")


def plain(phrase: str) -> str:
    """A phrase without quotation marks and brackets, as heads are compared with it."""
    return _ORNAMENT.sub("", phrase)


class Heads:
    """All heads of all types."""

    def __init__(self, rules: Sequence[TypeRule], counts: Iterable[str] = ()) -> None:
        self._counts = tuple(fold(word) for word in counts)
        by_id = {rule.id: rule for rule in rules}
        self._rules: dict[str, list[TypeRule]] = defaultdict(list)
        self._own: dict[str, list[TypeRule]] = defaultdict(list)
        self._borrowers: dict[str, list[TypeRule]] = defaultdict(list)
        for rule in rules:
            borrowed = [head for other in rule.heads_of if other in by_id for head in by_id[other].heads]
            for head in dict.fromkeys(map(fold, (*rule.heads, *borrowed))):
                self._rules[head].append(rule)
                (self._own if head in rule.heads else self._borrowers)[head].append(rule)
        self._longest = max(map(len, self._rules), default=0)
        self.ending = lru_cache(CACHED_PHRASES)(self._ending)

    @property
    def words(self) -> Iterable[str]:
        """Every head, folded."""
        return self._rules.keys()

    def _ending(self, phrase: str) -> str | None:
        """The longest head that the phrase ends in."""
        phrase = plain(phrase)
        for count in self._counts:
            phrase = phrase.removesuffix(count)
        for length in range(min(self._longest, len(phrase)), 0, -1):
            if phrase[-length:] in self._rules:
                return phrase[-length:]
        return None

    def rules(self, head: str) -> Sequence[TypeRule]:
        """The type rules that list a head themselves."""
        return self._own[head]

    def borrowers(self, head: str) -> Sequence[TypeRule]:
        """The type rules that take a head from another rule."""
        return self._borrowers[head]

    def counts(self, phrase: str) -> bool:
        """Whether the phrase is a noun that only says that something is counted (人数)."""
        return phrase in self._counts

    def is_person(self, phrase: str) -> bool:
        """Whether the phrase ends in a noun for persons."""
        head = self.ending(phrase)
        return head is not None and any(rule.persons for rule in self._rules[head])

    def is_agent(self, phrase: str) -> bool:
        """Whether the phrase ends in a noun for those who act: persons, bodies, households."""
        head = self.ending(phrase)
        return head is not None and any(rule.persons or rule.type in AGENTS for rule in self._rules[head])

    def is_container(self, phrase: str) -> bool:
        """Whether the phrase ends in a noun for where people live, which no measure word for people counts."""
        head = self.ending(phrase)
        return head is not None and all(rule.type in CONTAINERS for rule in self._rules[head])

    def is_extent(self, phrase: str) -> bool:
        """Whether the phrase ends in an extent or a rate, whose name may hold a verb (水果种植+面积)."""
        head = self.ending(phrase)
        return head is not None and any(rule.type in EXTENTS for rule in self._rules[head])

    def is_named_with(self, verb: str, noun: str) -> bool:
        """Whether a verb before a noun is part of its name (办理+时间) and does not govern it (缩短+时间)."""
        governed = [rule.governors for rule in self._rules.get(noun, ()) if rule.governors]
        return bool(governed) and not any(verb in governors for governors in governed)

    def measures(self, phrase: str) -> bool:
        """Whether the phrase ends in a property that a unit of its own measures (收入, 面积)."""
        head = self.ending(phrase)
        return head is not None and any(rule.decisive_units for rule in self._rules[head] if not rule.persons)

    def is_measured_in(self, phrase: str, unit: str) -> bool:
        """Whether the phrase ends in a property that this unit measures (分红 in 元)."""
        head = self.ending(phrase)
        return head is not None and any(unit in rule.decisive_units for rule in self._rules[head])
