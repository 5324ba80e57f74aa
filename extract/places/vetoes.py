"""Surroundings that make a name a part of something else: a road, a newspaper, the west of a river."""

from collections.abc import Mapping, Sequence

from extract.places.patterns import any_of
from extract.rulebook.openings import opening_characters
from extract.rulebook.patterns import compile_pattern, without_names
from schemas.rules.places import NameRule

REACH = 6
"""So many characters before and after a name are looked at."""


class Vetoes:
    """The vetoes of the rules of one form."""

    def __init__(self, rules: Sequence[NameRule], slots: Mapping[str, str]) -> None:
        self._after = any_of([pattern for rule in rules for pattern in rule.not_before], slots)
        self._after_begins = opening_characters([self._after])
        self._around_any = any_of([without_names(pattern) for rule in rules for pattern in rule.not_within], slots)
        self._around = [compile_pattern(pattern, slots) for rule in rules for pattern in rule.not_within]
        self._name_begins = opening_characters(self._around, "name")

    def forbids(self, text: str, start: int, end: int) -> bool:
        """Whether `text[start:end]` is no place where it stands."""
        begins = self._after_begins
        if (begins is None or text[end : end + 1] in begins) and self._after.match(text, end):
            return True
        begins = self._name_begins
        if begins is not None and text[start] not in begins:
            return False
        window = max(0, start - REACH), end + REACH
        return self._around_any.search(text, *window) is not None and any(
            match.span("name") == (start, end) for pattern in self._around for match in pattern.finditer(text, *window)
        )
