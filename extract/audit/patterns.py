"""A rule's pattern, tried only where it can begin."""

import re
from collections.abc import Iterator, Mapping

from extract.rulebook.openings import opening, places_to_begin
from extract.rulebook.patterns import compile_pattern


class Sought:
    """A pattern made ready once to be sought in whole articles; raises `PatternError`."""

    def __init__(self, pattern: str, slots: Mapping[str, str]) -> None:
        self._pattern = compile_pattern(pattern, slots)
        self._places = places_to_begin([opening(self._pattern.pattern)])

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Every match in the text, without overlaps."""
        free_from = 0
        for place in self._places.finditer(text):
            if place.start() >= free_from and (match := self._pattern.match(text, place.start())) is not None:
                yield match
                free_from = match.end()
