"""What a rate or a standard is per: 每个网格覆盖300—500户, 年均对接430余个."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from extract.indicators.elements import NOMINAL, Element
from extract.indicators.heads import Heads
from extract.indicators.phrases import words
from extract.rulebook.together import Together
from schemas.records import Span
from schemas.rules.clauses import BaseRule


class Base(NamedTuple):
    """Words that begin at `start` and name a base; `base` is the base itself, as far as a pattern can tell."""

    start: int
    base: Span
    rule: str
    is_time: bool


class Told(NamedTuple):
    """What a figure is per, all bases before it in its clause, and the rules that had a part."""

    per: Span | None
    bases: tuple[Base, ...]
    rules: tuple[str, ...]


NOTHING_TOLD = Told(None, (), ())


class BaseReader:
    """The base rules as one expression."""

    def __init__(self, rules: Sequence[BaseRule], slots: Mapping[str, str], heads: Heads) -> None:
        self._rules = tuple(rules)
        self._patterns = Together((rule.pattern for rule in rules), slots)
        self._heads = heads

    def find(self, text: str, lines: Iterable[Span]) -> list[Base]:
        """Every base in `lines` of a text, in order."""
        found = []
        for index, match in self._patterns.find(text, lines):
            base = self._patterns.groups(index, text, match.start()).get("base")
            if base is not None:
                rule = self._rules[index]
                found.append(Base(match.start(), base, rule.id, rule.time))
        return found

    def before(self, bases: Sequence[Base], elements: Sequence[Element]) -> Told:
        """The bases that begin in the elements."""
        if not bases or not elements:
            return NOTHING_TOLD
        first, last = (bisect_left(bases, (place,)) for place in (elements[0].start, elements[-1].end))
        found = bases[first:last]
        if not found:
            return NOTHING_TOLD
        told = tuple(base._replace(base=self._noun(base.base, elements)) for base in found)
        things = [place for place, base in enumerate(found) if not base.is_time]
        chosen = things[-1] if things else len(found) - 1
        return Told(told[chosen].base, told, (told[chosen].rule,))

    def behind(self, bases: Sequence[Base], end: int) -> Told:
        """The base that begins where a price ends (15元+一份, 400元+每亩)."""
        place = bisect_left(bases, (end,))
        if place == len(bases) or bases[place].start != end:
            return NOTHING_TOLD
        return Told(bases[place].base, (), (bases[place].rule,))

    def _noun(self, base: Span, elements: Sequence[Element]) -> Span:
        """The noun phrase that opens a captured stretch, without the verb or the measured property behind it."""
        start, end = base[0], min(base[1], elements[-1].end)
        inside = [element for element in elements if start <= element.start < end]
        phrase = list(takewhile(lambda element: element.part in NOMINAL, inside)) or inside[:1]
        if len(phrase) > 1 and self._heads.measures(phrase[-1].word):
            phrase = self._thing(phrase)
        return (start, min(phrase[-1].end, end)) if phrase else (start, end)

    def _thing(self, phrase: Sequence[Element]) -> list[Element]:
        """每部+电梯+财政+补贴: the thing that a measured property is of."""
        shorter = (list(phrase[:length]) for length in range(1, len(phrase)))
        known = (one for one in shorter if self._heads.ending(words(one)))
        return next(known, list(phrase[:-1]))
