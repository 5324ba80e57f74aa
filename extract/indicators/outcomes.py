"""What became of some of what was counted: 受理诉求2278件，办结2270件 makes the second figure a part of the first."""

from collections.abc import Sequence
from decimal import Decimal

from schemas.records import Quantity, Span

FARTHEST = 4
"""What was counted stands among so many figures before what became of it."""


def outcomes(
    quantities: Sequence[Quantity],
    subjects: Sequence[Span | None],
    sentences: Sequence[Span],
    parts: Sequence[int | None],
) -> list[int | None]:
    """For each figure the total that it is a part of: what is known of it, else the count whose subject it shares.

    The count is the nearest before it of its unit in its sentence, and not smaller; of two in a row both are parts of
    the first.
    """
    found = list(parts)
    for index, subject in enumerate(subjects):
        if found[index] is not None or subject is None:
            continue
        for before in range(index - 1, max(-1, index - 1 - FARTHEST), -1):
            if sentences[before] != sentences[index]:
                break
            if subjects[before] == subject and quantities[before].unit == quantities[index].unit:
                told = found[before]
                whole = before if told is None else told
                if _holds(quantities[whole], quantities[index]):
                    found[index] = whole
                break
    return found


def _holds(whole: Quantity, part: Quantity) -> bool:
    return isinstance(whole.value, Decimal) and isinstance(part.value, Decimal) and whole.value >= part.value
