"""Surroundings that make a name a part of something else: a road, a newspaper, the west of a river."""

from collections.abc import Mapping, Sequence

from extract.places.patterns import any_of
from extract.rulebook.patterns import compile_pattern, without_names
from schemas.rules.places import NameRule

REACH = 6
"""So many characters before and after a name are looked at."""


class Vetoes:
    """The vetoes of the rules of one form."""

    def __init__(self, rules: Sequence[NameRule], slots: Mapping[str, str]) -> None:
        self._after = any_of([pattern for rule in rules for pattern in rule.not_before], slots)
        self._around_any = any_of([without_names(pattern) for rule in rules for pattern in rule.not_within], slots)
        self._around = [compile_pattern(pattern, slots) for rule in rules for pattern in rule.not_within]

    def forbids(self, text: str, start: int, end: int) -> bool:
        """Whether `text[start:end]` is no place where it stands."""
        if self._after.match(text, end):
            return True
        if not self._around:
            return False
        window = max(0, start - REACH), end + REACH
        return self._around_any.search(text, *window) is not None and any(
            match.span("name") == (start, end) for pattern in self._around for match in pattern.finditer(text, *window)
        )
