"""Results → files: one JSON document per source, three tables for all, other formats, the record of the run.

All of them take the place of what stood in the folder together, when all are written (`extract.swap`). Each result is
on the disk before the next one comes; what is held in memory grows with the number of files and not of documents. A
container's documents stand in one file, a document a line.

The record, `run.json`, is finished last: a folder that has it is the whole of one run. Documents of sources that are
gone go with the old state when its record names them; files that no record names are nobody's but their owner's, and
stay.
"""

import errno
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO

from pydantic import BaseModel, ValidationError

from extract.formats import CSV, DEFAULT, JSON, WRITERS, Writer
from extract.portable import portable
from extract.result import Result, table_rows
from extract.swap import SwapError, replacing
from extract.tables import COLUMNS
from schemas.run import RECORD_SCHEMA, MadeWith, RunInput, RunRecord

RECORD = "run.json"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class OutputError(Exception):
    """The output cannot be written; the message says where and why."""


def document_names(sources: Iterable[str]) -> dict[str, str]:
    """The name of each source's file, its ending left out: its own without the suffix, with it where two would be the
    same.
    """
    names = {source: str(PurePosixPath(source).with_suffix("")) for source in sources}
    while twice := {name for name, count in Counter(names.values()).items() if count > 1}:
        names = {source: source if name in twice else name for source, name in names.items()}
    return {source: portable(name) for source, name in names.items()}


class FactFiles:
    """The output folder of one run: documents and their rows as they come."""

    def __init__(
        self,
        folder: Path,
        tables: dict[str, IO[bytes]],
        names: dict[str, str],
        record: "_Record",
        more: Sequence[Writer] = (),
    ) -> None:
        self._folder = folder
        self._tables = tables
        self._names = names
        self._record = record
        self._more = more
        self._container: _Container | None = None
        self.files: list[str] = [*(f"{name}.csv" for name in tables), *(file for one in more for file in one.files)]
        """The files of the run so far."""
        self.removed: tuple[str, ...] = ()
        """Files of the run before that are no more, once all is in place."""

    def add(self, result: Result) -> None:
        """Write a source's document and its rows; documents of one container come one after the other."""
        if result.container is not None:
            self._in_container(result.container).add(result)
        else:
            if self._names:
                self._new_file(result.source, ".json").write_bytes(result.document)
            self._record.add(RunInput(source=result.source, sha256=result.sha256))
        for name, table in self._tables.items():
            table.write(result.tables[name])
        self._hand_on(result)

    def _hand_on(self, result: Result) -> None:
        """Give the facts to the writers of other formats."""
        if self._more:
            facts = result.facts()
            for writer in self._more:
                writer.add_document(*facts)

    def close(self) -> None:
        """Finish the file of the container that came last."""
        if self._container is not None:
            self._record.add(self._container.closed())
        self._container = None

    def _in_container(self, name: str) -> "_Container":
        if self._container is None or self._container.name != name:
            self.close()
            self._container = _Container(name, self._new_file(name, ".jsonl") if self._names else None)
        return self._container

    def _new_file(self, source: str, ending: str) -> Path:
        name = self._names[source] + ending
        path = self._folder / name
        if not self._folder.is_dir():  # somebody took it away, and with it what had been written
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        self.files.append(name)
        return path


class _Container:
    """The file of one container's documents, a document a line."""

    def __init__(self, name: str, path: Path | None) -> None:
        self.name = name
        self._file = path.open("xb") if path else None
        self._hashes = sha256()

    def add(self, result: Result) -> None:
        """Write the next document."""
        if self._file is not None:
            self._file.write(result.document)
        self._hashes.update(result.sha256.encode())

    def closed(self) -> RunInput:
        """Finish the file; what the record says of the container."""
        if self._file is not None:
            self._file.close()
        return RunInput(source=self.name, sha256=self._hashes.hexdigest())


class _Record:
    """The record of the run, written as the run goes on; without its last line it is no JSON."""

    def __init__(self, file: IO[bytes], made_with: MadeWith) -> None:
        self._file = file
        self._is_first = True
        beginning = RunRecord(schema=RECORD_SCHEMA, made_with=made_with, inputs=(), files=())
        self._write(_indented(beginning).partition("[]")[0] + "[")

    def add(self, found: RunInput) -> None:
        """Put down an input."""
        self._write(("" if self._is_first else ",") + "\n    " + _indented(found).replace("\n", "\n    "))
        self._is_first = False

    def finish(self, files: Sequence[str]) -> None:
        """Put down the files of the run."""
        listed = json.dumps(files, indent=2, ensure_ascii=False).replace("\n", "\n  ")
        self._write(("" if self._is_first else "\n  ") + f'],\n  "files": {listed}\n}}\n')

    def _write(self, text: str) -> None:
        self._file.write(text.encode())


@contextmanager
def fact_files(
    folder: Path, sources: Sequence[str], made_with: MadeWith, formats: Sequence[str] = DEFAULT
) -> Iterator[FactFiles]:
    """The files of one run over `sources`, in their place when it is over; raises `OutputError`.

    Whatever goes wrong, the folder is as it was.
    """
    with _told(folder), replacing(folder, lambda: _recorded(folder)) as new:
        with ExitStack() as opened:
            record = _Record(opened.enter_context((new / RECORD).open("xb")), made_with)
            tables = {name: opened.enter_context(_table(new, name)) for name in COLUMNS if CSV in formats}
            more = [opened.enter_context(closing(WRITERS[name](new))) for name in formats if name in WRITERS]
            files = FactFiles(new, tables, document_names(sources) if JSON in formats else {}, record, more)
            yield files
            files.close()
            files.files.append(RECORD)
            record.finish(files.files)
        files.removed = tuple(sorted(_recorded(folder) - set(files.files)))


@contextmanager
def _table(folder: Path, name: str) -> Iterator[IO[bytes]]:
    """A CSV file with a byte order mark, by which spreadsheets know UTF-8."""
    with (folder / f"{name}.csv").open("xb") as file:
        file.write(_BYTE_ORDER_MARK + table_rows([COLUMNS[name]]))
        yield file


class _Files(BaseModel):
    """A record as far as it is asked for: the inputs of a large run need not be in memory for it."""

    made_with: MadeWith
    files: tuple[str, ...]


def _recorded(folder: Path) -> frozenset[str]:
    """The files that the record in the folder names; none when there is no record."""
    path = folder / RECORD
    try:
        return frozenset(_Files.model_validate_json(path.read_bytes()).files)
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except ValidationError:
        advice = "move it away, or name another folder"
        raise OutputError(f"{path}: is no record of a run of this version of extract; {advice}") from None


def _indented(model: BaseModel) -> str:
    return model.model_dump_json(by_alias=True, exclude_none=True, indent=2)


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
