"""Parts of an article → its reading text, with the place in the source of every character."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from operator import add
from typing import overload

from extract.page.lines import BLANK
from schemas.records import Block, BlockKind, Span

_SPACE = re.compile(rf"[\s{BLANK}]+")
_SPACED = (BlockKind.KICKER, BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.BYLINE)
"""Where a space is a mark of its own, as between the halves of a headline."""


class Offsets(Sequence[int]):
    """Where each character of a text stands in the source, kept as runs of neighbours."""

    __slots__ = ("_length", "_sources", "_starts")

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._sources: list[int] = []
        self._length = 0

    def add(self, start: int, end: int) -> None:
        """Let the characters `start` to `end` of the source follow."""
        self._starts.append(self._length)
        self._sources.append(start)
        self._length += end - start

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[int]:
        lengths = (end - start for start, end in pairwise((*self._starts, self._length)))
        return chain.from_iterable(map(range, self._sources, map(add, self._sources, lengths)))

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._length))]
        at = range(self._length)[index]
        run = bisect_right(self._starts, at) - 1
        return self._sources[run] + at - self._starts[run]


@dataclass(slots=True)
class ReadingText:
    """The text while it is put together."""

    folded: str
    """The page, folded."""
    chunks: list[str] = field(default_factory=list)
    offsets: Offsets = field(default_factory=Offsets)
    blocks: list[Block] = field(default_factory=list)

    def add(self, kind: BlockKind, spans: Iterable[Span], rule: str) -> None:
        """Let a block follow, its white space taken out and a line feed behind it."""
        start = len(self.offsets)
        for span in spans:
            self._add_span(span, kind in _SPACED)
        end = len(self.offsets)
        if end > start:
            self.blocks.append(Block(kind, start, end, rule))
            self.chunks.append("\n")
            last = self.offsets[-1]
            self.offsets.add(last, last + 1)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.chunks)

    def _add_span(self, span: Span, keep_spaces: bool) -> None:
        position, last = span
        for space in _SPACE.finditer(self.folded, position, last):
            self._add_run(position, space.start())
            if self._is_kept(space, span, keep_spaces):
                self._add_run(space.start(), space.start() + 1)
            position = space.end()
        self._add_run(position, last)

    def _is_kept(self, space: re.Match[str], span: Span, keep_spaces: bool) -> bool:
        """Whether a space stays: in a headline, and between two Latin words."""
        before, after = space.start() - 1, space.end()
        if self.folded[space.start()] != " " or before < span[0] or after >= span[1]:
            return False
        return keep_spaces or (_is_latin(self.folded[before]) and _is_latin(self.folded[after]))

    def _add_run(self, start: int, end: int) -> None:
        if start < end:
            self.chunks.append(self.folded[start:end])
            self.offsets.add(start, end)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def repaired(source: str, spans: Sequence[Span]) -> str:
    """What is printed in the spans, lines and runs of white space joined with one space."""
    return " ".join(_SPACE.sub(" ", source[start:end]).strip() for start, end in spans)
