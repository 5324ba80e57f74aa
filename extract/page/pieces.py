"""What a page is made of once each line's part is known."""

from collections.abc import Iterator, Sequence
from enum import StrEnum, auto
from typing import NamedTuple

from extract.page.paragraphs import Paragraph


class Kind(StrEnum):
    """What a piece of a page is for."""

    HEADING = auto()
    """A heading in markup."""
    LINE = auto()
    """A short line that is no sentence: a headline, a subheading or a piece of a cut sentence."""
    SIDEBAR = auto()
    """The heading of what belongs to the article above it."""
    BYLINE = auto()
    LEAD = auto()
    """What stands before the first sentence: 本报讯(…)."""
    SIGNATURE = auto()
    """Authors named at the end."""
    BODY = auto()
    CAPTION = auto()
    NOTE = auto()
    JUMP = auto()
    """A mark that sends the reader to another page."""
    REMAINS = auto()
    """What belongs to the page and to no article."""


SHORT = (Kind.HEADING, Kind.LINE)
"""What is a heading or might be one."""


class Piece(NamedTuple):
    """A paragraph or a part of one, with the rules that recognised it and what they read in it."""

    kind: Kind
    paragraph: Paragraph
    rules: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    paper: str | None = None
    date: str | None = None
    closes: bool = False
    """It is printed at the end of an article."""
    numbered: bool = False

    @property
    def text(self) -> str:
        """The piece's text, folded."""
        return self.paragraph.text

    @property
    def is_short(self) -> bool:
        """Whether it is a heading or might be one."""
        return self.kind in SHORT


def after(pieces: Sequence[Piece], at: int) -> Iterator[Piece]:
    """The pieces behind the one at `at`."""
    return (pieces[place] for place in range(at + 1, len(pieces)))
