"""Lists of line rules, asked together: one test says whether any applies, and only then each is tried."""

import re
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from extract.expressions import expression
from extract.page.slots import NOTHING
from extract.rulebook.openings import opening_characters
from extract.rulebook.patterns import compile_pattern, guard, needed, without_names
from schemas.rules.page import LineRule

RuleKind = TypeVar("RuleKind", bound=LineRule)


class RuleList(Generic[RuleKind]):
    """The rules of one list, compiled; the first that applies wins."""

    def __init__(self, rules: Sequence[RuleKind], slots: Mapping[str, str]) -> None:
        self._rules = tuple((rule, compile_pattern(rule.pattern, slots)) for rule in rules)
        self.pattern = _any_of([pattern for _, pattern in self._rules])
        """Matches where the pattern of any of the rules does."""
        self.needed = needed(pattern for _, pattern in self._rules)
        """What a text holds wherever one of the patterns matches in it."""
        self._any = expression(self.pattern)
        self._any_match = self._any.match

    def match(self, text: str) -> tuple[RuleKind, re.Match[str]] | None:
        """The first rule whose pattern matches at the start of the text, with its match."""
        if self._any_match(text) is None:
            return None
        found = ((rule, pattern.match(text)) for rule, pattern in self._rules)
        return next(((rule, match) for rule, match in found if match), None)

    def longest(self, text: str, position: int) -> tuple[RuleKind, re.Match[str]] | None:
        """The rule whose pattern matches the most at `position`, the first of several, with its match."""
        if self._any_match(text, position) is None:
            return None
        found = [(rule, match) for rule, pattern in self._rules if (match := pattern.match(text, position))]
        return max(found, key=lambda pair: pair[1].end()) if found else None

    def matches(self, text: str) -> list[tuple[RuleKind, re.Match[str]]]:
        """Every rule whose pattern matches at the start of the text, with its match."""
        if self._any_match(text) is None:
            return []
        found = [(rule, pattern.match(text)) for rule, pattern in self._rules]
        return [(rule, match) for rule, match in found if match]

    def whole(self, text: str) -> list[tuple[RuleKind, re.Match[str]]]:
        """Every rule whose pattern matches the whole text, with its match."""
        if self._any_match(text) is None:
            return []
        found = [(rule, pattern.fullmatch(text)) for rule, pattern in self._rules]
        return [(rule, match) for rule, match in found if match]

    def at_end(self, text: str, width: int) -> tuple[RuleKind, re.Match[str]] | None:
        """The first rule whose pattern matches the text's end, within its last `width` characters."""
        first = max(0, len(text) - width)
        if self.needed.search(text, first) is None or self._any.search(text, first) is None:
            return None
        for rule, pattern in self._rules:
            for match in pattern.finditer(text, first):
                if match.end() == len(text):
                    return rule, match
        return None


def _any_of(patterns: Sequence[re.Pattern[str]]) -> str:
    """A sub-pattern for any of the patterns; those that begin with certain characters by a look at one."""
    certain = [pattern for pattern in patterns if opening_characters([pattern]) is not None]
    branches = [f"{guard(certain)}(?:{_alternatives(certain)})"] if certain else []
    others = [pattern for pattern in patterns if pattern not in certain]
    return "|".join([*branches, *([_alternatives(others)] if others else [])]) or NOTHING


def _alternatives(patterns: Sequence[re.Pattern[str]]) -> str:
    return "|".join(without_names(pattern.pattern) for pattern in patterns)
