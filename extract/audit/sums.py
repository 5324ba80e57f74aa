"""Parts against their total, percentages against what they compare, and all percentages together."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extract.audit.amounts import HUNDRED, Amount, as_printed, is_slip, plain, share_of, slips_of, total
from extract.audit.figures import ArticleFigures, Figure
from extract.audit.findings import CONFLICT, HOLDS, finding, sum_told, verdict, words_of
from extract.audit.partitions import FEWEST_PARTS, PartList
from schemas import facts

TOTAL_RULE = "audit.total"
SHARE_RULE = "audit.share"
WHOLE_RULE = "audit.whole"
LEAST_TOTAL = Decimal(100)
"""Below it, so many sums are one digit away from a total that the distance says nothing."""
FEWEST_SHARES = 2


def of_parts(figures: ArticleFigures, parts: PartList) -> Iterator[facts.Finding]:
    """What the list's total, percentages and their sum say."""
    yield from _total(figures, parts)
    yield from _shares(figures, parts)
    yield from _whole(figures, parts)


def share_finding(
    figures: ArticleFigures, share: Figure, part: Figure, whole: Figure, rule: str = SHARE_RULE
) -> Iterator[facts.Finding]:
    """A percentage against the part and the whole that it compares.

    It holds when it is rounded rightly; it is a conflict when one wrong digit explains it: else the words may mean
    another base.
    """
    agrees = _agrees(share, part, whole)
    if agrees or _slipped(share, part, whole):
        yield finding(
            figures,
            "share",
            verdict(agrees),
            (whole.id, part.id, share.id),
            _division(share, part, whole, agrees),
            words_of(share),
            rule,
        )


def _total(figures: ArticleFigures, parts: PartList) -> Iterator[facts.Finding]:
    whole = parts.total
    if whole is None or len(parts.parts) < FEWEST_PARTS:
        return
    values = [part.value for part in parts.parts]
    together = total([part.amount for part in parts.parts])
    agrees = together.meets(whole.amount)
    if agrees or (_says_all(parts) and _one_digit_off(whole.value, values)):
        sign = "=" if whole.value == sum(values) else "≈" if agrees else "≠"
        arithmetic = f"{plain(whole.value)} {sign} {sum_told(values)}"
        if sign != "=":
            arithmetic += f" = {plain(sum(values, Decimal(0)))}"
        yield finding(figures, "total", verdict(agrees), parts.ids, arithmetic, words_of(whole), TOTAL_RULE)


def _says_all(parts: PartList) -> bool:
    """Whether the words claim that the parts are all: kinds of one thing, or each with its percentage."""
    return all(parts.shares) or (parts.are_kinds and parts.total is not None and parts.total.value >= LEAST_TOTAL)


def _one_digit_off(whole: Decimal, values: Sequence[Decimal]) -> bool:
    """Whether one wrong digit in the total or in one part explains that they do not add up."""
    rest = whole - sum(values, Decimal(0))
    return is_slip(whole, whole - rest) or any(is_slip(value, value + rest) for value in values if value + rest > 0)


def _shares(figures: ArticleFigures, parts: PartList) -> Iterator[facts.Finding]:
    if parts.total is None or _compare_the_sum(parts):
        return
    for part, share in zip(parts.parts, parts.shares, strict=True):
        if share is not None:
            yield from share_finding(figures, share, part, parts.total)


def _compare_the_sum(parts: PartList) -> bool:
    """Whether all percentages are those of the parts' own sum and not of the total: then the total is what is wrong."""
    together = sum((part.value for part in parts.parts), Decimal(0))
    pairs = [(part, share) for part, share in zip(parts.parts, parts.shares, strict=True) if share]
    return (
        len(pairs) >= FEWEST_SHARES
        and all(_is_share(share.value, part.value, together) for part, share in pairs)
        and not any(parts.total and _agrees(share, part, parts.total) for part, share in pairs)
    )


def _agrees(share: Figure, part: Figure, whole: Figure) -> bool:
    computed = share_of(part.amount, whole.amount)
    stated = as_printed(share.value) if share.record.quantity.modifier == "exact" else share.amount
    return computed is not None and computed.meets(stated)


def _slipped(share: Figure, part: Figure, whole: Figure) -> bool:
    """Whether another digit in one of the three makes them agree."""
    return (
        any(_is_share(value, part.value, whole.value) for value in slips_of(share.value))
        or any(_is_share(share.value, value, whole.value) for value in slips_of(part.value))
        or any(_is_share(share.value, part.value, value) for value in slips_of(whole.value))
    )


def _is_share(share: Decimal, part: Decimal, whole: Decimal) -> bool:
    computed = share_of(Amount(part, part), Amount(whole, whole))
    return computed is not None and computed.meets(as_printed(share))


def _division(share: Figure, part: Figure, whole: Figure, agrees: bool) -> str:
    division = f"{plain(part.value)} / {plain(whole.value)}"
    if agrees:
        return f"{division} = {share.value:f}%"
    computed = (part.value / whole.value * HUNDRED).quantize(Decimal("0.01")) if whole.value else Decimal(0)
    return f"{division} = {plain(computed)}%, not {share.value:f}%"


def _whole(figures: ArticleFigures, parts: PartList) -> Iterator[facts.Finding]:
    """All parts have a percentage: together 100, as far as rounding goes."""
    shares = [share for share in parts.shares if share is not None]
    if len(shares) < len(parts.parts) or len(shares) < FEWEST_SHARES:
        return
    yield from whole_finding(figures, shares, claims_all=_some_agree(parts))


def whole_finding(figures: ArticleFigures, shares: Sequence[Figure], *, claims_all: bool) -> Iterator[facts.Finding]:
    """Percentages that are those of all parts, or of which it is only asked whether they are."""
    together = total([as_printed(share.value) for share in shares])
    agrees = together.meets(Amount(HUNDRED, HUNDRED))
    values = [share.value for share in shares]
    if agrees or (claims_all and any(_makes_whole(values, index) for index in range(len(values)))):
        sum_of_all = sum(values, Decimal(0))
        arithmetic = f"{sum_told(values)} = {plain(sum_of_all)}%" + ("" if agrees else ", not 100%")
        ids = [share.id for share in shares]
        judged = HOLDS if agrees else CONFLICT
        yield finding(figures, "whole", judged, ids, arithmetic, words_of(shares[0]), WHOLE_RULE)


def _makes_whole(values: Sequence[Decimal], index: int) -> bool:
    """Whether another digit in one percentage makes them 100 together."""
    others = [as_printed(value) for place, value in enumerate(values) if place != index]
    return any(total([*others, as_printed(slip)]).meets(Amount(HUNDRED, HUNDRED)) for slip in slips_of(values[index]))


def _some_agree(parts: PartList) -> bool:
    """Whether most percentages are those of the parts of the total: then the list claims to be whole."""
    whole = parts.total
    if whole is None:
        return False
    pairs = [(part, share) for part, share in zip(parts.parts, parts.shares, strict=True) if share]
    agreeing = sum(_agrees(share, part, whole) for part, share in pairs)
    return 2 * agreeing > len(pairs)
