"""Where numerals stand and what they are worth, scale and inner modifier included."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from extract.quantities.chinese import ChineseNumerals
from extract.quantities.numeral_pattern import numeral_pattern
from schemas.rules.quantities import QuantityFile

HALF = Decimal("0.5")
_ARABIC_GROUPS = ("arabic", "inner", "scales", "tail", "more", "minus", "percent")


class Numeral(NamedTuple):
    """A number as printed: `value` is None when indeterminate; `scale` is the last scale printed, 1 without one.

    `bare_scale` marks a scale without a digit (千, 万).
    """

    start: int
    end: int
    value: Decimal | None
    value_max: Decimal | None = None
    scale: int = 1
    modifier: str = "exact"
    arabic: bool = True
    percent: bool = False
    half: bool = False
    bare_scale: bool = False
    rules: tuple[str, ...] = ()


class NumeralReader:
    """The rulebook's numerals."""

    def __init__(self, rules: QuantityFile, chinese: ChineseNumerals) -> None:
        self._chinese = chinese
        self._inner = {word: (rule.modifier, rule.id) for rule in reversed(rules.modifiers) for word in rule.inside}
        self._pattern = numeral_pattern(rules, self._inner)

    def spans(self, text: str) -> Iterator[re.Match[str]]:
        """Where numerals stand in the text; `read` tells what they are worth."""
        return self._pattern.finditer(text)

    def at(self, text: str, position: int) -> Numeral | None:
        """The numeral that begins at `position`."""
        match = self._pattern.match(text, position)
        return self.read(match) if match else None

    def read(self, match: re.Match[str]) -> Numeral | None:
        """The numeral that a match holds; None when it counts nothing."""
        half, and_half, arabic = match.group("half", "and_half", "arabic")
        if half is not None:
            return Numeral(*match.span(), HALF, arabic=False, half=True)
        if and_half is not None:
            return self._read_and_half(match)
        return self._read_chinese(match) if arabic is None else self._read_arabic(match)

    def _read_and_half(self, match: re.Match[str]) -> Numeral | None:
        """A number and one half (3个半小时)."""
        digits = (match["arabic"] or match["han"]).replace(",", "")
        value = self._chinese.amount(digits + (match["scales"] or ""))
        return None if value is None else Numeral(match.start(), match.end(), value + HALF, arabic=False, half=True)

    def _read_arabic(self, match: re.Match[str]) -> Numeral | None:
        """Digits, with scales and more digits behind them (3亿5000万, 3千5百, 30余万)."""
        printed, inner, scales, tail, more, minus, percent = match.group(*_ARABIC_GROUPS)
        digits = printed.replace(",", "")
        value = self._chinese.amount(digits + scales + (tail or "")) if scales else Decimal(digits)
        if value is None:
            return None
        modifier, rules = self._modifier(inner or more)
        scale = self._chinese.last_scale(scales) if scales else 1
        start, end = match.span()
        value = -value if minus else value
        return Numeral(start, end, value, None, scale, modifier, True, percent is not None, False, False, rules)

    def _read_chinese(self, match: re.Match[str]) -> Numeral | None:
        number = self._chinese.read(match["han"])
        if number is None:
            return None
        scale = self._chinese.scale(match["han_scale"] or "")
        value = None if number.value is None else number.value * (-scale if match["minus"] else scale)
        modifier, rules = self._modifier(match["han_more"])
        if number.vague:
            modifier = "about" if value is None else "over"
        percent = match["percent"] is not None
        return Numeral(
            match.start(), match.end(), value, number.value_max, number.scale * scale, modifier, arabic=False,
            percent=percent, bare_scale=number.bare_scale and not rules and not percent, rules=rules,
        )  # fmt: skip

    def _modifier(self, word: str | None) -> tuple[str, tuple[str, ...]]:
        if not word:
            return "exact", ()
        modifier, rule = self._inner[word]
        return modifier, (rule,)
