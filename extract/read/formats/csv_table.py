"""Tables with a head line (CSV, and TSV with tabs): a document a row."""

import csv
import io
from collections.abc import Iterator

from extract.read.decoding import SAMPLE, encoding_of, without_mark
from extract.read.errors import Fault, ReadError
from extract.read.formats.records import RecordNames, document, id_of
from extract.read.options import ReadOptions
from extract.read.raw import Raw, too_large
from schemas.records import Source


def read(raw: Raw, options: ReadOptions) -> Iterator[Source | ReadError]:
    """The document of each row, named by its id or its number below the head; raises `ReadError`.

    The table is read row by row; where it breaks, the rows above are documents, and the error says where.
    """
    yield from _read(raw, options, ",")


def read_tabs(raw: Raw, options: ReadOptions) -> Iterator[Source | ReadError]:
    """As `read`, the cells divided by tabs."""
    yield from _read(raw, options, "\t")


def _read(raw: Raw, options: ReadOptions, delimiter: str) -> Iterator[Source | ReadError]:
    names = RecordNames()
    with _Printed(raw, options) as printed:
        rows = csv.DictReader(printed, delimiter=delimiter, strict=True)
        number = 0
        try:
            _ = rows.fieldnames  # reads the head line
            printed.taken()
            for number, row in enumerate(rows, 1):
                record = raw.within(names.name(id_of(row, options) or str(number)), printed.taken())
                yield _document(record, row, options)
        except (csv.Error, UnicodeDecodeError) as error:
            fault = Fault.ENCODING if isinstance(error, UnicodeDecodeError) else Fault.MALFORMED
            raise ReadError(raw.name, f"broken behind row {number}: {error}", fault) from None


def _document(record: Raw, row: dict[str, str], options: ReadOptions) -> Source | ReadError:
    try:
        return document(record, row, record.content(options.limits), options)
    except ReadError as error:
        return error


class _Printed:
    """The lines of a table, and those that the row in hand was made of."""

    def __init__(self, raw: Raw, options: ReadOptions) -> None:
        self._raw, self._limits = raw, options.limits
        beginning = raw.beginning(SAMPLE)
        encoding = encoding_of(raw.name, beginning, options.encoding, whole=len(beginning) < SAMPLE)
        self._text = io.TextIOWrapper(raw.stream, encoding, newline="")
        self._lines: list[str] = []
        self._length = 0
        self._is_head = True

    def __enter__(self) -> "_Printed":
        # The size of a cell is a setting of the whole library; the limit on rows below is the one that counts.
        csv.field_size_limit(self._limits.bytes + 1)
        return self

    def __exit__(self, *_: object) -> None:
        self._text.detach()

    def __iter__(self) -> "_Printed":
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._limits.bytes + 1)
        if not line:
            raise StopIteration
        line = without_mark(line) if self._is_head else line
        self._is_head = False
        self._lines.append(line)
        self._length += len(line)
        if self._length > self._limits.bytes:
            raise too_large(self._raw.name, self._limits)
        return line

    def taken(self) -> bytes:
        """The lines of this row without the last line end, in UTF-8."""
        taken = "".join(self._lines).rstrip("\r\n").encode("utf-8", "surrogatepass")
        self._lines.clear()
        self._length = 0
        return taken
