"""One document or archive before it is understood: its name and its bytes."""

import io
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import BinaryIO

from extract.dates import date_in_name
from extract.read.errors import Fault, ReadError
from extract.read.options import Limits
from schemas.records import Source

_HALF = re.compile("[\ud800-\udfff]")
"""Surrogates, which are no characters; JSON can spell them one by one."""
RECORD = "#"
"""Stands between the name of a container and that of a record in it."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Something to read.

    `name` is that of the output. `container` names the file that it was found in, if it is a record; `depth` counts
    the archives around it; `declared` is the encoding that something outside it names.
    """

    name: str
    stream: BinaryIO
    container: str | None = None
    depth: int = 0
    declared: str | None = None

    @property
    def own_name(self) -> str:
        """The name without those of the containers around it."""
        return self.name.rpartition(RECORD)[2] if self.container else self.name

    @property
    def suffix(self) -> str:
        """The suffix of the name in small letters, with its dot."""
        return PurePosixPath(self.own_name).suffix.lower()

    def beginning(self, length: int) -> bytes:
        """Up to so many of the first bytes, which stay to be read."""
        try:
            if isinstance(self.stream, io.BufferedReader):
                return self.stream.peek(length)[:length]
            first = self.stream.read(length)
            self.stream.seek(0)
        except OSError as error:
            raise ReadError.of_system(self.name, error) from error
        return first

    def within(self, record: str, content: bytes, declared: str | None = None) -> "Raw":
        """A record of this container, which holds these bytes."""
        name = f"{self.name}{RECORD}{record}"
        return Raw(name, io.BytesIO(content), self.container or self.name, self.depth + 1, declared)

    def content(self, limits: Limits) -> bytes:
        """All bytes; raises `ReadError` if they are more than one document may have."""
        try:
            content = self.stream.read(limits.bytes + 1)
        except OSError as error:
            raise ReadError.of_system(self.name, error) from error
        if len(content) > limits.bytes:
            raise too_large(self.name, limits)
        return content

    def source(self, text: str, content: bytes, limits: Limits, *, date: str | None = None) -> Source:
        """The document that these bytes print as they stand; `date` is the one it tells of itself."""
        return self._source(text, content, limits, date=date, extracted=False)

    def extracted(self, text: str, content: bytes, limits: Limits, *, date: str | None = None) -> Source:
        """The document whose text had to be got out of these bytes; raises `ReadError` if there is none."""
        if not text.strip():
            raise ReadError(
                self.name, "there is no text in it; if it is a scan, recognise its text first", Fault.NO_TEXT
            )
        return self._source(text, content, limits, date=date, extracted=True)

    def _source(self, text: str, content: bytes, limits: Limits, *, date: str | None, extracted: bool) -> Source:
        if len(text) > limits.characters:
            advice = f"more than {limits.characters:,} characters; split it, or raise --max-characters"
            raise ReadError(self.name, advice, Fault.TOO_LARGE)
        if half := _HALF.search(text):
            raise ReadError(self.name, f"half a character at character {half.start()}: {half[0]!r}", Fault.ENCODING)
        return Source(
            name=self.name,
            text=text,
            sha256=sha256(content).hexdigest(),
            published=date or date_in_name(self.own_name),
            container=self.container,
            extracted=extracted,
        )


def too_large(name: str, limits: Limits) -> ReadError:
    """The error for more bytes than one document may have."""
    return ReadError(name, f"larger than {megabytes(limits.bytes)}; split it, or raise --max-bytes", Fault.TOO_LARGE)


def megabytes(count: int) -> str:
    """A number of bytes as a person reads it."""
    return f"{count // 1_000_000} MB" if count >= 1_000_000 else f"{count:,} bytes"
