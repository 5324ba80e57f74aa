"""Why the other digits of a source are no figures."""

from collections.abc import Iterator, Mapping, Sequence

from extract.explain.ground import Ground, item_at
from extract.ledger import OUTSIDE, UNREAD
from schemas.explanation import Item, Reason
from schemas.facts import Skipped
from schemas.reasons import NumberReason, Verdict
from schemas.records import Source


def number_items(
    source: Source, numbers: Sequence[Skipped], grounds: Sequence[Ground], about: Mapping[str, str]
) -> Iterator[Item]:
    """The ledger of a source, each entry with its reason."""
    unread = {offset: reason for ground in grounds for offset, reason in _by_offset(ground)}
    for number in numbers:
        if number.rule == UNREAD:
            yield _unread(source, number, unread.get(number.span[0]))
        elif number.rule == OUTSIDE:
            yield _left_out(source, number, "no figure: it stands in no article", ())
        else:
            because = Reason(of="number", says=about.get(number.rule, ""), rule=number.rule)
            yield _left_out(source, number, f"no figure: {number.class_}", (because,))


def _by_offset(ground: Ground) -> Iterator[tuple[int, NumberReason]]:
    """The reasons by each offset of the source that their number covers."""
    offsets = ground.read.article.offsets
    for reason in ground.reasons.numbers:
        yield from ((offsets[at], reason) for at in range(reason.start, reason.end))


def _unread(source: Source, number: Skipped, reason: NumberReason | None) -> Item:
    if reason is None:
        return _left_out(source, number, "no figure: part of a word or of another number", ())
    follows = f": {reason.follows}" if reason.follows else ""
    standing = "near" if reason.verdict is Verdict.NEAR else "left_out"
    return item_at(
        source,
        number.span,
        kind="number",
        standing=standing,
        says=f"no figure: {reason.note}{follows}",
        rule=number.rule,
    )


def _left_out(source: Source, number: Skipped, says: str, because: tuple[Reason, ...]) -> Item:
    return item_at(
        source, number.span, kind="number", standing="left_out", says=says, rule=number.rule, because=because
    )
