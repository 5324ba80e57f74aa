"""A text that takes too long → the rule whose pattern takes too long on it."""

from collections import deque

from extract.alarm import TimeIsUp, time_limit
from extract.fold import fold
from extract.rulebook import Rulebook
from extract.rulebook.packs import BUILT_IN
from extract.rulebook.pattern_check import patterns_in
from extract.rulebook.patterns import PatternError, compile_pattern

RULE_SECONDS = 1.0
"""A pattern that takes longer over one document is named."""


def slow_rule(rulebook: Rulebook, text: str) -> str | None:
    """The id and the place of the first rule with such a pattern; those of packs laid over come first."""
    folded = fold(text)
    for rule in sorted(rulebook.rules(), key=lambda rule: rulebook.homes[rule.id].pack == BUILT_IN):
        if any(_is_slow(pattern, rulebook, folded) for _, pattern, _, _ in patterns_in(rule)):
            return f"{rule.id} ({rulebook.homes[rule.id]})"
    return None


def _is_slow(pattern: str, rulebook: Rulebook, text: str) -> bool:
    try:
        compiled = compile_pattern(pattern, rulebook.slot_patterns, may_be_empty=True)
    except PatternError:  # it has a slot that its stage makes of word lists
        return False
    try:
        with time_limit(RULE_SECONDS):
            deque(compiled.finditer(text), maxlen=0)
    except TimeIsUp:
        return True
    return False
