"""An article as the audit sees it: its facts beside the words that print them."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from extract.audit.amounts import Amount, amount_of
from schemas import facts
from schemas.reading import ArticleRecords
from schemas.records import Article, Indicator, Span

PERCENT = "%"
_ENDS_IN_LINE = "。!?…"
_SENTENCE_END = re.compile(rf"[{_ENDS_IN_LINE}\n]")


class Figure(NamedTuple):
    """A figure with the place of its number in the reading text."""

    fact: facts.Indicator
    record: Indicator
    text: str

    @property
    def is_number(self) -> bool:
        """Whether it has a value, unlike ratios and indeterminate numbers."""
        return isinstance(self.record.quantity.value, Decimal)

    @property
    def amount(self) -> Amount:
        """What a figure that is a number may be worth."""
        return amount_of(self.record.quantity, self.value, self.text)

    @property
    def id(self) -> str:
        """The fact's id."""
        return self.fact.id

    @property
    def start(self) -> int:
        """Where the number begins."""
        return self.record.quantity.start

    @property
    def end(self) -> int:
        """Where the unit ends."""
        return self.record.quantity.end

    @property
    def unit(self) -> str:
        """The unit in the spelling of the rules."""
        return self.record.quantity.unit

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage."""
        return self.unit == PERCENT

    @property
    def value(self) -> Decimal:
        """The value of a figure that is a number."""
        value = self.record.quantity.value
        return value if isinstance(value, Decimal) else Decimal(0)


class ArticleFigures:
    """The figures of one article in the order of its text."""

    def __init__(self, article: facts.Article, records: ArticleRecords) -> None:
        self.records = records
        self.text = records.article.text
        self.all = tuple(
            Figure(fact, record, self.text) for fact, record in zip(article.indicators, records.indicators, strict=True)
        )
        self._starts = [figure.start for figure in self.all]

    @property
    def article(self) -> Article:
        """The article as read."""
        return self.records.article

    @cached_property
    def index(self) -> dict[str, int]:
        """Each fact's place among the figures."""
        return {figure.id: place for place, figure in enumerate(self.all)}

    def sentence(self, position: int) -> Span:
        """The sentence that holds `position`, without its end mark."""
        line = self.text.rfind("\n", 0, position) + 1
        start = max(line, *(self.text.rfind(mark, line, position) + 1 for mark in _ENDS_IN_LINE))
        end = _SENTENCE_END.search(self.text, position)
        return start, end.start() if end else len(self.text)

    def within(self, span: Span) -> Sequence[Figure]:
        """The figures whose numbers begin in a stretch of the text."""
        return self.all[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]

    def index_from(self, position: int) -> int:
        """The place of the first figure whose number begins at `position` or behind it."""
        return bisect_left(self._starts, position)

    def before(self, index: int) -> Iterator[Figure]:
        """The figures before one of them, nearest first."""
        return (self.all[place] for place in range(index - 1, -1, -1))
