"""What a line's own characters say of it: does it end a sentence, could it be a headline."""

import re

from extract.expressions import expression
from extract.fold import fold
from extract.page.slots import HAN, NOT_HAN, any_character
from schemas.rules.page import PageFile

LONGEST_HEADLINE = 60
"""No headline has more characters."""
LONGEST_SUBHEADING = 40
"""No subheading has more characters."""
_HAN = expression(HAN)
_NOT_HAN = expression(NOT_HAN)
_CLAUSE_END = expression(rf"(?:{HAN}|[)”]),(?:{HAN}|[“(])")


class Marks:
    """The rulebook's punctuation, asked of single lines."""

    def __init__(self, rules: PageFile) -> None:
        self._ends = fold(rules.sentence_ends + rules.item_ends)
        self._closers = fold(rules.closers)
        self._pairs = tuple(zip(fold(rules.openers), self._closers, strict=True))
        self._paired = expression(any_character(rules.openers + rules.closers))
        self._leaning = fold(rules.leaning)
        self._continuing = fold(rules.continuing)
        self._sentence_openers = tuple(fold(word) for word in rules.sentence_openers)
        self._inner_end = expression(rf"[{re.escape(fold(rules.full_stops))}]")

    def is_cut(self, text: str) -> bool:
        """Whether the text stops in mid-sentence."""
        bare = text.rstrip(self._closers)
        if bare and bare[-1] in self._ends:
            return False
        opening = text.rfind("(") if text[-1:] == ")" else -1
        return opening < 1 or self.is_cut(text[:opening].rstrip())

    def is_prose(self, text: str) -> bool:
        """Whether the text is no row of a table: it holds the end of a clause, or more characters than figures."""
        if self._inner_end.search(text) or _CLAUSE_END.search(text):
            return True
        return 2 * len(_NOT_HAN.findall(text)) < len(text)

    def has_tail(self, text: str) -> bool:
        """Whether anything stands behind the last sentence."""
        return text[-1:] not in self._ends

    def is_unbalanced(self, text: str) -> bool:
        """Whether a quotation mark or bracket lacks its partner."""
        if self._paired.search(text) is None:
            return False
        return any(text.count(opener) != text.count(closer) for opener, closer in self._pairs)

    def is_inside(self, text: str) -> bool:
        """Whether the text ends inside quotation marks or brackets."""
        return any(opener in text and text.rfind(opener) > text.rfind(closer) for opener, closer in self._pairs)

    def closes_foreign(self, text: str) -> bool:
        """Whether the text closes a quotation mark or bracket that it has not opened."""
        for opener, closer in self._pairs:
            if closer not in text:
                continue
            if opener not in text[: text.index(closer)]:
                return True
        return False

    def could_be_heading(self, text: str) -> bool:
        """Whether the line is short and no sentence."""
        if len(text) > LONGEST_HEADLINE or self._inner_end.search(text):
            return False
        return len(_HAN.findall(text, 0, 8)) > 1 and text[0] not in self._continuing

    def has_clauses(self, text: str) -> bool:
        """Whether a comma or a full stop parts the text."""
        return "," in text or self._inner_end.search(text) is not None

    def could_be_headline(self, text: str) -> bool:
        """Whether the line could be a heading and has no clauses."""
        return self.could_be_heading(text) and not self.has_clauses(text) and text[-1] not in self._leaning

    def is_fragment(self, text: str) -> bool:
        """Whether a line that could be a heading is rather a piece of a cut sentence."""
        return (
            len(text) > LONGEST_SUBHEADING
            or text[-1] in self._leaning
            or text[-1].isdigit()
            or text.startswith(self._sentence_openers)
            or self.is_unbalanced(text)
        )

    def is_one_sentence(self, text: str) -> bool:
        """Whether the text is a sentence and no more than one."""
        bare = text.rstrip(self._closers)
        return not self.is_cut(text) and not self._inner_end.search(bare[:-1])
