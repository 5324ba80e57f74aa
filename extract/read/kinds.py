"""What a file is: by the suffix of its name, else by its first bytes."""

from extract.read.decoding import SAMPLE
from extract.read.errors import Fault, ReadError
from extract.read.raw import Raw

SUFFIXES: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".docx": "docx",
    ".pdf": "pdf",
    ".epub": "epub",
    ".zip": "zip",
    ".warc": "warc",
}
DOUBLE_SUFFIXES = {".warc.gz": "warc"}
FORMATS = tuple(dict.fromkeys(SUFFIXES.values()))
TEXTS = frozenset({"text", "markdown", "html", "json", "jsonl", "csv", "tsv"})
"""Formats that are text as they stand."""

_BEGINNINGS: tuple[tuple[bytes, str, str | None], ...] = (
    (b"%PDF-", "a PDF", "pdf"),
    (b"PK\x03\x04", "a zip archive", "zip"),
    (b"PK\x05\x06", "an empty zip archive", "zip"),
    (b"\x1f\x8b", "packed with gzip", None),
    (b"WARC/1.", "a web archive", "warc"),
    (b"\x89PNG\r\n", "a PNG image", None),
    (b"\xff\xd8\xff", "a JPEG image", None),
    (b"GIF8", "a GIF image", None),
    (b"II*\0", "a TIFF image", None),
    (b"MM\0*", "a TIFF image", None),
    (b"SQLite format 3\0", "an SQLite database", None),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document; save it as .docx", None),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", None),
    (b"Rar!\x1a\x07", "a RAR archive", None),
    (b"\x7fELF", "a program", None),
    (b"MZ\x90\0", "a program", None),
    (b"{\\rtf", "RTF; save it as .docx", None),
)
_LONGEST = 512
"""First bytes among which a web page begins."""
_IN_ZIP = ((b"mimetypeapplication/epub+zip", "epub"), (b"word/document.xml", "docx"))
_HTML_BEGINNINGS = (b"<!doctype html", b"<html", b"<head")


def kind_of(raw: Raw, wanted: str | None, *, named: bool) -> str:
    """The format of these bytes; raises `ReadError` for one that is not read.

    `wanted` is what the user says it is. What has no suffix that is known is told by its first bytes when it was
    `named` outright, and refused when it only lay in a folder or an archive.
    """
    beginning = raw.beginning(SAMPLE)
    kind = wanted or _by_suffix(raw)
    if kind is None and not named:
        what = f"{raw.suffix} files are not read" if raw.suffix else "its name has no suffix that tells its format"
        raise ReadError(raw.name, f"{what}; name it outright to read it as text", Fault.UNKNOWN_FORMAT)
    for signature, told, reads_as in _BEGINNINGS:
        if beginning.startswith(signature):
            return _as_told(raw, kind, told, reads_as and _zipped(beginning, reads_as))
    return kind or ("html" if beginning[:_LONGEST].lstrip().lower().startswith(_HTML_BEGINNINGS) else "text")


def _by_suffix(raw: Raw) -> str | None:
    name = raw.own_name.lower()
    double = next((kind for suffix, kind in DOUBLE_SUFFIXES.items() if name.endswith(suffix)), None)
    return double or SUFFIXES.get(raw.suffix)


def _as_told(raw: Raw, kind: str | None, told: str, reads_as: str | None) -> str:
    """The format that the name says, unless the bytes show that it cannot be."""
    if kind is None and reads_as:
        return reads_as
    if kind in TEXTS or kind is None:
        raise ReadError(raw.name, f"no text: it is {told}", Fault.NOT_TEXT)
    return kind


def _zipped(beginning: bytes, kind: str) -> str:
    return next((inner for mark, inner in _IN_ZIP if mark in beginning), kind) if kind == "zip" else kind
