"""What one stage hands to the next: immutable records, offsets in an article's reading text.

Only `Article` knows both worlds: `text` is the repaired text that stages read, `source_span` and `printed` lead
back to the characters of the source. Everything else holds `start`, `end` as `[start, end)` in `Article.text`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import PurePosixPath
from typing import NamedTuple

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """One document as read: `name` as the output spells it, `text` decoded, `sha256` of the bytes.

    `published` is its day or month of publication in ISO 8601, where something beside the text tells it; `container`
    the name of the file that holds it among others (`name` is then `container#record`); `extracted` when the text had
    to be got out of a format.
    """

    name: str
    text: str
    sha256: str
    published: str | None = None
    container: str | None = None
    extracted: bool = False

    @property
    def stem(self) -> str:
        """The name without its suffix; that of a record in a table has none (`a.csv#3.1`)."""
        own = self.name.rpartition("#")[2] if self.container else self.name
        return self.name.removesuffix(own) + str(PurePosixPath(own).with_suffix("")) if own else self.name


class BlockKind(StrEnum):
    """What a block of an article is for."""

    KICKER = "kicker"
    HEADLINE = "headline"
    BYLINE = "byline"
    SUBHEADING = "subheading"
    BODY = "body"
    CAPTION = "caption"
    NOTE = "note"


class Block(NamedTuple):
    """A paragraph or line of an article; `rule` names the page rule that recognised it."""

    kind: BlockKind
    start: int
    end: int
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: `span` in the source, `text` for reading, `offsets[i]` the source offset of `text[i]`.

    `text` holds the blocks in reading order, each followed by one line feed, folded by `extract.fold` and with
    column breaks closed. `rules` are the ids of the page rules that shaped it.
    """

    source: str
    span: Span
    title: str
    kicker: str | None
    column: str | None
    paper: str | None
    date: str | None
    authors: tuple[str, ...]
    text: str
    offsets: Sequence[int]
    blocks: tuple[Block, ...]
    rules: tuple[str, ...] = ()

    def source_span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` is printed in the source; `start < end`."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def printed(self, start: int, end: int) -> str:
        """`text[start:end]` with the characters of the source: not folded, no line breaks."""
        first, last = self.offsets[start], self.offsets[end - 1]
        if last - first == end - 1 - start:
            return self.source[first : last + 1]
        offsets, text = self.offsets[start:end], self.text[start:end]
        if "\n" in text:
            offsets = [offset for offset, character in zip(offsets, text, strict=True) if character != "\n"]
        return "".join(map(self.source.__getitem__, offsets))

    def block_at(self, position: int) -> Block | None:
        """The block that holds `text[position]`."""
        return next((block for block in self.blocks if block.start <= position < block.end), None)


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative place of today by official full names, and the GB/T 2260 code of its deepest coded level."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    township: str | None = None
    community: str | None = None
    code: str | None = None

    @property
    def path(self) -> str:
        """The names from province to community, joined by `/`."""
        names = (self.province, self.city, self.county, self.township, self.community)
        return "/".join(name for name in names if name)


class PlaceMention(NamedTuple):
    """Words that name a place; `place` is None where the words leave it open. `rule` says how it was decided."""

    start: int
    end: int
    place: Place | None
    rule: str


class PlaceScope(NamedTuple):
    """A stretch of the text whose figures are about `mention.place` and not about the article's own place."""

    start: int
    end: int
    mention: PlaceMention


@dataclass(frozen=True, slots=True)
class ArticlePlaces:
    """The places of one article: what it is about, every mention, and where another place governs.

    `mention` gave `place` (None where it was inherited from the page); `scopes` are sorted and do not overlap.
    """

    place: Place | None
    mention: PlaceMention | None
    mentions: tuple[PlaceMention, ...]
    scopes: tuple[PlaceScope, ...]

    def governing(self, position: int) -> PlaceMention | None:
        """The mention whose place governs `position`; None where the article's own place does."""
        for scope in self.scopes:
            if position < scope.end:
                return scope.mention if scope.start <= position else None
        return None


class ModelName(NamedTuple):
    """The name of a governance model, without its quotation marks."""

    start: int
    end: int
    name: str
    role: str
    rule: str


class Quantity(NamedTuple):
    """A number with its scale, unit and modifier.

    `start`..`end` runs from the number's first character to the unit's last; `outer_start`..`outer_end` includes the
    modifiers printed before and after. `value` is a `Decimal`, a ratio such as "1:3", or None when indeterminate.
    `unit_start == end` when there is no unit. `rules` are the ids of the rules that shaped it.
    """

    start: int
    end: int
    unit_start: int
    outer_start: int
    outer_end: int
    value: Decimal | str | None
    value_max: Decimal | None
    unit: str
    modifier: str
    rules: tuple[str, ...] = ()


class Skip(NamedTuple):
    """Digits that are no figure: `kind` is the ledger's class, `rule` the id of the rule that said so."""

    start: int
    end: int
    kind: str
    rule: str


class Indicator(NamedTuple):
    """A quantity that has become a fact; figures refer to each other by their index in the article.

    `subject`, `per` and `time` are spans of the text or None; `rule` typed it, `rules` are all that had a part in it.
    `resolved` is the calendar period that `time` names, in ISO 8601.
    """

    quantity: Quantity
    type: str
    subject: Span | None
    per: Span | None
    time: Span | None
    place: PlaceMention | None
    part_of: int | None
    share_of: int | None
    model: int | None
    status: str
    rule: str
    rules: tuple[str, ...] = ()
    resolved: str | None = None
