"""Patterns → compiled expressions, and ranges of characters, as earlier runs have worked them out.

To compile the patterns of a rulebook takes longer than to read a page with them. What is kept of a pattern is the
numbers that the expression engine runs on; it checks them itself before it takes them.
"""

import re
from array import array
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, wraps
from typing import Any

from extract.answers import BROKEN, kept_answers
from extract.beginnings import Ranges, first_characters

try:
    import _sre  # type: ignore[import-not-found]
    from re import _compiler as compiler  # type: ignore[attr-defined]
    from re import _constants as ops  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - an engine that hides its parts
    compiler = None

_IN_MEMORY = 4096


def expression(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, as `re.compile` gives it; raises `re.error`."""
    return _expression(pattern)


@lru_cache(_IN_MEMORY)
def _expression(pattern: str) -> re.Pattern[str]:
    if compiler is None:
        return re.compile(pattern)
    question = f"expression {_sre.MAGIC} {pattern}"
    kept = kept_answers().get(question)
    if kept is not None:
        with suppress(*BROKEN):
            return _from_codes(pattern, *kept)
    codes = _codes(pattern)
    kept_answers().put(question, codes)
    return _from_codes(pattern, *codes)


def keeping_ranges(work: Callable[[str], Ranges | None]) -> Callable[[str], Ranges | None]:
    """The function with its answers kept: pattern → ranges of characters, or None."""

    @lru_cache(_IN_MEMORY)
    @wraps(work)
    def asked(pattern: str) -> Ranges | None:
        question = f"{work.__name__} {pattern}"
        kept = kept_answers().get(question)
        if kept is not None:
            with suppress(*BROKEN):
                return None if kept == "unknown" else {(int(low), int(high)) for low, high in kept}
        ranges = work(pattern)
        kept_answers().put(question, "unknown" if ranges is None else sorted(ranges))
        return ranges

    return asked


def _codes(pattern: str) -> list[Any]:
    """What the engine makes of a pattern: flags, number of groups, their names, and its own codes."""
    parsed = parser.parse(pattern)
    codes: list[int] = _led_by(first_characters(parsed), compiler._code(parsed, 0))
    return [
        parsed.state.flags,
        parsed.state.groups - 1,
        parsed.state.groupdict,
        b64encode(array("I", codes).tobytes()).decode(),
    ]


def _led_by(first: Ranges | None, codes: list[int]) -> list[int]:
    """The codes, told which characters a match begins with, so that a search skips to these at once.

    The engine itself works that out of the plainest patterns only; such are left as they are, and those that may match
    nothing.
    """
    info, length, is_told, shortest, longest = codes[:5]
    if first is None or is_told or not shortest:
        return codes
    told: list[int] = []
    try:
        characters, _ = compiler._optimize_charset([(ops.RANGE, span) for span in sorted(first)])
        compiler._compile_charset(characters, 0, told)
    except BROKEN:  # pragma: no cover - an engine with other parts: searches take longer, and find the same
        return codes
    return [info, 4 + len(told), ops.SRE_INFO_CHARSET, shortest, longest, *told, *codes[length + 1 :]]


def _from_codes(pattern: str, flags: int, groups: int, names: dict[str, int], codes: str) -> re.Pattern[str]:
    """The expression of these codes; the engine refuses those that lead out of the pattern (`RuntimeError`)."""
    numbers = array("I", b64decode(codes))
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    made: re.Pattern[str] = _sre.compile(pattern, flags, numbers.tolist(), groups, dict(names), tuple(by_number))
    return made
