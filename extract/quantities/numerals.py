"""Where numerals stand and what they are worth, scale and inner modifier included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extract.quantities.chinese import ChineseNumerals
from extract.rulebook.patterns import alternation
from schemas.rules.quantities import QuantityFile

_DECIMAL = r"[0-9]+(?:[.][0-9]+)?"
_ARABIC = rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:[.][0-9]+)?|{_DECIMAL}"
_SCALED_PARTS = re.compile(rf"{_DECIMAL}|[^0-9.]")
_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class Numeral:
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
    """The rulebook's numerals as one expression that begins at the number."""

    def __init__(self, rules: QuantityFile) -> None:
        self._chinese = ChineseNumerals(rules)
        self._inner = {word: (rule.modifier, rule.id) for rule in rules.modifiers for word in rule.inside}
        self._pattern = self._compile(rules)

    def _compile(self, rules: QuantityFile) -> re.Pattern[str]:
        scale = "(?:" + "|".join(_scale(word.word, word.not_before) for word in rules.scales) + ")"
        han = f"[{self._chinese.digits}{self._chinese.vague}{''.join(self._chinese.scales)}]"
        inner = alternation(self._inner) or _NEVER
        point = f"(?:(?:{alternation(rules.points) or _NEVER}){han}+)?"
        prefix = alternation(rules.percent_prefixes) or _NEVER
        return re.compile(
            rf"(?P<arabic>{_ARABIC})(?P<scaled>(?:{inner})?{scale}{{1,3}}(?:{_DECIMAL}{scale}{{1,2}})*)?(?P<more>{inner})?"
            rf"|(?P<percent>{prefix})?(?P<han>{han}+{point})(?:(?P<han_more>{inner})(?P<han_scale>{scale}{{0,2}}))?"
            rf"|(?P<half>(?<![{rules.halves_not_after} ])(?:{alternation(rules.halves) or _NEVER}))"
        )

    def spans(self, text: str) -> Iterator[re.Match[str]]:
        """Where numerals stand in the text; `read` tells what they are worth."""
        return self._pattern.finditer(text)

    def at(self, text: str, position: int) -> Numeral | None:
        """The numeral that begins at `position`."""
        match = self._pattern.match(text, position)
        return self.read(match) if match else None

    def read(self, match: re.Match[str]) -> Numeral | None:
        """The numeral that a match holds; None when it counts nothing."""
        if match["arabic"] is not None:
            return self._read_arabic(match)
        if match["han"] is not None:
            return self._read_chinese(match)
        return Numeral(match.start(), match.end(), Decimal("0.5"), arabic=False, half=True)

    def _read_arabic(self, match: re.Match[str]) -> Numeral:
        scaled = match["scaled"] or ""
        inner = next((word for word in self._inner if scaled.startswith(word)), "")
        value, scale = self._sum_scaled(Decimal(match["arabic"].replace(",", "")), scaled[len(inner) :])
        modifier, rules = self._modifier(inner or match["more"])
        return Numeral(match.start(), match.end(), value, scale=scale, modifier=modifier, rules=rules)

    def _sum_scaled(self, number: Decimal, scaled: str) -> tuple[Decimal, int]:
        """`3` and `亿5000万` → their sum, and the last scale."""
        total, scale = Decimal(0), 1
        if not scaled:
            return number, scale
        for part in _SCALED_PARTS.findall(scaled):
            if part[0].isdigit():
                total, number, scale = total + number * scale, Decimal(part), 1
            else:
                scale *= self._chinese.scales[part]
        return total + number * scale, scale

    def _read_chinese(self, match: re.Match[str]) -> Numeral | None:
        number = self._chinese.read(match["han"])
        if number is None:
            return None
        value = number.value
        for word in match["han_scale"] or "":
            value = None if value is None else value * self._chinese.scales[word]
        modifier, rules = self._modifier(match["han_more"])
        if number.vague:
            modifier = "about" if value is None else "over"
        return Numeral(
            match.start(), match.end(), value, number.value_max, modifier=modifier, arabic=False,
            percent=match["percent"] is not None, bare_scale=number.bare_scale and not rules, rules=rules,
        )  # fmt: skip

    def _modifier(self, word: str | None) -> tuple[str, tuple[str, ...]]:
        if not word:
            return "exact", ()
        modifier, rule = self._inner[word]
        return modifier, (rule,)


def _scale(word: str, not_before: str) -> str:
    """A scale where it is none of a unit (千米)."""
    return f"{word}(?![{not_before}])" if not_before else word
