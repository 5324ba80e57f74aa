"""PDF: the text of each page in reading order, with what the drawing says of its place."""

from collections.abc import Iterator
from typing import Any

from extract.read.errors import Fault, ReadError
from extract.read.formats.layout import GUTTER, Piece, reading_order
from extract.read.options import ReadOptions
from extract.read.raw import Raw
from schemas.records import Source

_NO_CHARACTERS = frozenset("\0\r\n\ufffe\uffff")
"""What PDFium gives for line ends, and for characters that a font does not name."""


def read(raw: Raw, options: ReadOptions) -> Iterator[Source | ReadError]:
    """The one document, and an error for pages that are only pictures; raises `ReadError`."""
    content = raw.content(options.limits)
    pages = list(_pages(raw.name, content))
    yield raw.extracted("\n\n".join(filter(None, pages)), content, options.limits)
    scans = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    if scans:
        yield ReadError(raw.name, f"there is no text on page {', '.join(scans)}; the others are read", Fault.NO_TEXT)


def _pages(name: str, content: bytes) -> Iterator[str]:
    """The text of each page; raises `ReadError`."""
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError:
        raise ReadError(name, "to read PDF: pip install 'extract-facts[pdf]'", Fault.MISSING_EXTRA) from None
    try:
        with PdfDocument(content) as document:
            for page in document:
                yield reading_order(list(_pieces(page)))
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadError(name, "behind a password; save it without", Fault.ENCRYPTED) from None
        raise ReadError(name, f"no sound PDF: {error}", Fault.MALFORMED) from None


def _pieces(page: Any) -> Iterator[Piece]:
    """The runs of characters that stand beside each other in a line, in the order in which they are drawn."""
    run: Piece | None = None
    for char in _characters(page):
        if run is not None and _goes_on(run, char):
            run = Piece(
                min(run.left, char.left), min(run.bottom, char.bottom), max(run.right, char.right),
                max(run.top, char.top), run.text + char.text,
            )  # fmt: skip
            continue
        if run is not None and run.text.strip():
            yield run
        run = char if char.text.strip() else None
    if run is not None and run.text.strip():
        yield run


def _goes_on(run: Piece, char: Piece) -> bool:
    """Whether a character continues the line: at its height, and no further off than columns are."""
    height = max(run.top - run.bottom, char.top - char.bottom)
    is_level = char.bottom < run.top and char.top > run.bottom
    is_near = -height < char.left - run.right < GUTTER * height
    return is_level and is_near


def _characters(page: Any) -> Iterator[Piece]:
    """Every character with its place; PDFium puts spaces where words are drawn apart."""
    from pypdfium2 import raw as pdfium

    text = page.get_textpage()
    box = pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        # the box of the font and not that of the ink: half of a comma's place is white
        if char not in _NO_CHARACTERS and pdfium.FPDFText_GetLooseCharBox(text, index, box):
            yield Piece(box.left, box.bottom, box.right, box.top, char)
