"""Readings → files: one JSON document per source, three tables for all, other formats, the record of the run.

All of them take the place of what stood in the folder together, when all are written (`extract.swap`). The record,
`run.json`, is written last: a folder that has it is the whole of one run. Documents of sources that are gone go with
the old state when its record names them; files that no record names are nobody's but their owner's, and stay.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import ValidationError

from extract.formats import CSV, DEFAULT, JSON, WRITERS, Writer
from extract.swap import SwapError, replacing
from extract.tables import COLUMNS, Cell, rows
from schemas.facts import Document
from schemas.reading import Reading
from schemas.run import RECORD_SCHEMA, MadeWith, RunInput, RunRecord

RECORD = "run.json"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class OutputError(Exception):
    """The output cannot be written; the message says where and why."""


def document_json(document: Document, *, one_line: bool = False) -> bytes:
    """A document as JSON in UTF-8, a newline at its end."""
    return document.model_dump_json(by_alias=True, indent=None if one_line else 2).encode() + b"\n"


def document_names(sources: Iterable[str]) -> dict[str, str]:
    """The file name of each source's document: its own without the suffix, with it where two would be the same."""
    names = {source: str(PurePosixPath(source).with_suffix("")) for source in sources}
    while twice := {name for name, count in Counter(names.values()).items() if count > 1}:
        names = {source: source if name in twice else name for source, name in names.items()}
    return {source: f"{name}.json" for source, name in names.items()}


class FactFiles:
    """The output folder of one run: documents and their rows as they come."""

    def __init__(self, folder: Path, tables: dict[str, Any], names: dict[str, str], more: Sequence[Writer]) -> None:
        self._folder = folder
        self._tables = tables
        self._names = names
        self._more = more
        self.inputs: list[RunInput] = []
        """The sources written so far."""
        self.files: list[str] = [*(f"{name}.csv" for name in tables), *(file for one in more for file in one.files)]
        """The files of the run so far."""
        self.removed: tuple[str, ...] = ()
        """Files of the run before that are no more, once all is in place."""

    def write(self, reading: Reading) -> None:
        """Write the source's document and its rows."""
        document = reading.document
        if self._names:
            self._write_document(document, self._names[document.source])
        for table, row in rows(reading) if self._tables else ():
            self._tables[table].writerow([_cell(cell) for cell in row])
        for one in self._more:
            one.add(reading)
        self.inputs.append(RunInput(source=document.source, sha256=document.sha256))

    def _write_document(self, document: Document, name: str) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document_json(document))
        self.files.append(name)


@contextmanager
def fact_files(
    folder: Path, sources: Sequence[str], made_with: MadeWith, formats: Sequence[str] = DEFAULT
) -> Iterator[FactFiles]:
    """The files of one run over `sources`, in their place when it is over; raises `OutputError`.

    Whatever goes wrong, the folder is as it was.
    """
    with _told(folder), replacing(folder, lambda: _recorded(folder)) as new:
        with ExitStack() as open_tables:
            tables = {name: open_tables.enter_context(_table(new, name)) for name in COLUMNS if CSV in formats}
            more = [open_tables.enter_context(closing(WRITERS[name](new))) for name in formats if name in WRITERS]
            files = FactFiles(new, tables, document_names(sources) if JSON in formats else {}, more)
            yield files
        files.files.append(RECORD)
        files.removed = tuple(sorted(_recorded(folder) - set(files.files)))
        _write_record(new / RECORD, files, made_with)


@contextmanager
def _table(folder: Path, name: str) -> Iterator[Any]:
    """A CSV file with a byte order mark, by which spreadsheets know UTF-8."""
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("\ufeff")
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS[name])
        yield table


def _write_record(path: Path, files: FactFiles, made_with: MadeWith) -> None:
    record = RunRecord(schema=RECORD_SCHEMA, made_with=made_with, inputs=tuple(files.inputs), files=tuple(files.files))
    path.write_bytes(record.model_dump_json(by_alias=True, exclude_none=True, indent=2).encode() + b"\n")


def _recorded(folder: Path) -> frozenset[str]:
    """The files that the record in the folder names; none when there is no record."""
    path = folder / RECORD
    try:
        return frozenset(RunRecord.model_validate_json(path.read_bytes()).files)
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except ValidationError:
        advice = "move it away, or name another folder"
        raise OutputError(f"{path}: is no record of a run of this version of extract; {advice}") from None


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Faults of the disk as an `OutputError` about the folder, or about the file in it that is named."""
    try:
        yield
    except SwapError as error:
        raise OutputError(f"{folder}: cannot be written: {error}") from error
    except OSError as error:
        _, is_new, name = str(error.filename or "").partition(f".{folder.resolve().name}.extract/new/")
        path = folder / name if is_new else error.filename or folder
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def _cell(cell: Cell) -> Cell:
    """The cell, so marked that no spreadsheet takes text for a formula; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
