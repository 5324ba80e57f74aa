"""What a rate or a standard is per: 每个网格覆盖300—500户, 年均对接430余个."""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from extract.indicators.elements import NOMINAL, Element
from extract.indicators.heads import Heads
from extract.rulebook.patterns import Together
from schemas.records import Span
from schemas.rules.clauses import BaseRule


class BaseReader:
    """The base rules as one expression."""

    def __init__(self, rules: Sequence[BaseRule], slots: Mapping[str, str], heads: Heads) -> None:
        self._rules = tuple(rules)
        self._patterns = Together((rule.pattern for rule in rules), slots)
        self._heads = heads

    def find(self, text: str, elements: Sequence[Element]) -> tuple[Span | None, tuple[str, ...]]:
        """The base that stands last in the elements, with the id of its rule."""
        if not elements:
            return None, ()
        start, end = elements[0].start, elements[-1].end
        found: tuple[Span | None, tuple[str, ...]] = (None, ())
        for index, match in self._patterns.finditer(text, start, end):
            base = self._patterns.groups(index, text, match.start(), end).get("base")
            if base is not None:
                found = self._noun(base, elements), (self._rules[index].id,)
        return found

    def _noun(self, base: Span, elements: Sequence[Element]) -> Span:
        """The noun phrase that opens a captured stretch, without the verb or the measured property behind it."""
        start, end = base
        inside = [element for element in elements if start <= element.start < end]
        phrase = list(takewhile(lambda element: element.part in NOMINAL, inside))
        while len(phrase) > 1 and self._heads.measures(phrase[-1].word):
            phrase.pop()
        return (start, min(phrase[-1].end, end)) if phrase else base
