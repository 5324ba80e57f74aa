"""Books in EPUB: the chapters in reading order, one document.

Container and package are read by the parser of web pages, which knows neither external entities nor definitions of
them: nothing in a book can be expanded or fetched.
"""

import posixpath
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote
from zipfile import ZipFile

from extract.dates import iso_date
from extract.read.decoding import decode
from extract.read.errors import Fault, ReadError
from extract.read.formats.web_page import printed_text
from extract.read.formats.zip_archive import content_of, members, opened
from extract.read.options import ReadOptions
from extract.read.raw import Raw, too_large
from schemas.records import Source

_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"


def read(raw: Raw, options: ReadOptions) -> Iterator[Source]:
    """The one document; raises `ReadError`."""
    content = raw.content(options.limits)
    with opened(raw, options.limits) as archive:
        book = _Book(raw, archive, options)
        package = book.package()
        text = "\n\n".join(book.chapters(package))
        yield raw.extracted(text, content, options.limits, date=iso_date(package.date))


class _Book:
    """An archive with chapters."""

    def __init__(self, raw: Raw, archive: ZipFile, options: ReadOptions) -> None:
        self._raw, self._archive, self._options = raw, archive, options
        self._members = {member.filename: member for member in members(raw, archive, options.limits)}
        self._folder = ""
        self._read = 0

    def package(self) -> "_Package":
        """The list of the book's parts; raises `ReadError`."""
        container = _parsed(self._text(_CONTAINER))
        if container.root not in self._members:
            raise ReadError(self._raw.name, "no sound book: it does not say what is in it", Fault.MALFORMED)
        self._folder = posixpath.dirname(container.root)
        return _parsed(self._text(container.root))

    def chapters(self, package: "_Package") -> Iterator[str]:
        """The texts of the chapters in reading order; raises `ReadError`."""
        for part in package.order:
            path = posixpath.normpath(posixpath.join(self._folder, unquote(package.parts.get(part, ""))))
            if path in self._members:
                yield printed_text(self._text(path))

    def _text(self, path: str) -> str:
        name = self._raw.within(path, b"").name
        if path not in self._members:
            raise ReadError(self._raw.name, f"no sound book: there is no {path} in it", Fault.MALFORMED)
        content = content_of(name, self._archive, self._members[path], self._options.limits)
        self._read += len(content)
        if self._read > self._options.limits.bytes:
            raise too_large(self._raw.name, self._options.limits)
        try:
            return decode(name, content)
        except ReadError as error:
            locked = _LOCKS in self._members
            raise ReadError(name, "behind a lock", Fault.ENCRYPTED) if locked else error from None


class _Package(HTMLParser):
    """What container.xml and the package file tell: where the package is, its parts, their order, the date."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = ""
        self.parts: dict[str, str] = {}
        self.order: list[str] = []
        self.date = ""
        self._in_date = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a part, its place in the order, or the date."""
        told = {name: value or "" for name, value in attrs}
        if tag == "rootfile":
            self.root = self.root or told.get("full-path", "")
        elif tag.endswith("itemref"):
            self.order.append(told.get("idref", ""))
        elif tag.endswith("item"):
            self.parts[told.get("id", "")] = told.get("href", "")
        self._in_date = tag == "dc:date" and not self.date

    def handle_endtag(self, tag: str) -> None:
        """Note the end of the date."""
        self._in_date = False

    def handle_data(self, data: str) -> None:
        """Take the date."""
        if self._in_date:
            self.date += data


def _parsed(markup: str) -> _Package:
    package = _Package()
    package.feed(markup)
    package.close()
    return package
