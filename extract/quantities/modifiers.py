"""The words around a quantity that say how it is meant: 近, 超, 约, 以上, 左右."""

import re
from collections.abc import Iterable

from extract.expressions import expression
from extract.fold import fold
from extract.rulebook.patterns import alternation
from schemas.records import Quantity
from schemas.rules.quantities import ModifierRule

_QUOTES = "“”‘’"
_PHRASE_END = re.compile(r"[,。!?;:、)”\n]|\Z")


class ModifierReader:
    """The modifier rules by their words."""

    def __init__(self, rules: Iterable[ModifierRule]) -> None:
        rules = tuple(rules)
        self._before = {fold(word): rule for rule in reversed(rules) for word in rule.before}
        self._after = {fold(word): rule for rule in reversed(rules) for word in rule.after}
        self._words_before = expression(alternation(self._before) or "(?!)")
        self._farthest = max((len(word) + rule.reach for word, rule in self._before.items()), default=0)
        self._clause_before = expression(rf"[^,。!?;:、\n0-9{_QUOTES}]*\Z")
        self._at_end = {fold(word): rule for rule in rules for word in rule.after_at_end}
        self._longest_after = max(map(len, self._after), default=0)
        self._openings_after = frozenset(word[0] for word in (*self._after, *self._at_end))

    def apply(self, text: str, quantity: Quantity) -> Quantity:
        """The quantity with the modifier of the words before it, else after it, else its own."""
        before = self._rule_before(text, quantity.start)
        after = self._rule_after(text, quantity.end)
        if before is None and after is None:
            return quantity
        outer_start, outer_end = before[0] if before else quantity.start, after[0] if after else quantity.end
        rules = [part[1] for part in (before, after) if part]
        modifier = "range" if quantity.modifier == "range" else rules[0].modifier
        return Quantity(
            quantity.start, quantity.end, quantity.unit_start, outer_start, outer_end, quantity.value,
            quantity.value_max, quantity.unit, modifier, (*quantity.rules, *(rule.id for rule in rules)),
        )  # fmt: skip

    def stands_before(self, text: str, start: int) -> bool:
        """Whether a modifier belongs to the number at `start`."""
        return self._rule_before(text, start) is not None

    def _rule_before(self, text: str, start: int) -> tuple[int, ModifierRule] | None:
        """Where the modifier before the number begins, and its rule; a directly adjacent one goes first.

        With words between, the number alone is the figure (至少+储备+3名).
        """
        farthest = max(0, start - self._farthest)
        if not self._words_before.search(text, farthest, start):
            return None
        window = self._clause_before.search(text, farthest, start)
        found = list(self._words_before.finditer(text, window.start() if window else start, start))
        for match in reversed(found):
            rule = self._before[match.group()]
            if start - match.end() <= rule.reach and _stands_free(text, match, rule):
                return (match.start() if match.end() == start else start), rule
        return None

    def _rule_after(self, text: str, end: int) -> tuple[int, ModifierRule] | None:
        """Where the modifier after the unit ends, and its rule."""
        if text[end : end + 1] not in self._openings_after:
            return None
        for length in range(self._longest_after, 0, -1):
            word = text[end : end + length]
            rule = self._after.get(word)
            if rule is not None and len(word) == length:
                return end + length, rule
        return self._rule_at_end(text, end)

    def _rule_at_end(self, text: str, end: int) -> tuple[int, ModifierRule] | None:
        """As `_rule_after`, of words that mean it only where the phrase ends behind them (3倍多)."""
        word = next((word for word in self._at_end if text.startswith(word, end)), None)
        if word is None or not _PHRASE_END.match(text, end + len(word)):
            return None
        return end + len(word), self._at_end[word]


def _stands_free(text: str, match: re.Match[str], rule: ModifierRule) -> bool:
    """Whether the word is no part of another one."""
    return not text.endswith(rule.not_after, 0, match.start()) and not text.startswith(rule.not_before, match.end())
