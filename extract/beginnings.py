"""A parsed pattern → the characters that its matches begin with, as ranges of their codes."""

from collections.abc import Iterable, Sequence
from typing import Any

try:
    from re import _constants as ops  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - an engine that hides its parser
    ops = None

Ranges = set[tuple[int, int]]

_REPEATS = () if ops is None else (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_ZERO_WIDTH = () if ops is None else (ops.ASSERT, ops.ASSERT_NOT, ops.AT)
_IGNORES_CASE = 0 if ops is None else ops.SRE_FLAG_IGNORECASE
_Beginning = tuple[Ranges, bool]
"""First characters, and whether there may be none."""


def first_characters(parsed: Iterable[Any]) -> Ranges | None:
    """The characters that a match can begin with; None when unknown or when it may match nothing."""
    if getattr(parsed, "state", None) and parsed.state.flags & _IGNORES_CASE:  # type: ignore[attr-defined]
        return None
    found = _of_items(parsed)
    return None if found is None or found[1] else found[0]


def characters_of(items: Sequence[tuple[Any, Any]]) -> Ranges | None:
    """The characters of a parsed class; None when it leaves some out or takes in a category."""
    found: Ranges = set()
    for op, value in items:
        if op is ops.LITERAL:
            found.add((value, value))
        elif op is ops.RANGE:
            found.add(value)
        else:
            return None
    return found


def _of_items(items: Iterable[tuple[Any, Any]]) -> _Beginning | None:
    """Of items in a row: all up to the first that is never empty; a look ahead tells as much."""
    found: Ranges = set()
    for op, value in items:
        ahead = _of_items(value[1]) if op is ops.ASSERT and value[0] > 0 and not found else None
        one = ahead if ahead is not None and not ahead[1] else _of_item(op, value)
        if one is None:
            return None
        found |= one[0]
        if not one[1]:
            return found, False
    return found, True


def _of_item(op: Any, value: Any) -> _Beginning | None:
    if op is ops.LITERAL:
        return {(value, value)}, False
    if op is ops.IN:
        characters = characters_of(value)
        return None if characters is None else (characters, False)
    if op in _ZERO_WIDTH:
        return set(), True
    if op is ops.BRANCH:
        return _of_any(value[1])
    if op in _REPEATS:
        body = _of_items(value[2])
        return body and (body[0], body[1] or not value[0])
    if op is ops.ATOMIC_GROUP:
        return _of_items(value)
    return _of_items(value[-1]) if op is ops.SUBPATTERN and not value[1] & _IGNORES_CASE else None


def _of_any(branches: Iterable[Iterable[tuple[Any, Any]]]) -> _Beginning | None:
    found: Ranges = set()
    may_be_empty = False
    for branch in branches:
        one = _of_items(branch)
        if one is None:
            return None
        found |= one[0]
        may_be_empty = may_be_empty or one[1]
    return found, may_be_empty
