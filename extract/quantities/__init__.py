"""An article's text → its quantities, and the digits that only look like one.

Number first: one pass over what is no figure, one over the numerals, then only what stands around each numeral is
read: scale, unit, range, modifiers.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, repeat
from operator import attrgetter

from extract.fold import fold
from extract.quantities.chinese import ChineseNumerals
from extract.quantities.lookalikes import LookAlikes
from extract.quantities.modifiers import ModifierReader
from extract.quantities.numerals import Numeral, NumeralReader
from extract.quantities.ratios import RatioReader
from extract.quantities.reasons import number_reasons
from extract.quantities.units import Unit, UnitReader
from schemas.reading import ArticleRecords
from schemas.reasons import NumberReason
from schemas.records import Article, BlockKind, PlaceMention, Quantity, Skip, Span
from schemas.rules.quantities import QuantityFile

NO_FIGURES = frozenset({BlockKind.BYLINE})
"""Blocks whose digits are never figures."""


class QuantityFinder:
    """One rulebook's numerals, units and modifiers, made ready once; `is_idiom` knows the set phrases."""

    def __init__(self, rules: QuantityFile, slots: Mapping[str, str], is_idiom: Callable[[str], bool]) -> None:
        self._look_alikes = LookAlikes(rules.skips, slots)
        chinese = ChineseNumerals(rules)
        self._ratios = RatioReader(rules, slots, chinese)
        self._numerals = NumeralReader(rules, chinese)
        self._units = UnitReader(rules, is_idiom)
        self._modifiers = ModifierReader(rules.modifiers)
        self._bare_scale_units = frozenset(rules.bare_scale_units)
        self._range_marks = tuple(sorted((fold(mark) for mark in rules.range_marks), key=len, reverse=True))
        self._behind = self._units.openings | {mark[0] for mark in self._range_marks} | set(rules.closers) | {""}

    def find(
        self, article: Article, names: Iterable[PlaceMention] = ()
    ) -> tuple[tuple[Quantity, ...], tuple[Skip, ...]]:
        """The quantities and the look-alikes of an article, each in text order.

        `names` are its places; the numeral in the name of a known one counts nothing (五家渠市).
        """
        text = article.text
        ratios = self._ratios.find(text)
        taken = [(ratio.start, ratio.end) for ratio in ratios]
        skips = tuple(_apart(self._look_alikes.find(text), taken))
        taken.extend((skip.start, skip.end) for skip in skips)
        taken.extend((name.start, name.end) for name in names if name.place)
        taken.extend((block.start, block.end) for block in article.blocks if block.kind in NO_FIGURES)
        found = sorted([*ratios, *self._plain(text, sorted(taken))], key=attrgetter("start"))
        return tuple([self._modifiers.apply(text, quantity) for quantity in found]), skips

    def reasons(self, read: ArticleRecords) -> tuple[NumberReason, ...]:
        """Why the numbers of an article that are in no figure and in no look-alike are none."""
        known: list[Quantity | Skip] = [*(figure.quantity for figure in read.indicators), *read.skips]
        spans = [(one.start, one.end) for one in known]
        return tuple(number_reasons(read.article, self._numerals, self._units, read.places.mentions, spans))

    def _plain(self, text: str, taken: Sequence[Span]) -> Iterator[Quantity]:
        """Quantities outside the spans that are taken."""
        position = 0
        ahead = chain(taken, repeat((len(text), len(text) + 1)))
        taken_start, taken_end = next(ahead)
        for match in self._counting(text):
            start, end = match.span()
            while taken_end <= start:
                taken_start, taken_end = next(ahead)
            if start < position or taken_start < end:
                continue
            numeral = self._numerals.read(match)
            quantity = numeral and self._quantity(text, numeral)
            if quantity:
                position = quantity.end
                yield quantity

    def _counting(self, text: str) -> list[re.Match[str]]:
        """The numerals that may count: of percentages, or by the first character behind them."""
        behind, found = self._behind, self._numerals.spans(text)
        return [m for m in found if text[(end := m.end()) : end + 1] in behind or m["percent"] is not None]

    def _quantity(self, text: str, numeral: Numeral) -> Quantity | None:
        """The range that a numeral opens, else the numeral with its unit."""
        unit = self._units.after(text, numeral)
        return self._range(text, numeral, unit) or self._single(text, numeral, unit)

    def _single(self, text: str, numeral: Numeral, unit: Unit | None) -> Quantity | None:
        if unit is None or (numeral.bare_scale and not self._counts_bare(text, numeral, unit)):
            return None
        high = None if numeral.value_max is None else numeral.value_max * unit.factor
        modifier = numeral.modifier if high is None else "range"
        value = None if numeral.value is None else numeral.value * unit.factor
        return _quantity(numeral, unit, value, high, modifier)

    def _counts_bare(self, text: str, numeral: Numeral, unit: Unit) -> bool:
        """近千人 and 千名 count; 千家 and 万户 are figures of speech."""
        return unit.word in self._bare_scale_units or self._modifiers.stands_before(text, numeral.start)

    def _range(self, text: str, low: Numeral, first_unit: Unit | None) -> Quantity | None:
        """Two numerals with a range mark between them, the unit after the second or after both."""
        for end in (low.end, first_unit.end) if first_unit else (low.end,):
            if not text.startswith(self._range_marks, end):
                continue
            mark = next(mark for mark in self._range_marks if text.startswith(mark, end))
            high = self._numerals.at(text, end + len(mark))
            unit = self._units.after(text, high) if high else None
            value = _lower_end(low, high) if high else None
            if unit is None or high is None or value is None or high.value is None or value >= high.value:
                continue
            return _quantity(low, unit, value * unit.factor, high.value * unit.factor, "range")
        return None


def _lower_end(low: Numeral, high: Numeral) -> Decimal | None:
    """The lower end of a range: it shares the scale of the upper end when it shows none of its own (3—5万)."""
    if low.value is None or high.value is None:
        return None
    shares = low.scale == 1 < high.scale and low.value < high.value / high.scale
    return low.value * high.scale if shares else low.value


def _quantity(
    numeral: Numeral, unit: Unit, value: Decimal | None, value_max: Decimal | None, modifier: str
) -> Quantity:
    start, end, rules = numeral.start, unit.end, numeral.rules + unit.rules
    return Quantity(start, end, unit.start, start, end, value, value_max, unit.word, modifier, rules)


def _apart(skips: Iterable[Skip], spans: Sequence[Span]) -> Iterable[Skip]:
    """The skips that overlap with none of the spans."""
    if not spans:
        return skips
    return (skip for skip in skips if all(skip.end <= start or end <= skip.start for start, end in spans))
