"""What a percentage is a share of, where the arithmetic shows it: 1688宗, 1686宗, 99.88%."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from schemas.records import Quantity, Span

EXACT = "exact"
FARTHEST = 4
"""A total stands among so many figures before its part."""


def shares(
    quantities: Sequence[Quantity], sentences: Sequence[Span], are_shares: Sequence[bool], parts: Sequence[int | None]
) -> tuple[list[int | None], list[int | None]]:
    """For each figure the total that it is a part of and, for a percentage, the figure that it is a share of.

    `parts` is what the words say; a figure that the percentage behind it shows to be a part becomes one.
    """
    found_parts = list(parts)
    found_shares = [part if is_share else None for part, is_share in zip(parts, are_shares, strict=True)]
    for index, is_share in enumerate(are_shares):
        counted = index - 1
        if not is_share or found_shares[index] is not None or counted < 0 or are_shares[counted]:
            continue
        if sentences[counted] != sentences[index]:
            continue
        told = found_parts[counted]
        for base in (told,) if told is not None else _before(counted, quantities, sentences, are_shares):
            if _is_share(quantities[index], quantities[counted], quantities[base]):
                found_shares[index] = found_parts[counted] = base
                break
    return found_parts, found_shares


def _before(
    part: int, quantities: Sequence[Quantity], sentences: Sequence[Span], are_shares: Sequence[bool]
) -> Iterator[int]:
    """The figures of its sentence that a part may be one of, nearest first; behind the first, those of its unit."""
    for base in range(part - 1, max(-1, part - 1 - FARTHEST), -1):
        is_alike = base == part - 1 or quantities[base].unit == quantities[part].unit
        if sentences[base] == sentences[part] and is_alike and not are_shares[base]:
            yield base


def _is_share(share: Quantity, part: Quantity, whole: Quantity) -> bool:
    """Whether `part` of `whole` is the percentage, rounded as it is printed."""
    stated, counted, total = share.value, part.value, whole.value
    if not (isinstance(stated, Decimal) and isinstance(counted, Decimal) and isinstance(total, Decimal)):
        return False
    if not (share.modifier == part.modifier == whole.modifier == EXACT) or not 0 < counted <= total:
        return False
    return bool((counted / total * 100).quantize(stated) == stated)
