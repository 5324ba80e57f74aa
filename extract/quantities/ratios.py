"""Ratios and fractions: two numbers that together state one value."""

from collections.abc import Mapping

from extract.quantities.chinese import ChineseNumerals
from extract.rulebook.together import Together
from schemas.records import Quantity
from schemas.rules.quantities import QuantityFile


class RatioReader:
    """The ratio rules, whose patterns name the numbers `first` and `second`."""

    def __init__(self, rules: QuantityFile, slots: Mapping[str, str], chinese: ChineseNumerals) -> None:
        self._rules = rules.ratios
        self._unit = rules.ratio_unit
        self._chinese = chinese
        self._patterns = Together((rule.pattern for rule in rules.ratios), slots)

    def find(self, text: str) -> list[Quantity]:
        """Every ratio of the text."""
        return [self._ratio(index, text, match.start(), match.end()) for index, match in self._patterns.find(text)]

    def _ratio(self, index: int, text: str, start: int, end: int) -> Quantity:
        rule = self._rules[index]
        groups = self._patterns.groups(index, text, start)
        value = rule.sign.join(self._digits(text[slice(*groups[name])]) for name in ("first", "second"))
        return Quantity(start, end, end, start, end, value, None, self._unit, "exact", (rule.id,))

    def _digits(self, number: str) -> str:
        return number if number.isascii() else str(self._chinese.amount(number))
