"""One document or container → its documents: the module of its format, and how far archives may hold archives."""

from collections.abc import Callable, Iterator
from importlib import import_module

from extract.read.errors import Fault, ReadError
from extract.read.kinds import kind_of
from extract.read.options import ReadOptions
from extract.read.raw import Raw
from schemas.records import Source

Documents = Iterator[Source | ReadError]
READERS: dict[str, tuple[str, str]] = {
    "text": ("plain", "read"),
    "markdown": ("markdown", "read"),
    "html": ("web_page", "read"),
    "json": ("json_records", "read"),
    "jsonl": ("json_records", "read_lines"),
    "csv": ("csv_table", "read"),
    "tsv": ("csv_table", "read_tabs"),
    "docx": ("word", "read"),
    "pdf": ("pdf", "read"),
    "epub": ("epub", "read"),
}
"""By the formats of `kinds`, module and function that give their documents; loaded when there is one to read."""
ARCHIVES: dict[str, tuple[str, str]] = {"zip": ("zip_archive", "read"), "warc": ("web_archive", "read")}
"""The same for those that hold documents of any format."""


def read_raw(raw: Raw, options: ReadOptions, *, named: bool = False) -> Documents:
    """The documents in these bytes; `named` when the user named the file itself. Raises `ReadError`."""
    kind = kind_of(raw, None if raw.container else options.format, named=named)
    if kind in ARCHIVES and raw.depth >= options.limits.nesting:
        advice = f"more than {options.limits.nesting} archives within each other; unpack it, or raise --max-nesting"
        raise ReadError(raw.name, advice, Fault.ARCHIVE_LIMIT)
    yield from _read_as(raw, options, kind)


def _read_as(raw: Raw, options: ReadOptions, kind: str | None) -> Documents:
    """The documents in bytes of this format, or of the one that their name or beginning tells."""
    if kind is None:
        return read_raw(raw, options)
    if kind in ARCHIVES:
        return _function(*ARCHIVES[kind])(raw, options, _read_as)
    return _function(*READERS[kind])(raw, options)


def _function(module: str, name: str) -> Callable[..., Documents]:
    function: Callable[..., Documents] = getattr(import_module(f"{__name__}.{module}"), name)
    return function
