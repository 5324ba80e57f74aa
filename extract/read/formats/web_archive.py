"""Web archives (WARC): each page that a server answered with, named by its address.

They may be of any size: read record by record, each as large as one document may be.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from extract.read.errors import Fault, ReadError
from extract.read.formats.records import RecordNames
from extract.read.options import ReadOptions
from extract.read.raw import Raw
from schemas.records import Source

ReadAs = Callable[[Raw, ReadOptions, str | None], Iterator[Source | ReadError]]
_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
    "application/json": "json",
    "application/epub+zip": "epub",
}
"""What is read of an archive by the type that the server named; pictures, styles and scripts are no documents."""
_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as a server gave it: its address, its format, the encoding that the server named, its bytes."""

    address: str
    kind: str
    charset: str | None
    content: bytes


def read(raw: Raw, options: ReadOptions, read_as: ReadAs) -> Iterator[Source | ReadError]:
    """The documents of all answers that were found, in the order of the archive; raises `ReadError`."""
    names = RecordNames()
    for answer in _answers(raw, options):
        page = raw.within(names.name(answer.address), answer.content, answer.charset)
        try:
            yield from read_as(page, options, answer.kind)
        except ReadError as error:
            yield error


def _answers(raw: Raw, options: ReadOptions) -> Iterator[Answer]:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        advice = "to read web archives: pip install 'extract-facts[warc]'"
        raise ReadError(raw.name, advice, Fault.MISSING_EXTRA) from None
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(raw.stream), 1):
            answer = _answer(record, number, options)
            if answer:
                yield answer
            _refuse_cut(raw, record, number)
    except ReadError:
        raise
    except Exception as error:  # of a broken record warcio raises whatever comes of it
        raise ReadError(raw.name, f"broken behind record {number}: {error}", Fault.MALFORMED) from None


def _answer(record: Any, number: int, options: ReadOptions) -> Answer | None:
    """The page in a record; None for one that holds something else, or that the server did not find."""
    if record.rec_type not in {"response", "resource"}:
        return None
    headers = record.http_headers or record.rec_headers
    if record.http_headers and not str(headers.get_statuscode()).startswith("2"):
        return None
    content_type, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
    kind = _KINDS.get(content_type.strip().lower())
    if kind is None:
        return None
    address = record.rec_headers.get_header("WARC-Target-URI") or str(number)
    return Answer(address, kind, _charset(parameters), record.content_stream().read(options.limits.bytes + 1))


def _charset(parameters: str) -> str | None:
    name, _, value = parameters.partition("=")
    return value.strip(" \"'") if name.strip().lower() == "charset" else None


def _refuse_cut(raw: Raw, record: Any, number: int) -> None:
    """An error for a record that ends before its own length: the archive was cut off."""
    while record.raw_stream.read(_AT_ONCE):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise ReadError(raw.name, f"it breaks off in record {number}", Fault.MALFORMED)
