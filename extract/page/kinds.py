"""Paragraphs → pieces: what each line is for, as far as its own words tell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extract.page.lookup import RuleList
from extract.page.marks import Marks
from extract.page.paragraphs import Paragraph
from extract.page.pieces import Kind, Piece
from extract.page.remains import Remains
from extract.page.signing import LONGEST_MARK, Signing
from schemas.rules.page import PageFile

LONGEST_CAPTION = 160
"""A caption has no more characters."""
LONGEST_CREDIT = 40
"""The credit of a picture has no more characters."""
LONGEST_JUMP = 24
"""A mark that sends the reader to another page has no more characters."""


class LineReader:
    """The rulebook's line kinds, asked paragraph by paragraph."""

    def __init__(self, rules: PageFile, slots: Mapping[str, str], marks: Marks, signing: Signing) -> None:
        self._marks = marks
        self._signing = signing
        self._remains = Remains(rules, slots)
        self._notes = RuleList(rules.notes, slots)
        self._captions = RuleList(rules.captions, slots)
        self._picture_credits = RuleList(rules.picture_credits, slots)
        self._sidebars = RuleList(rules.sidebars, slots)
        self._numberings = RuleList(rules.numberings, slots)
        self._jumps = RuleList(rules.jumps, slots)

    def stands_alone(self, text: str) -> bool:
        """Whether a line is a byline, a lead or furniture, so that it takes no part in its neighbours' sentences."""
        if len(text) > LONGEST_MARK:
            return False
        return (
            self._signing.byline(text) is not None
            or self._signing.are_plainly_names(text)
            or self._signing.lead(text) is not None
            or self._remains.read(text) is not None
        )

    def pieces(self, paragraphs: Sequence[Paragraph]) -> list[Piece]:
        """The pieces of a page in printed order."""
        found: list[Piece] = []
        for at, paragraph in enumerate(paragraphs):
            following = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
            found.extend(self._without_jumps(paragraph, following))
        return found

    def _without_jumps(self, paragraph: Paragraph, following: str) -> Iterator[Piece]:
        """The pieces of a paragraph; jump marks at its edges are pieces of their own."""
        text = paragraph.text
        before = self._jumps.match(text)
        start = before[1].end() if before else 0
        has_tail = start < len(text) and self._marks.has_tail(text)
        after = self._jumps.at_end(text, LONGEST_JUMP) if has_tail else None
        end = after[1].start() if after else len(text)
        if before:
            yield Piece(Kind.JUMP, paragraph.part(0, start), (before[0].id,))
        if text[start:end].strip():
            yield from self._read(paragraph.part(start, end) if end - start < len(text) else paragraph, following)
        if after:
            yield Piece(Kind.JUMP, paragraph.part(end, len(text)), (after[0].id,))

    def _read(self, paragraph: Paragraph, following: str) -> Iterator[Piece]:
        whole = self._whole(paragraph)
        if whole:
            yield whole
            return
        is_bracket = paragraph.text[0] == "(" and paragraph.text[-1] == ")"
        lead = None if is_bracket else self._signing.lead(paragraph.text)
        if lead is None:
            yield from self._with_tail(paragraph, following)
            return
        rule, authors, end = lead
        yield Piece(Kind.LEAD, paragraph.part(0, end), (rule,), authors)
        if paragraph.text[end:].strip():
            yield from self._with_tail(paragraph.part(end, len(paragraph.text)), following, after_lead=True)

    def _whole(self, paragraph: Paragraph) -> Piece | None:
        """The piece, where the paragraph as a whole is of a kind other than body text."""
        text = paragraph.text
        furniture = self._remains.read(text)
        if furniture:
            authors = self._signing.namer.in_credit(furniture.credit, sure=True)
            paper, date, closes = furniture.paper, furniture.date, furniture.closes
            return Piece(Kind.REMAINS, paragraph, furniture.rules, authors, paper, date, closes)
        mark = self._mark(paragraph) if len(text) <= LONGEST_MARK else None
        if mark:
            return mark
        if paragraph.level:
            return Piece(Kind.HEADING, paragraph, numbered=self._numberings.match(text) is not None)
        caption = self._caption(text)
        return Piece(Kind.CAPTION, paragraph, (caption,)) if caption else None

    def _mark(self, paragraph: Paragraph) -> Piece | None:
        """A note on the author, a byline or the heading of a sidebar."""
        text = paragraph.text
        note = self._notes.match(text) if self._marks.has_tail(text) else None
        if note:
            return Piece(Kind.NOTE, paragraph, (note[0].id,))
        byline = self._signing.byline(text)
        if byline:
            return Piece(Kind.BYLINE, paragraph, (byline[0],), byline[1])
        sidebar = self._sidebars.whole(text)
        return Piece(Kind.SIDEBAR, paragraph, (sidebar[0][0].id,)) if sidebar else None

    def _caption(self, text: str) -> str | None:
        """The rule by which the paragraph stands under a picture."""
        if len(text) > LONGEST_CAPTION:
            return None
        whole = self._captions.whole(text)
        if whole:
            return whole[0][0].id
        credit = self._picture_credits.at_end(text, LONGEST_CREDIT) if self._marks.has_tail(text) else None
        return credit[0].id if credit else None

    def _with_tail(self, paragraph: Paragraph, following: str, after_lead: bool = False) -> Iterator[Piece]:
        """Body text or a short line; a bracket at its end that speaks of the authors is a piece of its own."""
        text = paragraph.text
        tail = self._tail(text, following)
        end = len(text) - len(tail[1]) if tail else len(text)
        if text[:end].strip():
            body = paragraph.part(0, end) if tail else paragraph
            is_line = not after_lead and self._marks.could_be_heading(body.text)
            numbering = self._numberings.match(body.text) if is_line else None
            rules = (numbering[0].id,) if numbering else ()
            yield Piece(Kind.LINE if is_line else Kind.BODY, body, rules, numbered=numbering is not None)
        if tail:
            yield replace(tail[0], paragraph=paragraph.part(end, len(text)))

    def _tail(self, text: str, following: str) -> tuple[Piece, str] | None:
        """The piece in brackets at the end of a text, and its words."""
        start = text.rfind("(", len(text) - LONGEST_MARK if len(text) > LONGEST_MARK else 0)
        if start < 0 or text[-1] != ")":
            return None
        inner, printed = text[start + 1 : -1].strip(), text[start:]
        blank = Paragraph((), "")
        note = self._notes.match(inner)
        if note:
            return Piece(Kind.NOTE, blank, (note[0].id,)), printed
        signature = self._signing.signature(inner)
        if signature:
            (rule, authors), is_bare = signature
            is_whole = not self._marks.is_cut(text[:start].rstrip()) and self._ends_here(following)
            if is_whole or not is_bare:
                return Piece(Kind.SIGNATURE, blank, (rule,), authors), printed
        furniture = self._remains.read(inner)
        if furniture:
            return Piece(Kind.REMAINS, blank, furniture.rules, closes=furniture.closes), printed
        return None

    def _ends_here(self, following: str) -> bool:
        """Whether an article can end before this paragraph: it is no body text."""
        return not following or self._marks.could_be_heading(following) or self.stands_alone(following)
