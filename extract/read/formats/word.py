"""Word documents (DOCX): paragraphs, tables a line each row, text boxes; what is marked as deleted is left out."""

import io
from collections.abc import Iterator
from typing import Any

from extract.read.errors import Fault, ReadError
from extract.read.formats.zip_archive import content_of, members, opened
from extract.read.options import ReadOptions
from extract.read.raw import Raw
from schemas.records import Source

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARKS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-"}
_DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")


def read(raw: Raw, options: ReadOptions) -> Iterator[Source]:
    """The one document; raises `ReadError`."""
    content = raw.content(options.limits)
    _refuse_bombs(raw, content, options)
    text = "\n\n".join(filter(None, map(str.strip, _blocks(_body(raw.name, content)))))
    yield raw.extracted(text, content, options.limits)


def _refuse_bombs(raw: Raw, content: bytes, options: ReadOptions) -> None:
    """An error for a document that unpacks to too much, or defines entities, which no Word document does."""
    packed = Raw(raw.name, io.BytesIO(content), raw.container)
    total = 0
    with opened(packed, options.limits) as archive:
        for member in members(packed, archive, options.limits):
            part = content_of(raw.name, archive, member, options.limits)
            total += len(part)
            if member.filename.endswith((".xml", ".rels")) and any(mark in part for mark in _DEFINITIONS):
                raise ReadError(raw.name, "it defines entities; no sound Word document", Fault.MALFORMED)
            if total > 10 * options.limits.bytes:
                raise ReadError(raw.name, "it unpacks to too much; raise --max-bytes", Fault.ARCHIVE_LIMIT)


def _body(name: str, content: bytes) -> Any:
    try:
        from docx import Document
    except ImportError:
        advice = "to read Word documents: pip install 'extract-facts[docx]'"
        raise ReadError(name, advice, Fault.MISSING_EXTRA) from None
    try:
        return Document(io.BytesIO(content)).element.body
    except Exception as error:  # python-docx names no errors of its own for what is damaged in a hundred ways
        raise ReadError(name, f"no sound Word document: {error}", Fault.MALFORMED) from None


def _blocks(parent: Any) -> Iterator[str]:
    """The texts of the paragraphs and table rows beneath an element, in order."""
    for child in parent:
        if child.tag == f"{_WORD}p":
            yield "".join(_characters(child))
            yield from _boxes(child)
        elif child.tag == f"{_WORD}tbl":
            yield "\n".join(_rows(child))
        elif child.tag != _FALLBACK:
            yield from _blocks(child)


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(f"{_WORD}tr"):
        cells = (cell for cell in row.iter(f"{_WORD}tc") if next(cell.iterancestors(f"{_WORD}tr")) is row)
        yield "\t".join(" ".join(filter(None, _blocks(cell))) for cell in cells)


def _boxes(paragraph: Any) -> Iterator[str]:
    """The paragraphs of the text boxes that hang on a paragraph."""
    for box in paragraph.iter(f"{_WORD}txbxContent"):
        if next(box.iterancestors(_FALLBACK), None) is None:
            yield from _blocks(box)


def _characters(paragraph: Any) -> Iterator[str]:
    """What a paragraph itself prints."""
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_WORD}t":
            yield element.text or ""
        elif element.tag in _MARKS:
            yield _MARKS[element.tag]
        elif element.tag not in {_FALLBACK, f"{_WORD}txbxContent", f"{_WORD}pPr", f"{_WORD}rPr"}:
            waiting += reversed(element)
