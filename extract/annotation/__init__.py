"""Facts out to annotation tools, and what was corrected there back in: Label Studio, doccano, brat.

A document becomes a page with marks (`marks`), a tool's module writes such pages to files and reads them back, and
`corrected` makes a document of a page again. Each module says what its tool can tell and how it counts characters.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.annotation import brat, doccano, label_studio
from schemas.annotation import MarkedPage


@dataclass(frozen=True, slots=True)
class Tool:
    """How pages are written for a tool, and read back from its export.

    `write(pages, labels, folder)` returns the names of the files; `read(path, pages)` gives the pages of the export in
    their order, `pages` being those that were given out.
    """

    write: Callable[[Iterable[MarkedPage], Sequence[str], Path], Sequence[str]]
    read: Callable[[Path, Mapping[str, MarkedPage]], Iterator[MarkedPage]]


TOOLS: Mapping[str, Tool] = {
    "label-studio": Tool(label_studio.write, label_studio.read),
    "doccano": Tool(doccano.write, doccano.read),
    "brat": Tool(brat.write, brat.read),
}
"""The tools by their names."""
