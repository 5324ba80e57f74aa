"""Why a number is no figure: asked again of the rules for numerals that no stage has read."""

import re
from collections.abc import Iterable, Iterator

from extract.quantities.numerals import NumeralReader
from extract.quantities.units import UnitReader
from schemas.reasons import NumberReason, Verdict
from schemas.records import Article, BlockKind, PlaceMention, Span

MOST_FOLLOWING = 8
"""So many characters are shown where a unit could stand."""
_FOLLOWING = re.compile(r"[^\s,。!?;:、()“”0-9]*")
_DIGIT = re.compile("[0-9]")


def number_reasons(
    article: Article,
    numerals: NumeralReader,
    units: UnitReader,
    names: Iterable[PlaceMention],
    read: Iterable[Span],
) -> Iterator[NumberReason]:
    """The Arabic numerals outside the spans that were `read`, each with what it lacks."""
    spans = list(read)
    known = [(name.start, name.end) for name in names if name.place]
    for match in numerals.spans(article.text):
        start, end = match.span()
        if _DIGIT.search(match.group()) is None or _overlaps(start, end, spans):
            continue
        block = article.block_at(start)
        if block is not None and block.kind is BlockKind.BYLINE:
            yield NumberReason(start, end, Verdict.OTHER, "it stands in a byline")
        elif _overlaps(start, end, known):
            yield NumberReason(start, end, Verdict.OTHER, "it is part of a place's name")
        else:
            yield _unit_reason(article.text, match, numerals, units)


def _unit_reason(text: str, match: re.Match[str], numerals: NumeralReader, units: UnitReader) -> NumberReason:
    """What stands where the numeral's unit could, and whether it is one."""
    start, end = match.span()
    following = _FOLLOWING.match(text, end, end + MOST_FOLLOWING)
    follows = following.group() if following else ""
    numeral = numerals.read(match)
    if numeral is None:
        return NumberReason(start, end, Verdict.OTHER, "it counts nothing as it is written", follows)
    if units.after(text, numeral) is not None:
        return NumberReason(start, end, Verdict.NEAR, "its unit is known, but it overlaps with what was read before it")
    if not follows:
        return NumberReason(start, end, Verdict.UNSUPPORTED, "nothing follows that could be a unit")
    return NumberReason(start, end, Verdict.NEAR, "no unit of the rulebook follows", follows)


def _overlaps(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(first < end and start < last for first, last in spans)
