"""A pattern → the characters that a match can begin or end with, and those of which it holds one, so that a search
need not try it anywhere else.

The expression engine works this out itself for plain patterns, but not for many joined by `|`. What its parser does
not tell in a way known here gives no answer, and the search goes on without.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extract.beginnings import Ranges, characters_of, first_characters
from extract.expressions import expression, keeping_ranges

try:
    from re import _constants as ops  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - an engine that hides its parser
    parser = None

_ZERO_WIDTH = () if parser is None else (ops.ASSERT, ops.ASSERT_NOT, ops.AT)
_DIGITS = (ord("0"), ord("9"))
_SKIPPED = "[0-9]{0,20}+"
"""Digits that are left out: so many that no number has more, and few enough that none is looked at too often."""
NAMED = 64
"""A set of more characters stands for a kind of them and names none."""
LISTED = 512
"""No more characters are listed one by one."""


def opening_class(patterns: Iterable[re.Pattern[str]]) -> str | None:
    """A character class with the first characters of all patterns; None when one may begin with anything."""
    if parser is None:
        return None
    found: Ranges = set()
    for pattern in patterns:
        first = _first_of(pattern.pattern)
        if first is None:
            return None
        found |= first
    return _spelt(found)


def opening_characters(patterns: Iterable[re.Pattern[str]], group: str | None = None) -> frozenset[str] | None:
    """The first characters of all patterns, or of what their named group holds; None when unknown or too many to list.

    To look one character up in a set is faster than any expression.
    """
    if parser is None:
        return None
    if group is None:
        return _listed(_union(_first_of(pattern.pattern) for pattern in patterns))
    parsed = (parser.parse(pattern.pattern) for pattern in patterns)
    return _listed(_union(first_characters(_group(one, one.state.groupdict.get(group, 0))) for one in parsed))


def closing_characters(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The last characters of what the pattern matches; None when unknown or too many to list."""
    return None if parser is None else _listed(_last_of(pattern.pattern))


@keeping_ranges
def _first_of(pattern: str) -> Ranges | None:
    return first_characters(parser.parse(pattern))


@keeping_ranges
def _second_of(pattern: str) -> Ranges | None:
    return _following(list(parser.parse(pattern)), past_first=False)


@keeping_ranges
def _last_of(pattern: str) -> Ranges | None:
    return first_characters(_mirrored(parser.parse(pattern)))


@keeping_ranges
def _needed_of(pattern: str) -> Ranges | None:
    return _needed(parser.parse(pattern))


@keeping_ranges
def _literals_in(pattern: str) -> Ranges | None:
    return _literals(parser.parse(pattern))


def _listed(ranges: Ranges | None) -> frozenset[str] | None:
    if ranges is None or _size(ranges) > LISTED:
        return None
    return frozenset(chr(code) for low, high in ranges for code in range(low, high + 1))


def _mirrored(sequence: Iterable[Any]) -> list[tuple[Any, Any]]:
    """The parsed sequence from its end to its beginning."""
    return [(op, _mirrored_value(op, value)) for op, value in reversed(list(sequence))]


def _mirrored_value(op: Any, value: Any) -> Any:
    if op is ops.BRANCH:
        return value[0], [_mirrored(branch) for branch in value[1]]
    if op in (ops.SUBPATTERN, ops.MAX_REPEAT, ops.MIN_REPEAT):
        return (*value[:-1], _mirrored(value[-1]))
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return -value[0], _mirrored(value[1])
    return value


def _group(sequence: Iterable[Any], number: int) -> Any:
    """The parsed sequence in the group of this number; an empty one where it is not in plain sight."""
    for op, value in sequence:
        if op is ops.SUBPATTERN:
            found = value[-1] if value[0] == number else _group(value[-1], number)
            if found:
                return found
    return ()


@dataclass(frozen=True, slots=True)
class Opening:
    """The first characters that a match can have, and those that can follow it, digits between them left out.

    None where they may be any, or none. Numbers open very many patterns; what comes behind the digits tells them apart.
    """

    first: Ranges | None
    following: Ranges | None

    def admits(self, first: str) -> bool:
        """Whether a match can begin with this character."""
        return self.first is None or _holds(self.first, first)

    def goes_on_with(self, following: str) -> bool:
        """Whether this can follow the first character: empty at a text's end, a digit where that tells nothing."""
        if self.first is None or self.following is None:
            return True
        return following.isdecimal() or _holds(self.following, following)


def opening(pattern: str) -> Opening:
    """How matches of a pattern begin."""
    if parser is None:
        return Opening(None, None)
    first = _first_of(pattern)
    return Opening(first, _second_of(pattern) if first is not None else None)


def places_to_begin(openings: Iterable[Opening]) -> re.Pattern[str] | None:
    """Matches one character wherever something with one of the openings can begin, and nowhere else.

    Its group is what follows, digits left out, or a digit behind very many; None where something may begin anywhere.
    """
    known = list(openings)
    if any(one.first is None for one in known):
        return None
    ways = [f"{_spelt(firsts)}(?={_SKIPPED}({_ahead(following)}))" for following, firsts in _by_following(known)]
    return expression("|".join(ways) or "(?!)")


def _by_following(openings: Sequence[Opening]) -> Iterator[tuple[Ranges | None, Ranges]]:
    """First characters that the same ones can follow, with these; None where those may be any, or none."""
    spans = [span for one in openings for span in one.first or ()]
    edges = sorted({low for low, _ in spans} | {high + 1 for _, high in spans})
    ways: dict[frozenset[tuple[int, int]] | None, Ranges] = defaultdict(set)
    for low, above in pairwise(edges):
        here = [one for one in openings if _holds(one.first or set(), chr(low))]
        following = _union(one.following for one in here)
        if here:
            ways[None if following is None else frozenset(following)].add((low, above - 1))
    yield from ((None if following is None else set(following), firsts) for following, firsts in ways.items())


def _ahead(following: Ranges | None) -> str:
    return "(?s:.)?" if following is None else _spelt(following | {_DIGITS})


def needed_class(patterns: Iterable[re.Pattern[str]]) -> str | None:
    """A character class of which every match of the patterns holds one; None when a match may do without."""
    if parser is None:
        return None
    found = _union(_needed_of(pattern.pattern) for pattern in patterns)
    return _spelt(found) if found else None


def literal_class(patterns: Iterable[re.Pattern[str]]) -> str | None:
    """A character class of all that the patterns name: single characters, and sets of no more than `NAMED`; None when
    they name nothing.
    """
    found: Ranges = set()
    for pattern in patterns if parser is not None else ():
        found |= _literals_in(pattern.pattern) or set()
    return _spelt(found) if found else None


def _literals(sequence: Iterable[Any]) -> Ranges:
    return {span for op, value in sequence for span in _literals_of(op, value)}


def _literals_of(op: Any, value: Any) -> Ranges:
    if op is ops.LITERAL:
        return {(value, value)}
    if op is ops.IN:
        ranges = characters_of(value) or set()
        return ranges if _size(ranges) <= NAMED else set()
    if op is ops.BRANCH:
        return {span for branch in value[1] for span in _literals(branch)}
    if op in (ops.SUBPATTERN, ops.MAX_REPEAT, ops.MIN_REPEAT):
        return _literals(value[-1])
    return set()


def _spelt(ranges: Ranges) -> str:
    spans = (f"\\U{low:08x}" + (f"-\\U{high:08x}" if high > low else "") for low, high in sorted(ranges))
    return f"[{''.join(spans)}]"


def _needed(sequence: Iterable[Any]) -> Ranges | None:
    """The fewest characters one of which the parsed sequence cannot do without; None when unknown."""
    items = [ranges for op, value in sequence if (ranges := _needed_item(op, value)) is not None]
    return min(items, key=_size, default=None)


def _needed_item(op: Any, value: Any) -> Ranges | None:
    if op is ops.LITERAL:
        return {(value, value)}
    if op is ops.IN:
        return characters_of(value)
    if op is ops.SUBPATTERN:
        return _needed(value[-1])
    if op is ops.BRANCH:
        return _union(_needed(branch) for branch in value[1])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and value[0] > 0:
        return _needed(value[2])
    return None


def _holds(ranges: Ranges, character: str) -> bool:
    if not character:
        return False
    code = ord(character)
    for low, high in ranges:  # a loop, because it is asked very often as a run begins  # noqa: SIM110
        if low <= code <= high:
            return True
    return False


def _size(ranges: Ranges) -> int:
    return sum(high - low + 1 for low, high in ranges)


def _following(items: Sequence[tuple[Any, Any]], *, past_first: bool) -> Ranges | None:
    """What can follow the first character of parsed items, digits left out; None when unknown or when nothing may."""
    if not items:
        return None
    (op, value), rest = items[0], items[1:]
    if op is ops.ASSERT and past_first and value[0] > 0:
        ahead = _following([*value[1]], past_first=True)
        return ahead if ahead is not None else _following(rest, past_first=True)
    if op not in (ops.LITERAL, ops.IN):
        return _union(_following(way, past_first=past_first) for way in _ways(op, value, rest))
    found = {(value, value)} if op is ops.LITERAL else characters_of(value)
    if found is None or not past_first:
        return None if found is None else _following(rest, past_first=True)
    others = {span for span in found if not _is_digits(span)}
    return others if others == found else _union([others, _following(rest, past_first=True)])


def _ways(op: Any, value: Any, rest: Sequence[tuple[Any, Any]]) -> list[Sequence[tuple[Any, Any]]]:
    """The items that an item which is no character may stand for, with the rest behind them."""
    if op in _ZERO_WIDTH:
        return [rest]
    if op is ops.SUBPATTERN:
        return [[*value[-1], *rest]]
    if op is ops.BRANCH:
        return [[*branch, *rest] for branch in value[1]]
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        least, most, body = value
        again = [(op, (max(least - 1, 0), 1, body))] if most > 1 else []
        return [[*body, *again, *rest], *([rest] if least == 0 else [])]
    return [()]


def _is_digits(span: tuple[int, int]) -> bool:
    return ord("0") <= span[0] and span[1] <= ord("9")


def _union(parts: Iterable[Ranges | None]) -> Ranges | None:
    found: Ranges = set()
    for part in parts:
        if part is None:
            return None
        found |= part
    return found
