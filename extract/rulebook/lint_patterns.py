"""Patterns that compile and yet are a trap: quantifiers within quantifiers, groups that capture by number."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from extract.rulebook.pattern_check import own_slots, patterns_of
from extract.rulebook.patterns import PatternError, compile_pattern
from extract.rulebook.problems import RuleProblem
from extract.rulebook.sheets import Sheet

try:
    from re import _constants as ops  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - an engine that hides its parser
    parser = None

LONG = 16
"""A repetition that may go on longer than this counts as open."""
_ESCAPED_OR_CLASS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[a-z_]+\}", re.DOTALL)
_BARE_GROUP = re.compile(r"\((?!\?)")


def pattern_traps(sheets: Sequence[Sheet], slots: Mapping[str, str]) -> Iterator[RuleProblem]:
    """What is dangerous or surprising in the patterns of the sheets; those that do not compile are told elsewhere."""
    for sheet in sheets:
        for path, pattern, _, owner in patterns_of(sheet):
            where = sheet.owner(path)
            plain = _ESCAPED_OR_CLASS.sub(lambda match: "x" * len(match.group()), pattern)
            for group in _BARE_GROUP.finditer(plain):
                message = "a bare ( captures by number; write (?:…), or （ ） for printed brackets"
                yield sheet.problem_in(path, group.start(), f"{where}: {message}")
            try:
                compiled = compile_pattern(
                    pattern, {**slots, **dict.fromkeys(own_slots(sheet, owner), "x")}, may_be_empty=True
                )
            except PatternError:
                continue
            if nests_quantifiers(compiled):
                message = (
                    "a quantifier repeats a part that is itself repeated, as in (a+)+: on some texts it never ends"
                )
                yield sheet.problem(path, f"{where}: {message}")


def nests_quantifiers(pattern: re.Pattern[str]) -> bool:
    """Whether an open repetition holds another that the same characters can be shared out between."""
    return parser is not None and _nests(parser.parse(pattern.pattern), inside=False)


def _nests(sequence: Iterable[Any], *, inside: bool) -> bool:
    return any(_nested_in(op, value, inside) for op, value in sequence)


def _nested_in(op: Any, value: Any, inside: bool) -> bool:
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
        low, high, body = value
        is_open = high > LONG and high != low
        return (inside and is_open) or _nests(body, inside=is_open and _is_lone(body))
    if op is ops.BRANCH:
        return any(_nests(branch, inside=inside) for branch in value[1])
    if op is ops.SUBPATTERN:
        return _nests(value[-1], inside=inside)
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return _nests(value[1], inside=False)
    return False


def _is_lone(body: Sequence[Any]) -> bool:
    """Whether a repeated part is nothing but one repetition or a choice: `(a+)+`, `(a+|b)*`; not `(a+,)*`."""
    items = [item for item in body if item[0] not in (ops.ASSERT, ops.ASSERT_NOT, ops.AT)]
    fixed = [item for item in items if item[0] in (ops.LITERAL, ops.IN, ops.ANY, ops.NOT_LITERAL)]
    return not fixed
