"""Plain text: the decoded bytes as they stand."""

from collections.abc import Iterator

from extract.read.decoding import decode
from extract.read.options import ReadOptions
from extract.read.raw import Raw
from schemas.records import Source


def read(raw: Raw, options: ReadOptions) -> Iterator[Source]:
    """The one document; raises `ReadError`."""
    content = raw.content(options.limits)
    text = decode(raw.name, content, options.encoding, raw.declared)
    yield raw.source(text, content, options.limits)
