"""Many patterns as one: one pass over a text, however many rules there are.

The places where a match can begin are found by a character class; there, only the patterns that can begin with the
characters of the place are tried. Where one may begin with anything, all are tried everywhere.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import NamedTuple

from extract.expressions import expression
from extract.rulebook.openings import Opening, opening, places_to_begin
from extract.rulebook.patterns import compile_pattern, without_names
from schemas.records import Span

CACHED_OPENINGS = 8192


class _Alternative(NamedTuple):
    """One of the alternatives of a rule's pattern."""

    rule: int
    pattern: str
    opening: Opening


class Together:
    """Patterns, of which the first wins where two match at one place; they must not capture by number."""

    def __init__(self, patterns: Iterable[str], slots: Mapping[str, str]) -> None:
        self._single = tuple(compile_pattern(pattern, slots) for pattern in patterns)
        self._alternatives = tuple(
            _Alternative(rule, part, opening(part))
            for rule, single in enumerate(self._single)
            for part in alternatives(single.pattern)
        )
        self._rule_of = {f"_{index}": one.rule for index, one in enumerate(self._alternatives)}
        self._places = places_to_begin(one.opening for one in self._alternatives)
        self._compiled = expression
        self._opened_by = lru_cache(CACHED_OPENINGS)(self._those_opened_by)
        self._beginning_with = lru_cache(CACHED_OPENINGS)(self._those_beginning_with)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """All alternatives as one pattern: needed where the places to try them are not known, or not asked for."""
        return expression(_joined(enumerate(self._alternatives)))

    def find(self, text: str, lines: Iterable[Span] | None = None) -> list[tuple[int, re.Match[str]]]:
        """Every match in the text or in `lines` of it, without overlaps, with the index of its pattern."""
        lines = [(0, len(text))] if lines is None else lines
        return [found for line in lines for found in self._matches(text, *line)]

    def first(self, text: str, start: int, end: int) -> int | None:
        """The index of the pattern that matches first in `text[start:end]`."""
        if self._places is not None and self._places.search(text, start, end) is None:
            return None
        return next((index for index, _ in self._matches(text, start, end)), None)

    def whole(self, text: str, start: int, end: int) -> int | None:
        """The index of the first pattern that matches all of `text[start:end]`."""
        match = self._any.fullmatch(text, start, end)
        return self._rule_of[match.lastgroup or ""] if match is not None else None

    def groups(self, index: int, text: str, start: int, end: int | None = None) -> dict[str, tuple[int, int]]:
        """The spans of the named groups of pattern `index`, which matches at `start` and reads up to `end`."""
        match = self._single[index].match(text, start, len(text) if end is None else end)
        return (
            {} if match is None else {name: match.span(name) for name in match.groupdict() if match[name] is not None}
        )

    def _matches(self, text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str]]]:
        if self._places is None:
            yield from ((self._rule_of[match.lastgroup or ""], match) for match in self._any.finditer(text, start, end))
            return
        free_from = start
        for place in self._places.finditer(text, start, end):
            begin = place.start()
            if begin < free_from:
                continue
            pattern = self._beginning_with(*place.group(0, place.lastindex or 0))
            match = pattern.match(text, begin, end) if pattern is not None else None
            if match is not None:
                yield self._rule_of[match.lastgroup or ""], match
                free_from = match.end()

    def _those_opened_by(self, first: str) -> tuple[tuple[int, _Alternative], ...]:
        """The alternatives that can begin with this character, each with its number."""
        return tuple((number, one) for number, one in enumerate(self._alternatives) if one.opening.admits(first))

    def _those_beginning_with(self, first: str, following: str) -> re.Pattern[str] | None:
        """The alternatives that can begin so, as one pattern."""
        joined = _joined(numbered for numbered in self._opened_by(first) if numbered[1].opening.goes_on_with(following))
        return self._compiled(joined) if joined else None


def _joined(numbered: Iterable[tuple[int, _Alternative]]) -> str:
    """Alternatives as one pattern; an empty group behind each tells which one matched."""
    return "|".join(f"(?:{without_names(one.pattern)})(?P<_{index}>)" for index, one in numbered)


def alternatives(pattern: str) -> list[str]:
    """The parts of a pattern between the `|` that stand in no bracket of it."""
    parts, depth, begin = [], 0, 0
    for token in _TOKEN.finditer(pattern):
        mark = token.group()
        depth += (mark == "(") - (mark == ")")
        if mark == "|" and not depth:
            parts.append(pattern[begin : token.start()])
            begin = token.end()
    return [*parts, pattern[begin:]]


_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
"""What matters for brackets: escapes and character classes as wholes, groups, `|`."""
