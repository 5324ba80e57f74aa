"""Parts of an article → its reading text, with the place in the source of every character."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.fold import fold
from extract.page.lines import WHITE
from schemas.records import Block, BlockKind, Span

_WHITE = f"[{re.escape(WHITE)}]"
_SPACE = re.compile(f"{_WHITE}{_WHITE}*")
"""White space, spelt so that the expression engine looks for its first character."""
_SPACED = frozenset((BlockKind.KICKER, BlockKind.HEADLINE, BlockKind.SUBHEADING, BlockKind.BYLINE))
"""Where a space is a mark of its own, as between the halves of a headline."""
_OFFSETS = tuple(range(1 << 16))
"""The places in all but the longest pages: numbers that are there already are quickly put together."""


@dataclass(slots=True)
class ReadingText:
    """The text while it is put together."""

    folded: str
    """The page, folded."""
    chunks: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    """Where each character of the text stands in the source."""
    blocks: list[Block] = field(default_factory=list)

    def add(self, kind: BlockKind, spans: Iterable[Span], rule: str) -> None:
        """Let a block follow, its white space taken out and a line feed behind it."""
        offsets = self.offsets
        start = len(offsets)
        keep_spaces = kind in _SPACED
        for span in spans:
            self._add_span(span, keep_spaces)
        end = len(offsets)
        if end > start:
            self.blocks.append(Block(kind, start, end, rule))
            self.chunks.append("\n")
            offsets.append(offsets[-1])

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.chunks)

    def _add_span(self, span: Span, keep_spaces: bool) -> None:
        position, last = span
        run = self.folded[position:last]
        for space in _SPACE.finditer(self.folded, position, last) if run.split(None, 1) != [run] else ():
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
            self.offsets.extend(_OFFSETS[start:end] if end <= len(_OFFSETS) else range(start, end))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def repaired(source: str, spans: Sequence[Span]) -> str:
    """What is printed in the spans, lines and runs of white space joined with one space; stray spaces left out."""
    printed = ""
    behind = 0
    for start, end in spans:
        is_close = not printed or fold(source[behind:start]) == " "
        printed += ("" if is_close else " ") + _SPACE.sub(" ", source[start:end]).strip()
        behind = end
    return printed
