"""What figures are parts of, where arithmetic shows it: 工单4567件, further on 3751件 … 2件, which add up to it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.indicators.parts import FEWEST_ADDENDS
from extract.indicators.shares import EXACT
from schemas.records import Quantity, Span

LARGE = 100
"""From here on two figures do not add up to a total by chance, wherever they stand behind it."""
FEWEST_LARGE = 2
MOST_PARTS = 20


def summed(
    quantities: Sequence[Quantity], sentences: Sequence[Span], are_shares: Sequence[bool], parts: Sequence[int | None]
) -> list[int | None]:
    """For each figure the total that it is a part of: what is known of it, else what sums tell.

    The parts are the next figures of the total's unit, of a small total those in its sentence; percentages add up to
    nothing.
    """
    found = list(parts)
    by_unit: dict[str, list[int]] = defaultdict(list)
    for index, (quantity, is_share) in enumerate(zip(quantities, are_shares, strict=True)):
        if isinstance(quantity.value, Decimal) and quantity.modifier == EXACT and not is_share:
            by_unit[quantity.unit].append(index)
    for alike in by_unit.values():
        for place, total in enumerate(alike[:-2]):
            following = alike[place + 1 : place + 1 + MOST_PARTS]
            for part in _adding_up(total, following, quantities, sentences):
                if found[part] is None:
                    found[part] = total
    return found


def _adding_up(
    total: int, following: Sequence[int], quantities: Sequence[Quantity], sentences: Sequence[Span]
) -> Iterator[int]:
    """The first of the figures that follow, if they add up to the total."""
    whole, left = quantities[total].value, quantities[total].value
    if not isinstance(whole, Decimal) or not isinstance(left, Decimal) or whole <= 0:
        return
    for count, index in enumerate(following, 1):
        value = quantities[index].value
        is_near = whole >= LARGE or sentences[index] == sentences[total]
        if not isinstance(value, Decimal) or not 0 < value < whole or not is_near:
            return
        left -= value
        if left <= 0:
            fewest = FEWEST_LARGE if whole >= LARGE else FEWEST_ADDENDS
            yield from following[:count] if left == 0 and count >= fewest else ()
            return
