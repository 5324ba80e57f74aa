"""Markdown: plain text, with what a head between two `---` says of it.

The head is no part of the page. Its characters become spaces, so that every other one keeps its offset; the title
stays where it is printed, unless the page prints it again.
"""

import re
from collections.abc import Iterator

from extract.dates import iso_date
from extract.read.decoding import decode
from extract.read.options import ReadOptions
from extract.read.raw import Raw
from schemas.records import Source

_HEAD = re.compile(r"---[ \t]*\r?\n(?P<lines>(?:[^\n]*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_LINE = re.compile(
    r"^(?P<key>[A-Za-z_-]+)[ \t]*:[ \t]*(?P<quote>[\"']?)(?P<value>[^\r\n]*?)(?P=quote)[ \t]*\r?$", re.MULTILINE
)
_SHOWN = re.compile(r"[^\r\n]")
DATE_KEYS = ("date", "published", "publishdate", "pubdate")


def read(raw: Raw, options: ReadOptions) -> Iterator[Source]:
    """The one document; raises `ReadError`."""
    content = raw.content(options.limits)
    text = decode(raw.name, content, options.encoding, raw.declared)
    head = _HEAD.match(text)
    if head is None:
        yield raw.source(text, content, options.limits)
        return
    told = {line["key"].lower(): line for line in _LINE.finditer(text, head.start("lines"), head.end("lines"))}
    key = options.fields.date or next((key for key in DATE_KEYS if key in told), "")
    date = iso_date(told[key.lower()]["value"]) if key.lower() in told else None
    title = told.get((options.fields.title or "title").lower())
    yield raw.source(_without_head(text, head.end(), title), content, options.limits, date=date)


def _without_head(text: str, end: int, title: re.Match[str] | None) -> str:
    """The text with spaces for its head, except for the title where only the head has it."""
    blank = _SHOWN.sub(" ", text[:end])
    if title is None or title["value"] in text[end:]:
        return blank + text[end:]
    start, stop = title.span("value")
    return blank[:start] + text[start:stop] + blank[stop:] + text[end:]
