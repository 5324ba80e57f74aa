"""Words in quotation marks and their neighbours."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from schemas.records import Span

_DOUBLE = re.compile(r'''“([^“”\n]{1,80})”|"([^"“”\n]{1,80})"''')
_SINGLE = re.compile(r"‘([^‘’“”\n]{1,40})’")
_SPOKEN = re.compile(r"[,。!?;…]")
"""Marks that no name holds, but for the comma of a couplet."""
_TITLE = re.compile(r"《[^《》\n]*》")
BEFORE = 20
AFTER = 60
"""So much of the line is looked at on either side; a parenthesis after the name may be long."""


class Quote(NamedTuple):
    """`words` between the marks at `start - 1` and `end`; `before` and `after` are its neighbours in its line.

    In a list (“A”“B”等项目) every member has the neighbours of the list; `after_start` is where `after` begins.
    """

    start: int
    end: int
    words: str
    before: str
    after: str
    after_start: int


def quotes_of(text: str, joints: re.Pattern[str]) -> list[Quote]:
    """The quotes of a text that are no speech, in text order; single marks count outside names and titles."""
    found = sorted(_spans(text))
    return _as_lists([_quote(text, start, end) for start, end in found], text, joints)


def _spans(text: str) -> Iterator[Span]:
    titles = [match.span() for match in _TITLE.finditer(text)]
    names = [
        (match.start() + 1, match.end() - 1)
        for match in _DOUBLE.finditer(text)
        if not _is_spoken(match.group()) and not _inside(match.start(), titles)
    ]
    yield from names
    for match in _SINGLE.finditer(text):
        if not (_SPOKEN.search(match.group(1)) or _inside(match.start(), names) or _inside(match.start(), titles)):
            yield match.span(1)


def _is_spoken(words: str) -> bool:
    """Whether the words hold a mark that no name holds; two halves of one length are a couplet (三社联动，邻里同心)."""
    first, comma, second = words.partition(",")
    is_couplet = bool(comma) and len(first) == len(second)
    return _SPOKEN.search(f"{first}{second}" if is_couplet else words) is not None


def _inside(position: int, spans: Sequence[Span]) -> bool:
    """Whether `position` lies in one of the spans, which are sorted and do not overlap."""
    if not spans:
        return False
    index = bisect_right(spans, (position, sys.maxsize)) - 1
    return index >= 0 and position < spans[index][1]


def _quote(text: str, start: int, end: int) -> Quote:
    before = text[max(0, start - 1 - BEFORE) : start - 1].rpartition("\n")[2]
    after = text[end + 1 : end + 1 + AFTER].partition("\n")[0]
    return Quote(start, end, text[start:end], before, after, end + 1)


def _as_lists(quotes: Sequence[Quote], text: str, joints: re.Pattern[str]) -> list[Quote]:
    """Members of a list take over what stands before its first and after its last member."""
    listed = list(quotes)
    joined = [index for index, pair in enumerate(pairwise(quotes)) if _joined(*pair, text, joints)]
    for index in joined:
        listed[index + 1] = listed[index + 1]._replace(before=listed[index].before)
    for index in reversed(joined):
        follower = listed[index + 1]
        listed[index] = listed[index]._replace(after=follower.after, after_start=follower.after_start)
    return listed


def _joined(one: Quote, other: Quote, text: str, joints: re.Pattern[str]) -> bool:
    start, end = one.end + 1, other.start - 1
    return start >= end or joints.fullmatch(text, start, end) is not None
