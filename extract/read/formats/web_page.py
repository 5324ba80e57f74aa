"""Web pages: the printed text, a line for each block; the day of publication where the page's head tells it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from extract.dates import iso_date
from extract.read.decoding import decode
from extract.read.errors import Fault, ReadError
from extract.read.options import ReadOptions
from extract.read.raw import Raw
from schemas.records import Source


def _elements(names: str) -> frozenset[str]:
    return frozenset(names.split())


_PARAGRAPHS = _elements(
    "address article aside blockquote body center dd details dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table ul"
)
"""Elements that stand in paragraphs of their own."""
_LINES = _elements("br caption div tr")
"""Elements that stand in lines of their own."""
_CELLS = _elements("td th")
_CELL_ENDS = _elements("td th tr")
_HEADLINES = _elements("h1 h2")
_NO_TEXT = _elements("head iframe math noscript object script select style svg template textarea")
_AROUND = _elements("aside button footer form nav")
"""What stands around the text of a page: menus, links, the foot."""
_VOID = _elements("area base br col embed hr img input link meta source track wbr")
DATE_NAMES = _elements(
    "article:published_time date datepublished dc.date dc.date.issued og:published_time pubdate publishdate "
    "publish_date published_time"
)
"""Names of `<meta>` elements that tell the day of publication."""

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,30})")
_HEAD_LENGTH = 4096
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_TABS = re.compile(r" *\t[ \t]*")
_AROUND_BREAKS = re.compile(r"[ \t]*(\n+)[ \t]*")
_EMPTY_LINES = re.compile(r"\n[ \t\n]*\n[ \t\n]*\n|\n[ \t]+\n")


def read(raw: Raw, options: ReadOptions) -> Iterator[Source]:
    """The one document; raises `ReadError`, also when the page has no text."""
    content = raw.content(options.limits)
    markup = decode(raw.name, content, options.encoding, raw.declared or _declared(content))
    page = parsed(markup)
    text = _main_text(raw.name, markup) if options.main_text else page.text()
    yield raw.extracted(text, content, options.limits, date=page.date)


def printed_text(markup: str) -> str:
    """The text of a page."""
    return parsed(markup).text()


def parsed(markup: str) -> "Page":
    """The page without what stands around its text, unless that would leave nothing of it."""
    for skipped in (_NO_TEXT | _AROUND, _NO_TEXT - {"head"}):
        page = Page(skipped)
        page.feed(markup)
        page.close()
        if page.is_whole and page.has_text:
            break
    return page


class Page(HTMLParser):
    """A page as it is parsed. Nothing in it is fetched, and no entity is defined by it."""

    def __init__(self, skipped: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._skipped = skipped
        self._within: list[str] = []
        """The skipped elements that are open."""
        self._pieces: list[str] = []
        self._cells: list[int | None] = []
        """Where the cells that are open begin; None stands for the table around them."""
        self._title: list[str] = []
        self._in_title = False
        self._has_headline = False
        self.date: str | None = None
        """The day of publication that the head tells."""

    @property
    def is_whole(self) -> bool:
        """Whether every element that was skipped has come to its end."""
        return not self._within

    @property
    def has_text(self) -> bool:
        """Whether anything is printed beside the title."""
        return any(piece.strip() for piece in self._pieces)

    def text(self) -> str:
        """What is printed, paragraphs divided by empty lines; above it the title where it has no headline."""
        body = _AROUND_TABS.sub("\t", "".join(self._pieces))
        body = _EMPTY_LINES.sub("\n\n", _AROUND_BREAKS.sub(r"\1", body)).strip()
        title = _SPACES.sub(" ", "".join(self._title)).strip()
        first = body.partition("\n")[0]
        is_there = self._has_headline or not body or (first and first in title) or title in body[: 2 * len(title)]
        return body if is_there else f"{title}\n\n{body}".strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins."""
        if tag == "meta":
            self._meta(dict(attrs))
        elif tag == "title":
            self._in_title = not self._title
        elif tag in self._skipped and tag not in _VOID:
            self._within.append(tag)
        if not self._within:
            self._has_headline |= tag in _HEADLINES
            self._end_cell(tag)
            self._break(tag)
            self._begin_cell(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what begins and ends at once."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note what ends; a skipped element also ends those that were left open in it."""
        if tag == "title":
            self._in_title = False
        if tag in self._within:
            del self._within[len(self._within) - 1 - self._within[::-1].index(tag) :]
        elif not self._within:
            self._end_cell(tag)
            if tag == "table":
                self._end_table()
            self._break(tag)

    def handle_data(self, data: str) -> None:
        """Take what is printed."""
        if self._in_title:
            self._title.append(data)
        elif not self._within:
            self._pieces.append(_SPACES.sub(" ", data))

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._pieces.append("\n\n")
        elif tag in _LINES:
            self._pieces.append("\n")

    def _begin_cell(self, tag: str) -> None:
        if tag == "table":
            self._cells.append(None)
        elif tag in _CELLS:
            self._cells.append(len(self._pieces))

    def _end_cell(self, tag: str) -> None:
        """Close the cell that the tag ends: one of a single paragraph stands in its row, one of more holds a page."""
        if tag not in _CELL_ENDS or not self._cells or self._cells[-1] is None:
            return
        start = self._cells.pop()
        printed = "".join(self._pieces[start:]).strip()
        if "\n" not in printed:
            self._pieces[start:] = ["\t", printed, "\t"]

    def _end_table(self) -> None:
        """Forget the table, and cells that were left open in it."""
        while self._cells and self._cells.pop() is not None:
            pass

    def _meta(self, attributes: dict[str, str | None]) -> None:
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        if name.strip().lower() in DATE_NAMES:
            self.date = self.date or iso_date(attributes.get("content") or "")


def _declared(content: bytes) -> str | None:
    """The encoding that the head of a page names."""
    head = content[:_HEAD_LENGTH]
    found = _XML_DECLARED.match(head) or _DECLARED.search(head)
    return found[1].decode("ascii") if found else None


def _main_text(name: str, markup: str) -> str:
    """The article of a page, without what stands around it."""
    try:
        from trafilatura import extract
    except ImportError:
        raise ReadError(name, "to read the main text: pip install 'extract-facts[html]'", Fault.MISSING_EXTRA) from None
    return extract(markup, include_comments=False, include_tables=True, favor_recall=True) or ""
