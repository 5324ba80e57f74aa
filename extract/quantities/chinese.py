"""Numerals in Chinese characters → values; the only room that uses cn2an."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import prod

import cn2an

from schemas.rules.quantities import QuantityFile

CACHED_NUMERALS = 4096


@dataclass(frozen=True, slots=True)
class ChineseNumber:
    """`value` is None when the word says only how large, not how many (几十); `value_max` ends a small range.

    `bare_scale` marks a scale without a digit (千, 百万).
    """

    value: Decimal | None
    value_max: Decimal | None = None
    vague: bool = False
    bare_scale: bool = False


class ChineseNumerals:
    """Reads pure Chinese numerals: 三百二十, 一亿二千万, 二点五, 千, 十几, 数百, 三五."""

    def __init__(self, rules: QuantityFile) -> None:
        self.scales = {scale.word: scale.factor for scale in rules.scales}
        self.digits = rules.numeral_digits
        self.vague = rules.vague_digits
        self._neighbours = frozenset(rules.neighbours)
        self._indefinite = frozenset(rules.indefinite)
        self.read = lru_cache(CACHED_NUMERALS)(self._read)

    def _read(self, word: str) -> ChineseNumber | None:
        """The number; None when the word counts nothing (一) or is no number (〇二三)."""
        if word in self._indefinite:
            return None
        if all(char in self.scales for char in word):
            return ChineseNumber(
                Decimal(prod(self.scales[char] for char in word)), bare_scale=len(word) > 1 or self.scales[word] > 10
            )
        if any(char in self.vague for char in word):
            return self._read_vague(word)
        if len(word) > 1 and not any(char in self.scales for char in word):
            return self._read_neighbours(word)
        value = _cn2an(word)
        return self._read_neighbours(word) if value is None else ChineseNumber(value)

    def digit(self, word: str) -> Decimal | None:
        """One digit, the indefinite ones included."""
        return _cn2an(word)

    def _read_vague(self, word: str) -> ChineseNumber | None:
        """十几 is more than ten, 几十 is open; 几 alone counts nothing."""
        if not any(char in self.scales for char in word):
            return None
        known = _cn2an(word[:-1]) if word[-1] in self.vague else None
        return ChineseNumber(known, vague=True)

    def _read_neighbours(self, word: str) -> ChineseNumber | None:
        """三五 and 七八十: from the one to the other digit."""
        pair = next((pair for pair in self._neighbours if pair in word), None)
        if pair is None:
            return None
        low, high = (_cn2an(word.replace(pair, digit)) for digit in pair)
        return ChineseNumber(low, high) if low is not None and high is not None else None


def _cn2an(word: str) -> Decimal | None:
    """cn2an on one pure numeral; it raises on what it does not read, KeyError included."""
    try:
        return Decimal(str(cn2an.cn2an(word, "smart")))
    except (ValueError, KeyError):
        return None
