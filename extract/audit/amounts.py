"""Numbers as they are printed → what they may be worth, and whether one wrong digit explains that they do not agree.

Rounding and modifiers widen a number: 2.1万 may be anything that rounds to it, 2000余 anything up to the next thousand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from schemas.records import Quantity

_HALF = Decimal("0.5")
_ENDLESS = Decimal("Infinity")
_DIGITS = re.compile(r"[0-9][0-9,]*(?:[.][0-9]+)?")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Amount:
    """The least and the most that a number may be worth."""

    least: Decimal
    most: Decimal

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.least + other.least, self.most + other.most)

    def meets(self, other: "Amount") -> bool:
        """Whether both may be the same."""
        return self.least <= other.most and other.least <= self.most


def amount_of(quantity: Quantity, value: Decimal, text: str) -> Amount:
    """What a quantity of this value, printed in `text`, may be worth."""
    if quantity.value_max is not None:
        return Amount(value, quantity.value_max)
    step = _last_place(value)
    match quantity.modifier:
        case "about":
            return Amount(value - _HALF * step, value + _HALF * step)
        case "nearly":
            return Amount(value - step, value)
        case "over":
            return Amount(value, value + step)
        case "at_least":
            return Amount(value, _ENDLESS)
        case "at_most" | "under":
            return Amount(min(value, Decimal(0)), value)
    rounded = _HALF * _rounding(value, text[quantity.start : quantity.unit_start])
    return Amount(value - rounded, value + rounded)


def share_of(part: Amount, whole: Amount) -> Amount | None:
    """The percentage that a part is of the whole; None when the whole may be nothing."""
    if whole.least <= 0:
        return None
    most = _ENDLESS if part.most.is_infinite() else part.most / whole.least * HUNDRED
    least = Decimal(0) if whole.most.is_infinite() else part.least / whole.most * HUNDRED
    return Amount(least, most)


def as_printed(value: Decimal) -> Amount:
    """What a rounded percentage may be worth."""
    half = _HALF * unit_in_last_place(value)
    return Amount(value - half, value + half)


def unit_in_last_place(value: Decimal) -> Decimal:
    """One in the last decimal place that is printed (0.01 of 99.88)."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)


def total(amounts: Sequence[Amount]) -> Amount:
    """Amounts added up."""
    return sum(amounts, Amount(Decimal(0), Decimal(0)))


def is_slip(printed: Decimal, meant: Decimal) -> bool:
    """Whether one digit replaced, or two neighbours exchanged, turn one number into the other."""
    one, other = plain(printed), plain(meant)
    if len(one) != len(other) or one == other:
        return False
    odd = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(odd) == 1:
        return True
    first, *rest = odd
    return rest == [first + 1] and one[first : first + 2] == other[first : first + 2][::-1]


def slips_of(value: Decimal) -> Iterator[Decimal]:
    """The number with each of its digits replaced by every other."""
    printed = f"{value:f}"
    for place, digit in enumerate(printed):
        if digit.isdecimal():
            for other in "0123456789".replace(digit, ""):
                yield Decimal(printed[:place] + other + printed[place + 1 :])


def plain(value: Decimal) -> str:
    """A number as it is printed: 21000 and not 2.1E+4."""
    return f"{value.normalize():f}"


def _last_place(value: Decimal) -> Decimal:
    """One in the last place that is not zero (1000 of 21000)."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if value and isinstance(exponent, int) else Decimal(1)


def _rounding(value: Decimal, printed: str) -> Decimal:
    """One in the last place that is printed: 10000 of 500万, 1000 of 33.2万, of 千; nothing where all are printed."""
    digits = _DIGITS.search(printed)
    if digits is None:
        step = _last_place(value)
        return step if step > 1 else Decimal(0)
    number = Decimal(digits[0].replace(",", ""))
    is_whole = number == value and "." not in digits[0]
    return Decimal(0) if is_whole or not number else value / number * unit_in_last_place(number)
