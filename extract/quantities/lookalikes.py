"""Digits and numerals that are no figure: dates, clock times, ordinals, ages, names."""

from collections.abc import Mapping, Sequence

from extract.rulebook.together import Together
from schemas.records import Skip
from schemas.rules.quantities import SkipRule


class LookAlikes:
    """All skip rules; where two match at one place, the one that stands first in the file wins."""

    def __init__(self, rules: Sequence[SkipRule], slots: Mapping[str, str]) -> None:
        self._rules = tuple(rules)
        self._patterns = Together((rule.pattern for rule in rules), slots)

    def find(self, text: str) -> list[Skip]:
        """Every look-alike of the text, in order, without overlaps."""
        found = []
        for index, match in self._patterns.find(text):
            rule = self._rules[index]
            found.append(Skip(match.start(), match.end(), rule.ledger, rule.id))
        return found
