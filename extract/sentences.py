"""The table beside written documents → the sentences of one source's figures, without holding the others."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

Part = tuple[int, int]
"""Rows that stand one below the other: the bytes from the first one's beginning to the last one's end."""


class SentenceTable:
    """`indicators.csv`, read once to learn where the rows of each source stand; there need be no such file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._columns: tuple[int, int] = (0, 0)
        self._parts: dict[str, list[Part]] = {}
        if path.is_file():
            self._index()

    def of_source(self, source: str) -> dict[str, str]:
        """The sentences of a source's figures by their ids."""
        found: dict[str, str] = {}
        id_, sentence = self._columns
        for row in self._rows(source):
            if len(row) > max(self._columns) and row[sentence]:
                found[row[id_]] = row[sentence].removeprefix("'")
        return found

    def _rows(self, source: str) -> Iterator[list[str]]:
        parts = self._parts.get(source, [])
        if not parts:
            return
        with self._path.open("rb") as file:
            for start, end in parts:
                file.seek(start)
                yield from csv.reader(io.StringIO(file.read(end - start).decode("utf-8", "replace"), newline=""))

    def _index(self) -> None:
        with self._path.open("rb") as file:
            lines = _Lines(file)
            rows = csv.reader(lines)
            header = [name.removeprefix("\ufeff") for name in next(rows, [])]
            if not {"source", "id", "sentence"} <= set(header):
                return
            self._columns = header.index("id"), header.index("sentence")
            column, start = header.index("source"), lines.position
            for row in rows:
                if row:
                    self._put(row[column].removeprefix("'"), (start, lines.position))
                start = lines.position

    def _put(self, source: str, part: Part) -> None:
        parts = self._parts.setdefault(source, [])
        if parts and parts[-1][1] == part[0]:
            parts[-1] = parts[-1][0], part[1]
        else:
            parts.append(part)


class _Lines:
    """The lines of a file, and the byte at which the next one begins."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.position = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._file:
            self.position += len(line)
            yield line.decode("utf-8", "replace")
