"""Readings → files: one JSON document per source, three tables for all; each file whole or not at all."""

import csv
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from extract.tables import COLUMNS, Cell, rows
from schemas.facts import Document
from schemas.reading import Reading

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
    """The output folder of one run: documents as they come, the tables when all have come."""

    def __init__(self, folder: Path, tables: dict[str, Any], names: dict[str, str]) -> None:
        self._folder = folder
        self._tables = tables
        self._names = names

    def write(self, reading: Reading) -> None:
        """Write the source's document and its rows."""
        path = self._folder / self._names[reading.document.source]
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with _whole_file(path) as file:
                file.write(document_json(reading.document).decode())
        for table, row in rows(reading):
            self._tables[table].writerow([_cell(cell) for cell in row])


@contextmanager
def fact_files(folder: Path, sources: Sequence[str]) -> Iterator[FactFiles]:
    """The files of one run over `sources`; raises `OutputError`. The tables appear when the run is over."""
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as open_tables:
            tables = {name: open_tables.enter_context(_table(folder, name)) for name in COLUMNS}
            yield FactFiles(folder, tables, document_names(sources))


@contextmanager
def _table(folder: Path, name: str) -> Iterator[Any]:
    """A CSV file with a byte order mark, by which spreadsheets know UTF-8."""
    with _whole_file(folder / f"{name}.csv") as file:
        file.write("\ufeff")
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS[name])
        yield table


@contextmanager
def _whole_file(path: Path) -> Iterator[IO[str]]:
    """A text file that takes its name only when all of it is written."""
    unfinished = path.with_name(f".{path.name[:60]}.{os.getpid()}.tmp")
    try:
        with unfinished.open("w", encoding="utf-8", newline="") as file:
            yield file
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Faults of the disk as an `OutputError` about `path`."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{error.filename or path}: cannot be written: {error.strerror or error}") from error


def _cell(cell: Cell) -> Cell:
    """The cell, so marked that no spreadsheet takes text for a formula; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
