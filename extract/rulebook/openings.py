"""A pattern → the characters that a match can begin or end with, and those of which it holds one, so that a search
need not try it anywhere else.

The expression engine works this out itself for plain patterns, but not for many joined by `|`. What its parser does
not tell in a way known here gives no answer, and the search goes on without.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

try:
    from re import _constants as ops  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - an engine that hides its parser
    parser = None

Ranges = set[tuple[int, int]]
_ZERO_WIDTH = () if parser is None else (ops.ASSERT, ops.ASSERT_NOT, ops.AT)
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
        first = _first(parser.parse(pattern.pattern))
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
    parsed = (parser.parse(pattern.pattern) for pattern in patterns)
    return _listed(
        _union(_first(one if group is None else _group(one, one.state.groupdict.get(group, 0))) for one in parsed)
    )


def closing_characters(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The last characters of what the pattern matches; None when unknown or too many to list."""
    return None if parser is None else _listed(_first(_mirrored(parser.parse(pattern.pattern))))


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
    return value


def _group(sequence: Iterable[Any], number: int) -> Any:
    """The parsed sequence in the group of this number; an empty one where it is not in plain sight."""
    for op, value in sequence:
        if op is ops.SUBPATTERN:
            found = value[-1] if value[0] == number else _group(value[-1], number)
            if found:
                return found
    return ()


def pair_guard(patterns: Iterable[re.Pattern[str]]) -> str:
    """A look ahead at two characters that spares trying the patterns where none can begin.

    Nothing when one of them may begin with anything; one whose second character is not known passes by its first.
    """
    patterns = list(patterns)
    opening = opening_class(patterns)
    if parser is None or opening is None:
        return ""
    alone: Ranges = set()
    firsts: Ranges = set()
    seconds: Ranges = set()
    for parsed in (parser.parse(pattern.pattern) for pattern in patterns):
        first, second = _first(parsed) or set(), _second(list(parsed))
        if second is None:
            alone |= first
        else:
            firsts |= first
            seconds |= second
    pairs = [_spelt(alone)] if alone else []
    pairs += [_spelt(firsts) + _spelt(seconds)] if firsts else []
    return f"(?={opening})(?={'|'.join(pairs)})"


def needed_class(patterns: Iterable[re.Pattern[str]]) -> str | None:
    """A character class of which every match of the patterns holds one; None when a match may do without."""
    if parser is None:
        return None
    found = _union(_needed(parser.parse(pattern.pattern)) for pattern in patterns)
    return _spelt(found) if found else None


def literal_class(patterns: Iterable[re.Pattern[str]]) -> str | None:
    """A character class of all that the patterns name: single characters, and sets of no more than `NAMED`; None when
    they name nothing.
    """
    found: Ranges = set()
    for pattern in patterns if parser is not None else ():
        found |= _literals(parser.parse(pattern.pattern))
    return _spelt(found) if found else None


def _literals(sequence: Iterable[Any]) -> Ranges:
    return {span for op, value in sequence for span in _literals_of(op, value)}


def _literals_of(op: Any, value: Any) -> Ranges:
    if op is ops.LITERAL:
        return {(value, value)}
    if op is ops.IN:
        ranges = _class(value) or set()
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
    items = [ranges for op, value in sequence if (ranges := _needed_of(op, value)) is not None]
    return min(items, key=_size, default=None)


def _needed_of(op: Any, value: Any) -> Ranges | None:
    if op is ops.LITERAL:
        return {(value, value)}
    if op is ops.IN:
        return _class(value)
    if op is ops.SUBPATTERN:
        return _needed(value[-1])
    if op is ops.BRANCH:
        return _union(_needed(branch) for branch in value[1])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT) and value[0] > 0:
        return _needed(value[2])
    return None


def _size(ranges: Ranges) -> int:
    return sum(high - low + 1 for low, high in ranges)


def _first(sequence: Iterable[Any]) -> Ranges | None:
    """The first characters of a parsed sequence; None when unknown or when it may match nothing."""
    found: Ranges = set()
    for op, value in sequence:
        if op in _ZERO_WIDTH:
            continue
        first, optional = _first_of(op, value)
        if first is None:
            return None
        found |= first
        if not optional:
            return found
    return None


def _first_of(op: Any, value: Any) -> tuple[Ranges | None, bool]:
    """The first characters of one item, and whether it may be left out."""
    if op is ops.LITERAL:
        return {(value, value)}, False
    if op is ops.IN:
        return _class(value), False
    if op is ops.SUBPATTERN:
        return _first(value[-1]), False
    if op is ops.BRANCH:
        return _union(_first(branch) for branch in value[1]), False
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        return _first(value[2]), value[0] == 0
    return None, False


def _second(items: Sequence[tuple[Any, Any]]) -> Ranges | None:
    """The second characters of parsed items; None when unknown or when one may be all that they match."""
    if not items:
        return None
    (op, value), rest = items[0], items[1:]
    if op in _ZERO_WIDTH:
        return _second(rest)
    if op in (ops.LITERAL, ops.IN):
        return _first(rest)
    if op is ops.SUBPATTERN:
        return _second([*value[-1], *rest])
    if op is ops.BRANCH:
        return _union(_second([*branch, *rest]) for branch in value[1])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        least, most, body = value
        again = [(op, (max(least - 1, 0), 1, body))] if most > 1 else []
        return _union([_second([*body, *again, *rest]), *([_second(rest)] if least == 0 else [])])
    return None


def _class(items: Sequence[tuple[Any, Any]]) -> Ranges | None:
    found: Ranges = set()
    for op, value in items:
        if op is ops.LITERAL:
            found.add((value, value))
        elif op is ops.RANGE:
            found.add(value)
        else:
            return None
    return found


def _union(parts: Iterable[Ranges | None]) -> Ranges | None:
    found: Ranges = set()
    for part in parts:
        if part is None:
            return None
        found |= part
    return found
