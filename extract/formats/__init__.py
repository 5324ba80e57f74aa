"""Facts in files of other formats: JSON Lines, Parquet, SQLite.

A writer is made with the folder that its files are to stand in; `add` takes one document after the other, `close`
finishes the files, whose names in the folder are `files`. What it holds in memory does not grow with the documents.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from schemas.facts import Document

JSON, CSV = "json", "csv"
DEFAULT = (JSON, CSV)
"""What the main job writes when nothing else is asked for: `extract.write` does it itself."""


class FormatError(Exception):
    """A format that cannot be written; the message says why and what to do."""


class Writer(Protocol):
    """What writes one format."""

    files: tuple[str, ...]

    def add_document(self, document: Document, sentences: Mapping[str, str]) -> None:
        """Write the facts of a document; `sentences` are those of its figures, by their ids."""

    def close(self) -> None:
        """Finish the files."""


def _jsonl(folder: Path) -> Writer:
    from extract.formats.jsonl import JsonlWriter

    return JsonlWriter(folder)


def _parquet(folder: Path) -> Writer:
    from extract.formats.parquet import ParquetWriter

    return ParquetWriter(folder)


def _sqlite(folder: Path) -> Writer:
    from extract.formats.sqlite import SqliteWriter

    return SqliteWriter(folder)


WRITERS: Mapping[str, Callable[[Path], Writer]] = {"jsonl": _jsonl, "parquet": _parquet, "sqlite": _sqlite}
"""The writers of this package by their formats."""
_NEEDS = {"parquet": "pyarrow"}
"""Libraries that only an extra brings, by the format that needs them."""


def asked_for(words: str, known: Sequence[str]) -> tuple[str, ...]:
    """The formats that `json,parquet` names, each once; raises `FormatError` for one that is not known or lacks its
    library.
    """
    names = tuple(dict.fromkeys(word.strip() for word in words.split(",") if word.strip()))
    for name in names:
        if name not in known:
            raise FormatError(f"there is no format {name!r}; there are {', '.join(known)}")
        if name in _NEEDS and find_spec(_NEEDS[name]) is None:
            raise FormatError(f"{name} needs {_NEEDS[name]}: pip install 'extract-facts[{name}]'")
    if not names:
        raise FormatError(f"name a format: {', '.join(known)}")
    return names
