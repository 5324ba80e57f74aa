"""Web archives (WARC): each page that a server answered with, named by its address."""

from collections.abc import Callable, Iterator
from typing import Any

from extract.read.errors import Fault, ReadError
from extract.read.formats.records import RecordNames
from extract.read.options import ReadOptions
from extract.read.raw import Raw, megabytes
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


def read(raw: Raw, options: ReadOptions, read_as: ReadAs) -> Iterator[Source | ReadError]:
    """The documents of all answers that were found, in the order of the archive; raises `ReadError`."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        advice = "to read web archives: pip install 'extract-facts[warc]'"
        raise ReadError(raw.name, advice, Fault.MISSING_EXTRA) from None
    names = RecordNames()
    unpacked = number = 0
    try:
        for number, record in enumerate(ArchiveIterator(raw.stream), 1):
            kind = _kind(record)
            if kind is not None:
                content = record.content_stream().read(options.limits.bytes + 1)
                unpacked += len(content)
                _refuse_too_much(raw, number, unpacked, options)
                name = names.name(record.rec_headers.get_header("WARC-Target-URI") or str(number))
                yield from _document(raw.within(name, content, _charset(record)), kind, options, read_as)
            _refuse_cut(raw, number, record)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        raise ReadError(raw.name, f"broken behind record {number}: {error}", Fault.MALFORMED) from None


def _document(page: Raw, kind: str, options: ReadOptions, read_as: ReadAs) -> Iterator[Source | ReadError]:
    try:
        yield from read_as(page, options, kind)
    except ReadError as error:
        yield error


def _refuse_cut(raw: Raw, number: int, record: Any) -> None:
    """An error for a record that ends before its own length: the archive was cut off."""
    while record.raw_stream.read(_AT_ONCE):
        pass
    if record.raw_stream.limit > 0:
        raise ReadError(raw.name, f"it breaks off in record {number}", Fault.MALFORMED)


def _refuse_too_much(raw: Raw, number: int, unpacked: int, options: ReadOptions) -> None:
    if number > options.limits.members:
        what = f"more than {options.limits.members:,} records; raise --max-members"
        raise ReadError(raw.name, what, Fault.ARCHIVE_LIMIT)
    if unpacked > options.limits.unpacked:
        what = f"its pages unpack to more than {megabytes(options.limits.unpacked)}; raise --max-unpacked"
        raise ReadError(raw.name, what, Fault.ARCHIVE_LIMIT)


def _kind(record: Any) -> str | None:
    """The format of a record that is a page as a server gave it; None for all others."""
    if record.rec_type not in {"response", "resource"}:
        return None
    headers = record.http_headers or record.rec_headers
    if record.http_headers and not str(headers.get_statuscode()).startswith("2"):
        return None
    content_type = headers.get_header("Content-Type") or ""
    return _KINDS.get(content_type.partition(";")[0].strip().lower())


def _charset(record: Any) -> str | None:
    headers = record.http_headers or record.rec_headers
    parameters = (headers.get_header("Content-Type") or "").partition(";")[2]
    name, _, value = parameters.partition("=")
    return value.strip(" \"'") if name.strip().lower() == "charset" else None
