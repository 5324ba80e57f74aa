"""A rule's pattern, searched quickly."""

import re
from collections.abc import Iterator, Mapping

from extract.expressions import expression
from extract.rulebook.openings import opening_class
from extract.rulebook.patterns import compile_pattern


class Sought:
    """A pattern made ready once to be sought in whole articles; raises `PatternError`.

    The engine skips fast to a character class that opens an expression, and to nothing else. So the class of the
    pattern's first characters goes first, and the pattern looks ahead from before that character.
    """

    def __init__(self, pattern: str, slots: Mapping[str, str]) -> None:
        self._pattern = compile_pattern(pattern, slots)
        opening = opening_class([self._pattern]) or r"[\s\S]"
        self._places = expression(rf"{opening}(?<=(?={self._pattern.pattern})[\s\S])")

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Every match in the text, without overlaps."""
        free_from = 0
        for place in self._places.finditer(text):
            if place.start() >= free_from and (match := self._pattern.match(text, place.start())) is not None:
                yield match
                free_from = match.end()
