"""The digits that are no figure: every run of Arabic digits in the source that no indicator's span holds.

A stage's skip says what a run is and what belongs to it; a run that nothing has read is put down as such.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from extract.spans import printed_span
from schemas.reading import ArticleRecords
from schemas.records import Span

UNREAD = "ledger.unread"
"""A number in an article that no stage has read."""
OUTSIDE = "ledger.outside"
"""A number outside every article: page furniture, web remains."""
_DIGIT = re.compile(r"[0-9０-９]")
_NUMBER = re.compile(r"[0-9０-９][0-9０-９]*(?:[.．][0-9０-９]+)*")
"""Spelt so that the expression engine looks for its first character."""
_SPAN = itemgetter("span")


Raw = dict[str, Any]
"""A `schemas.facts.Skipped` that is yet to be validated."""


def ledger(text: str, records: Sequence[ArticleRecords], figures: Sequence[Span]) -> list[Raw]:
    """The numbers of a source that are in none of the `figures`, in the order of the text."""
    rest = _without(text, sorted(figures))
    skipped = sorted(_skipped_by_stages(text, rest, records), key=_SPAN)
    unread = _unread(_without(rest, map(_SPAN, skipped)), records)
    return sorted([*skipped, *unread], key=_SPAN)


def _without(text: str, spans: Iterable[Span]) -> str:
    """The text with blanks for what the sorted spans hold."""
    parts: list[str] = []
    position = 0
    for start, end in spans:
        if end > position:
            parts += text[position:start], " " * (end - max(start, position))
            position = end
    parts.append(text[position:])
    return "".join(parts)


def _skipped_by_stages(text: str, rest: str, records: Sequence[ArticleRecords]) -> Iterator[Raw]:
    """Skips with a digit in the `rest` that no skip before them holds; the longer first at the same place."""
    for read in records:
        position = 0
        for skip in sorted(read.skips, key=lambda skip: (skip.start, -skip.end)):
            if skip.start < position:
                continue
            start, end = printed_span(read.article, skip.start, skip.end)
            if _DIGIT.search(rest, start, end):
                position = skip.end
                yield _skipped(text[start:end], (start, end), skip.kind, skip.rule)


def _unread(rest: str, records: Sequence[ArticleRecords]) -> Iterator[Raw]:
    articles = [read.article.span for read in records]
    for number in _NUMBER.finditer(rest):
        inside = any(start <= number.start() < end for start, end in articles)
        yield _skipped(number.group(), number.span(), "other", UNREAD if inside else OUTSIDE)


def _skipped(text: str, span: Span, kind: str, rule: str) -> Raw:
    return {"text": text, "span": span, "class": kind, "rule": rule}
