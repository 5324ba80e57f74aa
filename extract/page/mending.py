"""The pieces of one article → its parts in reading order: sentences that columns have cut are whole again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extract.page.marks import Marks
from extract.page.paragraphs import Paragraph
from extract.page.pieces import Kind, Piece, after
from extract.page.seams import Seams
from schemas.records import Span

PICTURE_GAP = 3
"""A picture leaves so many empty lines."""
LONGEST_CAPTION = 90
"""A sentence under a picture has no more characters."""


_SIDE = 12
"""So many characters on either side of a break show whether it cuts a sentence or parts the rows of a table."""
_BODY, _LINE = Kind.BODY, Kind.LINE
_RUNNING = (_BODY, _LINE)
_IN_GAP = (Kind.CAPTION, Kind.REMAINS, Kind.JUMP)
"""What stands between the halves of a cut sentence without belonging to it."""


@dataclass(slots=True)
class Part:
    """A part of the article's text: what it is for, and the pieces that make it up, seams closed."""

    kind: Kind
    last: str
    """The last paragraph in it."""
    spans: list[Span]
    rules: list[str] = field(default_factory=list)

    def append(self, paragraph: Paragraph, rules: Iterable[str], skip: int = 0) -> None:
        """Let a paragraph without its first `skip` characters follow in the same sentence."""
        rest = paragraph.part(skip, len(paragraph.text))
        self.last = rest.text
        self.spans.extend(rest.spans)
        self.rules.extend(rules)


class Mender:
    """Closes the seams of an article's body text."""

    def __init__(self, marks: Marks, is_word: Callable[[str], bool]) -> None:
        self._marks = marks
        self._seams = Seams(marks, is_word)

    def mend(self, pieces: Sequence[Piece]) -> list[Part]:
        """The article's parts in reading order."""
        settled = self._with_fragments(pieces)
        if not any(piece.kind is _BODY and self._marks.is_cut(piece.text) for piece in settled):
            return [_part(piece) for piece in settled]
        return list(self._joined(self._with_tail_returned(self._with_captions(settled))))

    def _with_fragments(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Short lines are subheadings or, where a sentence is cut, body text."""
        found: list[Piece] = []
        above = ""
        for at, piece in enumerate(pieces):
            if piece.kind is _LINE and not piece.numbered and self._is_fragment(pieces, at, above):
                piece = _as_kind(piece, _BODY)
            if piece.kind is _BODY:
                above = piece.text
            elif piece.kind not in _IN_GAP:
                above = ""
            found.append(piece)
        return found

    def _is_fragment(self, pieces: Sequence[Piece], at: int, above: str) -> bool:
        """Whether a short line between two paragraphs is a piece of a cut sentence."""
        line = pieces[at].text
        if self._marks.is_fragment(line):
            return True
        if _has_two_halves(line):
            return False
        if above and self._marks.is_cut(above):
            return True
        below = next((piece.text for piece in after(pieces, at) if piece.kind in _RUNNING), None)
        return below is not None and self._seams.meet_in_word(line, below)

    def _with_captions(self, pieces: Sequence[Piece]) -> list[Piece]:
        """A single sentence between the two halves of a cut one is the caption of the picture that cut it."""
        found = list(pieces)
        for at in range(1, len(found) - 1):
            before, here, after = found[at - 1 : at + 2]
            if not before.kind is here.kind is after.kind is _BODY or len(here.text) > LONGEST_CAPTION:
                continue
            if not self._marks.is_cut(before.text):
                continue
            in_gap = here.paragraph.blank_before >= PICTURE_GAP or self._seams.repeated(before.text, after.text) > 1
            if in_gap and self._marks.is_one_sentence(here.text) and not self._seams.goes_on(before.text, here.text):
                found[at] = _as_kind(here, Kind.CAPTION)
        return found

    def _with_tail_returned(self, pieces: list[Piece]) -> list[Piece]:
        """The end of a quotation that stands apart from its beginning is put behind it again."""
        tails = list(self._foreign_ends(pieces))
        if len(tails) != 1:
            return pieces
        heads = list(self._open_quotations(pieces))
        if len(heads) != 1 or heads == tails:
            return pieces
        head, tail = heads[0], tails[0]
        place = min(head, tail)
        rest = [piece for at, piece in enumerate(pieces) if at not in (head, tail)]
        return [*rest[:place], pieces[head], pieces[tail], *rest[place:]]

    def _open_quotations(self, pieces: Sequence[Piece]) -> Iterator[int]:
        """Paragraphs that stop inside a quotation which is not closed where the sentence goes on."""
        is_closed_below = False
        for at in range(len(pieces) - 1, -1, -1):
            piece = pieces[at]
            if piece.kind in _IN_GAP:
                continue
            is_cut = piece.kind is _BODY and self._marks.is_cut(piece.text)
            if is_cut and not is_closed_below and self._marks.is_inside(piece.text):
                yield at
            closes = piece.kind is _BODY and self._marks.closes_foreign(piece.text)
            is_closed_below = closes or (is_cut and is_closed_below)

    def _foreign_ends(self, pieces: Sequence[Piece]) -> Iterator[int]:
        """Paragraphs that close a quotation which nothing above them has left open."""
        goes_on = False
        for at, piece in enumerate(pieces):
            if piece.kind is _BODY:
                if not goes_on and self._marks.closes_foreign(piece.text):
                    yield at
                goes_on = self._marks.is_cut(piece.text)
            elif piece.kind not in _IN_GAP:
                goes_on = False

    def _joined(self, pieces: Sequence[Piece]) -> Iterator[Part]:
        """Parts; what stands in the gap of a cut sentence follows it."""
        waiting: list[Part] = []
        current: Part | None = None
        for piece in pieces:
            if current is not None and current.kind is _BODY and piece.kind in _IN_GAP:
                waiting.append(_part(piece))
            elif current is not None and self._may_join(current, piece):
                skip = self._skip(current.last, piece.text, bool(waiting))
                current.append(piece.paragraph, piece.rules, skip)
            else:
                yield from self._flush(current, waiting)
                waiting, current = [], _part(piece)
        yield from self._flush(current, waiting)

    def _may_join(self, above: Part, piece: Piece) -> bool:
        if above.kind is not _BODY or piece.kind is not _BODY:
            return False
        if piece.numbered or not self._marks.is_cut(above.last):
            return False
        return self._marks.is_prose(above.last[-_SIDE:]) or self._marks.is_prose(piece.text[:_SIDE])

    def _skip(self, above: str, below: str, is_wide: bool) -> int:
        """How many characters at the start of `below` only repeat the end of `above`."""
        repeated = self._seams.repeated(above, below)
        if repeated == 1 and not is_wide:
            return 0
        return repeated if repeated < len(below) else 0

    def _flush(self, current: Part | None, waiting: Iterable[Part]) -> Iterator[Part]:
        if current is not None:
            yield current
        yield from waiting


def _as_kind(piece: Piece, kind: Kind) -> Piece:
    return Piece(kind, piece.paragraph, piece.rules)


def _part(piece: Piece) -> Part:
    return Part(piece.kind, piece.text, list(piece.paragraph.spans), list(piece.rules))


def _has_two_halves(line: str) -> bool:
    """Whether the line is set as two phrases with a space between them, as headings are."""
    halves = line.split()
    return len(halves) == 2 and min(map(len, halves)) > 2
