"""The unit after a numeral: the longest that the rulebook knows."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from extract.fold import fold
from extract.lexicon import lengths_by_beginning
from extract.quantities.numerals import Numeral
from schemas.rules.quantities import QuantityFile, UnitRule

LARGE = 1000
"""From here on a number may count a noun without a measure word (28216贫困人口)."""
LARGEST = 10_000
"""From this scale on a number that closes its clause counts without a unit (常住人口7.2万)."""
LONGEST_IDIOM = 6
_ONE = Decimal(1)


class Unit(NamedTuple):
    """A unit at `[start, end)`; `factor` turns its numeral into the value (三成 → 30 %)."""

    start: int
    end: int
    word: str
    factor: Decimal
    rules: tuple[str, ...]


class UnitReader:
    """The rulebook's units by their text."""

    def __init__(self, rules: QuantityFile, is_idiom: Callable[[str], bool]) -> None:
        self._rules = {fold(word): rule for rule in reversed(rules.units) for word in rule.words}
        self._longest = max(map(len, self._rules), default=0)
        self._lengths = lengths_by_beginning(self._rules, 1)
        self._tenths = rules.tenths
        self._words = (*self._rules, *rules.tenths, *rules.countables)
        self.openings = frozenset(word[0] for word in self._words)
        """The first characters of all units and of all nouns that need none."""
        self._tenths_not_before = rules.tenths_not_before
        self._percent_unit = rules.percent_unit
        self._countables = tuple(rules.countables)
        self._opened = {
            word: longer
            for word in self._rules
            if (longer := tuple(one for one in self._countables if len(one) > len(word) and one.startswith(word)))
        }
        """For units that nouns begin with, those nouns."""
        self._closers = frozenset((*rules.closers, ""))
        self._is_idiom = is_idiom

    def after(self, text: str, numeral: Numeral) -> Unit | None:
        """The unit of the numeral; a unit without words where it needs none; None when it counts nothing."""
        end = numeral.end
        if numeral.percent:
            return Unit(end, end, self._percent_unit, _ONE, ())
        unit = self._listed(text, numeral) or self._tenth(text, numeral) or self._without_word(text, numeral)
        may_be_idiom = not numeral.arabic and not numeral.half
        if unit is None or (may_be_idiom and self._inside_idiom(text, numeral.start, unit.end)):
            return None
        return unit

    def _listed(self, text: str, numeral: Numeral) -> Unit | None:
        start = numeral.end
        for length in self._lengths.get(text[start : start + 1], ()):
            word = text[start : start + length]
            rule = self._rules.get(word)
            if rule is not None and self._counts(text, numeral, word, rule):
                end = self._with_alternative(text, start + len(word))
                return Unit(start, end, text[start:end], _ONE, (rule.id,))
        return None

    def _counts(self, text: str, numeral: Numeral, word: str, rule: UnitRule) -> bool:
        """Whether a word of the rule that stands behind the numeral is its unit."""
        if not (numeral.arabic or rule.numerals == "all") or self._opens(text, numeral, word):
            return False
        return not rule.not_before or not text.startswith(rule.not_before, numeral.end + len(word))

    def _opens(self, text: str, numeral: Numeral, word: str) -> bool:
        """Whether the unit's word is but the beginning of a noun that a large number counts (1.2万+人口)."""
        longer = self._opened.get(word)
        is_large = longer is not None and numeral.value is not None and numeral.value >= LARGE
        return is_large and text.startswith(longer or (), numeral.end)

    def _with_alternative(self, text: str, end: int) -> int:
        """Where a unit ends that names another in brackets (60万头(只))."""
        if not text.startswith("(", end):
            return end
        close = text.find(")", end, end + self._longest + 2)
        return close + 1 if close > 0 and text[end + 1 : close] in self._rules else end

    def _tenth(self, text: str, numeral: Numeral) -> Unit | None:
        start = numeral.end
        word = next((word for word in self._tenths if text.startswith(word, start)), None)
        if word is None or numeral.value is None or numeral.value >= 10:
            return None
        end = start + len(word)
        if text[end : end + 1] and text[end] in self._tenths_not_before:
            return None
        return Unit(start, end, self._percent_unit, Decimal(10), ())

    def _without_word(self, text: str, numeral: Numeral) -> Unit | None:
        """A number that closes its clause behind what it counts, or a large one directly before that."""
        end = numeral.end
        if not numeral.arabic or numeral.value is None:
            return None
        large = numeral.value >= LARGE and text.startswith(self._countables, end)
        is_told = numeral.scale >= LARGEST or text.endswith(self._countables, 0, numeral.start)
        if large or (is_told and (text[end : end + 1] in self._closers or self._ends_line(text, end))):
            return Unit(end, end, "", _ONE, ())
        return None

    def _ends_line(self, text: str, end: int) -> bool:
        """Whether a line ends there, and the next does not go on with what the number counts."""
        return text.startswith("\n", end) and not text.startswith(self._words, end + 1)

    def _inside_idiom(self, text: str, start: int, end: int) -> bool:
        """Whether a set phrase of the dictionary covers numeral and unit (四处, 千家万户)."""
        for left in range(max(0, end - LONGEST_IDIOM), start + 1):
            for right in range(end, min(len(text), left + LONGEST_IDIOM) + 1):
                if self._is_idiom(text[left:right]):
                    return True
        return False
