"""A clause → its elements: words, quotations, brackets and figures, each with the part it plays around a figure."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from extract.fold import fold
from extract.tokens import Tokenizer
from schemas.records import PlaceMention, Quantity, Skip
from schemas.rules.clauses import RoleRule

_ENCLOSED = re.compile(r"“[^“”\n]*”|‘[^‘’\n]*’|《[^《》\n]*》|\([^()\n]{1,12}\)")
_OPENING = "“‘《"
DATE = "date"
AGE = "age"
CACHED_WORDS = 16384
PHRASE_LENGTH = 4
"""The length of set phrases, which may hide a verb in one half."""


class Part(StrEnum):
    """The part of an element in its clause."""

    NOUN = "noun"
    ATTRIBUTE = "attribute"
    NAME = "name"
    BRACKET = "bracket"
    VERB = "verb"
    ACTION = "action"
    JOINT = "joint"
    OF = "of"
    PLACE_WORD = "place_word"
    LINK = "link"
    ADVERB = "adverb"
    ETCETERA = "etcetera"
    SHARE = "share"
    PART = "part"
    WITHIN = "within"
    RESTART = "restart"
    CHANGE = "change"
    DIMENSION = "dimension"
    DEIXIS = "deixis"
    SOURCE = "source"
    TIME = "time"
    NUMBER = "number"
    FIGURE = "figure"
    STOP = "stop"
    MARK = "mark"


NOMINAL = frozenset({Part.NOUN, Part.ATTRIBUTE, Part.NAME, Part.BRACKET})
VERBAL = frozenset({Part.VERB, Part.ACTION})
_HIDDEN = frozenset({Part.ACTION, Part.CHANGE})
"""What set phrases may hide (化解+矛盾, 同比+增长)."""


class Element(NamedTuple):
    """A piece of a clause at `[start, end)` of the article's text.

    `tag` is the part of speech that the dictionary gives its word, `known` whether the dictionary holds it, `rule` the
    id of the role rule that knows it.
    """

    start: int
    end: int
    word: str
    part: Part
    tag: str = ""
    known: bool = False
    rule: str = ""


class Known(NamedTuple):
    """What earlier stages found in a clause, in text order; `skips` are its dates and ages."""

    quantities: Sequence[Quantity]
    skips: Sequence[Skip]
    names: Sequence[PlaceMention]


class _Meaning(NamedTuple):
    """What a word is, whatever clause it stands in."""

    part: Part
    tag: str
    known: bool
    rule: str


_BY_TAG = {
    "n": Part.NOUN,
    "v": Part.VERB,
    "a": Part.ATTRIBUTE,
    "b": Part.ATTRIBUTE,
    "z": Part.ATTRIBUTE,
    "j": Part.NOUN,
    "i": Part.NOUN,
    "l": Part.NOUN,
    "g": Part.NOUN,
    "h": Part.ATTRIBUTE,
    "k": Part.NOUN,
    "s": Part.NOUN,
    "d": Part.ADVERB,
    "p": Part.STOP,
    "c": Part.STOP,
    "r": Part.STOP,
    "t": Part.TIME,
    "m": Part.NUMBER,
    "q": Part.NUMBER,
    "f": Part.PLACE_WORD,
    "e": Part.NOUN,
    "x": Part.MARK,
}
_BY_WHOLE_TAG = {"vn": Part.NOUN, "an": Part.NOUN, "ad": Part.ADVERB, "eng": Part.NOUN, "uj": Part.OF, "ul": Part.LINK}
_ROLE_PARTS = {
    "action": Part.ACTION,
    "joint": Part.JOINT,
    "link": Part.LINK,
    "attribute": Part.ATTRIBUTE,
    "adverb": Part.ADVERB,
    "stop": Part.STOP,
    "noun": Part.NOUN,
    "share": Part.SHARE,
    "part": Part.PART,
    "within": Part.WITHIN,
    "restart": Part.RESTART,
    "change": Part.CHANGE,
    "etcetera": Part.ETCETERA,
    "dimension": Part.DIMENSION,
    "deixis": Part.DEIXIS,
    "source": Part.SOURCE,
}


class ElementReader:
    """Cuts clauses; the rulebook's roles go before the dictionary's tags, the first role before later ones."""

    def __init__(self, roles: Sequence[RoleRule], nouns: Iterable[str], tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._parts: dict[str, tuple[Part, str]] = {fold(noun): (Part.NOUN, "") for noun in nouns}
        for rule in reversed(roles):
            for word in rule.words:
                self._parts[fold(word)] = (_ROLE_PARTS[rule.role], rule.id)
        self._meaning = lru_cache(CACHED_WORDS)(self._meaning_of)
        self._cut = lru_cache(CACHED_WORDS)(self._cut_at)

    def elements(self, text: str, start: int, end: int, known: Known) -> list[Element]:
        """The elements of `text[start:end]`."""
        found: list[Element] = []
        position = start
        for element in _fixed(text, start, end, known):
            if element.start < position:
                continue
            found.extend(self._words(text, position, element.start))
            found.append(element)
            position = element.end
        found.extend(self._words(text, position, end))
        return found

    def _words(self, text: str, start: int, end: int) -> list[Element]:
        if start >= end:
            return []
        found = []
        for word in self._tokenizer.words(text[start:end]):
            cut = self._cut(word)
            for piece in (word[:cut], word[cut:]) if cut else (word,):
                end = start + len(piece)
                found.append(Element(start, end, piece, *self._meaning(piece)))
                start = end
        return found

    def _cut_at(self, word: str) -> int | None:
        """Where a word must be cut: set phrases around a verb (化解+矛盾), names with a link behind (村+达)."""
        if word in self._parts or len(word) < 2:
            return None
        if len(word) == PHRASE_LENGTH and _HIDDEN & {self._role(word[:2]), self._role(word[2:])}:
            return 2
        hides_link = not self._tokenizer.knows(word) and self._role(word[-1]) is Part.LINK
        return len(word) - 1 if hides_link else None

    def _role(self, word: str) -> Part | None:
        known = self._parts.get(word)
        return known[0] if known else None

    def _meaning_of(self, word: str) -> _Meaning:
        """Part, tag and rule of a word: the rulebook's role before the dictionary's tag."""
        tag = self._tokenizer.tag(word)
        by_tag = _BY_WHOLE_TAG.get(tag) or _BY_TAG.get(tag[0], Part.STOP)
        part, rule = self._parts.get(word, (by_tag, ""))
        return _Meaning(part, tag, self._tokenizer.knows(word), rule)


def _fixed(text: str, start: int, end: int, known: Known) -> list[Element]:
    """What is no running words: figures, and beside them dates, places, quotations, brackets."""
    figures = _figures(known.quantities)
    others = [_look_alike(text, skip) for skip in known.skips]
    others += [Element(n.start, n.end, text[n.start : n.end], Part.DEIXIS) for n in known.names]
    for match in _ENCLOSED.finditer(text, start, end):
        part = Part.NAME if text[match.start()] in _OPENING else Part.BRACKET
        others.append(Element(match.start(), match.end(), match.group(), part))
    free = (other for other in others if not any(f.start < other.end and other.start < f.end for f in figures))
    return sorted((*figures, *free), key=lambda element: (element.start, -element.end))


def _look_alike(text: str, skip: Skip) -> Element:
    """A date parts phrases; an age is part of one (65岁以上+老人)."""
    part = Part.NOUN if skip.kind == AGE else Part.TIME
    return Element(skip.start, skip.end, text[skip.start : skip.end], part)


def _figures(quantities: Sequence[Quantity]) -> list[Element]:
    """One element for each quantity with its modifiers, none reaching into another."""
    found: list[Element] = []
    position = 0
    for number, quantity in enumerate(quantities):
        last = number + 1 == len(quantities)
        end = quantity.outer_end if last else min(quantity.outer_end, quantities[number + 1].start)
        found.append(Element(max(quantity.outer_start, position), end, "", Part.FIGURE))
        position = end
    return found
