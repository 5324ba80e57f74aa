"""Paragraphs → pieces: what each line is for, as far as its own words tell."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from extract.expressions import expression
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
LONGEST_END = max(LONGEST_CREDIT, LONGEST_JUMP)
"""So many characters show whether a line ends with anything that a rule looks for."""
_BODY, _LINE = Kind.BODY, Kind.LINE


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
        of_any = (signing.lead_beginning, self._remains.beginning, self._jumps.pattern, self._captions.pattern)
        of_marks = (signing.byline_beginning, self._notes.pattern, self._sidebars.pattern)
        self._beginning = expression("|".join((*of_marks, *of_any)))
        self._long_beginning = expression("|".join(of_any))
        self._ending = expression(f"{self._jumps.needed.pattern}|{self._picture_credits.needed.pattern}")

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
        for paragraph, below in zip_longest(paragraphs, paragraphs[1:]):
            if self._is_plain(paragraph):
                found.append(self._body(paragraph))
            else:
                found += self._without_jumps(paragraph, below.text if below else "")
        return found

    def _is_plain(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph begins and ends with nothing that a rule looks for, as most do."""
        text = paragraph.text
        beginning = self._beginning if len(text) <= LONGEST_MARK else self._long_beginning
        if paragraph.level or text[-1] == ")" or beginning.match(text) is not None:
            return False
        return not self._marks.has_tail(text) or self._ending.search(text, max(0, len(text) - LONGEST_END)) is None

    def _without_jumps(self, paragraph: Paragraph, following: str) -> list[Piece]:
        """The pieces of a paragraph; jump marks at its edges are pieces of their own."""
        text = paragraph.text
        before = self._jumps.match(text)
        after = self._jumps.at_end(text, LONGEST_JUMP) if self._marks.has_tail(text) else None
        if before is None and after is None:
            return self._read(paragraph, following)
        found: list[Piece] = []
        start = before[1].end() if before else 0
        end = after[1].start() if after and start < len(text) else len(text)
        if before:
            found.append(Piece(Kind.JUMP, paragraph.part(0, start), (before[0].id,)))
        if text[start:end].strip():
            found += self._read(paragraph.part(start, end), following)
        if after and start < len(text):
            found.append(Piece(Kind.JUMP, paragraph.part(end, len(text)), (after[0].id,)))
        return found

    def _read(self, paragraph: Paragraph, following: str) -> list[Piece]:
        whole = self._whole(paragraph)
        if whole:
            return [whole]
        text = paragraph.text
        is_bracket = text[0] == "(" and text[-1] == ")"
        lead = None if is_bracket else self._signing.lead(text)
        if lead is None:
            return self._with_tail(paragraph, following)
        rule, authors, end = lead
        found = [Piece(Kind.LEAD, paragraph.part(0, end), (rule,), authors)]
        if text[end:].strip():
            found += self._with_tail(paragraph.part(end, len(text)), following, after_lead=True)
        return found

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

    def _with_tail(self, paragraph: Paragraph, following: str, after_lead: bool = False) -> list[Piece]:
        """Body text or a short line; a bracket at its end that speaks of the authors is a piece of its own."""
        tail = self._tail(paragraph.text, following) if paragraph.text[-1] == ")" else None
        if tail is None:
            return [self._body(paragraph, after_lead)]
        told, printed = tail
        length = len(paragraph.text)
        end = length - len(printed)
        found = [told._replace(paragraph=paragraph.part(end, length))]
        if paragraph.text[:end].strip():
            found.insert(0, self._body(paragraph.part(0, end), after_lead))
        return found

    def _body(self, paragraph: Paragraph, after_lead: bool = False) -> Piece:
        """Body text, or a short line that is no sentence."""
        if after_lead or not self._marks.could_be_heading(paragraph.text):
            return Piece(_BODY, paragraph)
        numbering = self._numberings.match(paragraph.text)
        return Piece(_LINE, paragraph, (numbering[0].id,) if numbering else (), numbered=numbering is not None)

    def _tail(self, text: str, following: str) -> tuple[Piece, str] | None:
        """The piece in brackets at the end of a text, and its words."""
        start = text.rfind("(", max(0, len(text) - LONGEST_MARK))
        if start < 0:
            return None
        inner, printed = text[start + 1 : -1].strip(), text[start:]
        blank = Paragraph((), "")
        note = self._notes.match(inner)
        if note:
            return Piece(Kind.NOTE, blank, (note[0].id,)), printed
        signature = self._signing.signature(inner)
        if signature:
            (rule, authors), is_bare = signature
            before = text[:start].rstrip()
            is_whole = not (before and self._marks.is_cut(before)) and self._ends_here(following)
            if is_whole or not is_bare:
                return Piece(Kind.SIGNATURE, blank, (rule,), authors), printed
        furniture = self._remains.read(inner)
        if furniture:
            return Piece(Kind.REMAINS, blank, furniture.rules, closes=furniture.closes), printed
        return None

    def _ends_here(self, following: str) -> bool:
        """Whether an article can end before this paragraph: it is no body text."""
        return not following or self._marks.could_be_heading(following) or self.stands_alone(following)
