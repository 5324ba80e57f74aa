"""Numerals with Chinese characters in them → values; the only room that uses cn2an.

cn2an reads what stands between large scales (三千五, 3千5百); the large scales (万, 亿) and whatever is no plain number
(十几, 三五, 千) are read here.
"""

from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from importlib.metadata import version
from math import prod

from extract.answers import kept_answers
from extract.expressions import expression
from schemas.rules.quantities import QuantityFile

CACHED_NUMERALS = 4096
SHORT = 4
"""Characters of numerals that are few enough to be kept for later runs."""
LARGE = 10_000
"""From here on a scale multiplies all that stands before it: 三千五百万."""


@dataclass(frozen=True, slots=True)
class ChineseNumber:
    """`value` is None when the word says only how large, not how many (几十); `value_max` ends a small range.

    `bare_scale` marks a scale without a digit (千, 百万); `scale` is the large scale printed last, 1 without one.
    """

    value: Decimal | None
    value_max: Decimal | None = None
    vague: bool = False
    bare_scale: bool = False
    scale: int = 1


class ChineseNumerals:
    """Reads one numeral: 三百二十, 一亿二千万, 二点五, 两万五, 3千5百, 千, 十几, 数百, 三五."""

    def __init__(self, rules: QuantityFile) -> None:
        self._plain = str.maketrans({**rules.spellings, rules.neighbours_mark: ""})
        self._scales = {scale.word: scale.factor for scale in rules.scales}
        large = "".join(word for word, factor in self._scales.items() if factor >= LARGE)
        self._terms = expression(f"([^{large}]*)([{large}]*)")
        self._points = expression(f"[{''.join(rules.points)}]")
        self._last_scales = expression(f"[{''.join(self._scales)}]*\\Z")
        self._zeros = rules.zeros
        self._fraction = rules.zeros[:1] + "".join(rules.points[:1])
        self._implied = rules.implied_digit
        small = {word: factor for word, factor in self._scales.items() if factor < LARGE}
        self._scaled_digits = expression(rf"([0-9]+(?:[.][0-9]+)?)([{''.join(small)}]*)")
        self._needs_one = frozenset(word for word, factor in small.items() if factor > min(small.values()))
        self._vague = frozenset(digit.word for digit in rules.vague_digits)
        self._neighbours = frozenset(rules.neighbours)
        self._indefinite = frozenset(rules.indefinite)
        self.read = lru_cache(CACHED_NUMERALS)(self._read)
        self.amount = lru_cache(CACHED_NUMERALS)(self._amount)
        self.last_scale = lru_cache(CACHED_NUMERALS)(self._last_scale)

    def scale(self, words: str) -> int:
        """What scales in a row multiply by (万亿)."""
        return prod(self._scales[char] for char in words.translate(self._plain))

    def _last_scale(self, word: str) -> int:
        """What the scales at the end of a numeral multiply by."""
        plain = word.translate(self._plain)
        return prod(self._scales[char] for char in self._last_scales.findall(plain)[0])

    def _read(self, word: str) -> ChineseNumber | None:
        """The number; None when the word counts nothing (一) or is no number (〇二三)."""
        plain = word.translate(self._plain)
        if plain in self._indefinite:
            return None
        if self._scales.keys() >= set(plain):
            return self._read_scales(plain)
        if not self._vague.isdisjoint(plain):
            return self._read_vague(plain)
        if len(plain) > 1 and self._scales.keys().isdisjoint(plain) and not self._points.search(plain):
            return self._read_neighbours(plain)
        value = self.amount(plain)
        return self._read_neighbours(plain) if value is None else ChineseNumber(value, scale=self._large(plain))

    def _read_scales(self, plain: str) -> ChineseNumber | None:
        """千, 百万; 十 is a number like any other."""
        value = self.amount(plain)
        return None if value is None else ChineseNumber(value, bare_scale=value > min(self._scales.values()))

    def _amount(self, word: str) -> Decimal | None:
        """The value of a numeral whose every digit is printed; None when it is none."""
        plain = word.translate(self._plain)
        whole, *fraction = self._points.split(plain, maxsplit=1)
        if not fraction:
            return self._whole(plain)
        digits, scales = self._terms.match(fraction[0]).groups()  # type: ignore[union-attr]
        before, after = self._whole(whole), _cn2an(self._fraction + digits)
        return None if before is None or after is None else (before + after) * self.scale(scales)

    def _whole(self, plain: str) -> Decimal | None:
        """Term by term: a large scale multiplies what stands before it, smaller scales before it included."""
        if self._scales.keys() >= set(plain):
            return self._scales_alone(plain)
        total, last = Decimal(0), 1
        for term, scales in self._terms.findall(plain):
            if not term and not scales:
                break
            value = self._section(term)
            if value is None:
                return None
            factor = self.scale(scales) if scales else self._left_out(term, last)
            total = (total + value) * factor if 0 < total < factor and scales else total + value * factor
            last = factor
        return total

    def _scales_alone(self, plain: str) -> Decimal | None:
        """百万; 百十 and 千百 are figures of speech."""
        factors = [self._scales[char] for char in plain]
        return Decimal(prod(factors)) if factors == sorted(factors) else None

    def _section(self, term: str) -> Decimal | None:
        """What stands before a large scale: 三千五, 3.5, 3.5千, 零六百, 百二 (its 一 is left out); None for 三四."""
        if term in self._neighbours:
            return None
        digits = self._scaled_digits.fullmatch(term)
        if digits:
            return Decimal(digits[1]) * self.scale(digits[2])
        number = term.lstrip(self._zeros) or term[:1]
        return _cn2an(self._implied + number if number[:1] in self._needs_one else number)

    def _left_out(self, term: str, last: int) -> int:
        """The scale that speech leaves out after a larger one: the 五 of 三万五 are thousands."""
        return last // 10 if len(term) == 1 and not term.isascii() and last > 1 else 1

    def _large(self, plain: str) -> int:
        """The large scale at the end; smaller ones stand in every numeral and are shared with none (三至二十)."""
        scale = self.last_scale(plain)
        return scale if scale >= LARGE else 1

    def _read_vague(self, plain: str) -> ChineseNumber | None:
        """十几 is more than ten, 二十几万 more than 200,000, 几十 is open; 几 alone counts nothing."""
        if self._scales.keys().isdisjoint(plain):
            return None
        term, scales = self._terms.match(plain).groups()  # type: ignore[union-attr]
        if term + scales != plain or term[-1:] not in self._vague or len(term) == 1:
            return ChineseNumber(None, vague=True)
        known = self._section(term[:-1].rstrip(self._zeros))
        return ChineseNumber(None if known is None else known * self.scale(scales), vague=True)

    def _read_neighbours(self, plain: str) -> ChineseNumber | None:
        """三五 and 七八十: from the one to the other digit."""
        pair = next((pair for pair in self._neighbours if pair in plain), None)
        if pair is None:
            return None
        low, high = (self.amount(plain.replace(pair, digit)) for digit in pair)
        return ChineseNumber(low, high) if low is not None and high is not None else None


def _cn2an(word: str) -> Decimal | None:
    """cn2an on one numeral, or what it said of a short one in an earlier run: it takes longer to load than a page."""
    if len(word) > SHORT:
        return _by_cn2an(word)
    question = f"cn2an {_version()} {word}"
    kept = kept_answers().get(question)
    if isinstance(kept, str):
        with suppress(InvalidOperation):
            return Decimal(kept) if kept else None
    value = _by_cn2an(word)
    kept_answers().put(question, "" if value is None else str(value))
    return value


@cache
def _version() -> str:
    return version("cn2an")


def _by_cn2an(word: str) -> Decimal | None:
    """cn2an raises on what it does not read, KeyError included."""
    import cn2an

    try:
        return Decimal(str(cn2an.cn2an(word, "smart")))
    except (ValueError, KeyError):
        return None
