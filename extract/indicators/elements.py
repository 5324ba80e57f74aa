"""A clause → its elements: words, quotations, brackets and figures, each with the part it plays around a figure."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import Literal, NamedTuple

from extract.fold import fold
from extract.tokens import Tokenizer
from schemas.records import PlaceMention, Quantity, Skip
from schemas.rules.clauses import Role, RoleRule

_ENCLOSED = re.compile(r"“[^“”\n]*”|‘[^‘’\n]*’|《[^《》\n]*》|\([^()\n]{1,12}\)")
_OPENING = "“‘《"
DATE = "date"
AGE = "age"
CACHED_WORDS = 16384
PHRASE_LENGTH = 4
"""The length of set phrases, which may hide a verb in one half."""


Part = Role | Literal["name", "bracket", "verb", "of", "place_word", "time", "number", "figure", "mark"]
"""The part of an element in its clause."""
NOMINAL: frozenset[Part] = frozenset({"noun", "attribute", "name", "bracket"})
VERBAL: frozenset[Part] = frozenset({"verb", "action"})
_HIDDEN: frozenset[Part] = frozenset({"action", "change"})
"""What set phrases may hide (化解+矛盾, 同比+增长)."""


_RUN_ON: frozenset[Part | None] = frozenset({"link", "within", "adverb", "stop"})
"""What the tokenizer runs together with an unknown word before it (村+达, 车+配)."""
_OPENING_WORDS: frozenset[Part | None] = frozenset({"source", "than"})
"""And with one behind it (由+三楼)."""


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


class _Piece(NamedTuple):
    """A word or a part of one, and what it is whatever clause it stands in."""

    word: str
    part: Part
    tag: str
    known: bool
    rule: str


_BY_TAG: dict[str, Part] = {
    "n": "noun",
    "v": "verb",
    "a": "attribute",
    "b": "attribute",
    "z": "attribute",
    "j": "noun",
    "i": "noun",
    "l": "noun",
    "g": "noun",
    "h": "attribute",
    "k": "noun",
    "s": "noun",
    "d": "adverb",
    "p": "stop",
    "c": "stop",
    "r": "stop",
    "t": "time",
    "m": "number",
    "q": "number",
    "f": "place_word",
    "e": "noun",
    "x": "mark",
}
_BY_WHOLE_TAG: dict[str, Part] = {
    "vn": "noun",
    "an": "noun",
    "ad": "adverb",
    "eng": "noun",
    "uj": "of",
    "ul": "link",
    "zg": "stop",
}


class ElementReader:
    """Cuts clauses; the rulebook's roles go before the dictionary's tags, the first role before later ones."""

    def __init__(self, roles: Sequence[RoleRule], nouns: Iterable[str], tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._parts: dict[str, tuple[Part, str]] = {fold(noun): ("noun", "") for noun in nouns}
        for rule in reversed(roles):
            for word in rule.words:
                self._parts[fold(word)] = (rule.role, rule.id)
        self._pieces = lru_cache(CACHED_WORDS)(self._pieces_of)

    def elements(self, text: str, start: int, end: int, known: Known) -> list[Element]:
        """The elements of `text[start:end]`."""
        found: list[Element] = []
        position = start
        for element in _fixed(text, start, end, known):
            if element.start < position:
                continue
            if element.start > position:
                found += self._words(text, position, element.start)
            found.append(element)
            position = element.end
        if end > position:
            found += self._words(text, position, end)
        return found

    def _words(self, text: str, start: int, end: int) -> list[Element]:
        found, pieces = [], self._pieces
        for word in self._tokenizer.words(text[start:end]):
            for piece in pieces(word):
                end = start + len(piece.word)
                found.append(Element(start, end, *piece))
                start = end
        return found

    def _pieces_of(self, word: str) -> list[_Piece]:
        cut = self._cut_at(word)
        return list(map(self._piece, (word[:cut], word[cut:]) if cut else (word,)))

    def _cut_at(self, word: str) -> int | None:
        """Where a word must be cut: set phrases around a verb (化解+矛盾), what was run together (村+达, 由+三楼)."""
        if word in self._parts or len(word) < 2:
            return None
        if len(word) == PHRASE_LENGTH and _HIDDEN & {self._role(word[:2]), self._role(word[2:])}:
            return 2
        if self._tokenizer.knows(word):
            return None
        if self._role(word[-1]) in _RUN_ON:
            return len(word) - 1
        return 1 if self._role(word[0]) in _OPENING_WORDS and len(word) > 2 else None

    def _role(self, word: str) -> Part | None:
        known = self._parts.get(word)
        return known[0] if known else None

    def _piece(self, word: str) -> _Piece:
        """A word with its part, tag and rule: the rulebook's role before the dictionary's tag."""
        tag = self._tokenizer.tag(word)
        by_tag = _BY_WHOLE_TAG.get(tag) or _BY_TAG.get(tag[0], "stop")
        known = self._tokenizer.knows(word)
        if not known and len(word) == 2:
            by_tag = self._by_first(word[0]) or by_tag
        part, rule = self._parts.get(word, (by_tag, ""))
        return _Piece(word, part, tag, known, rule)

    def _by_first(self, character: str) -> Part | None:
        """The part of an unknown word of two characters: every+village says how, again+build what is done."""
        role = self._role(character)
        return "stop" if role == "stop" else "action" if role == "adverb" else None


def _fixed(text: str, start: int, end: int, known: Known) -> list[Element]:
    """What is no running words: figures, and beside them dates, places, quotations, brackets."""
    figures = _figures(known.quantities)
    others = [_look_alike(text, skip) for skip in known.skips] if known.skips else []
    if known.names:
        others += [Element(n.start, n.end, text[n.start : n.end], "deixis") for n in known.names]
    for match in _ENCLOSED.finditer(text, start, end):
        part: Part = "name" if text[match.start()] in _OPENING else "bracket"
        others.append(Element(match.start(), match.end(), match.group(), part))
    if not others:
        return figures
    free = (other for other in others if not any(f.start < other.end and other.start < f.end for f in figures))
    return sorted((*figures, *free), key=lambda element: (element.start, -element.end))


def _look_alike(text: str, skip: Skip) -> Element:
    """A date parts phrases; an age is part of one (65岁以上+老人)."""
    part: Part = "noun" if skip.kind == AGE else "time"
    return Element(skip.start, skip.end, text[skip.start : skip.end], part)


def _figures(quantities: Sequence[Quantity]) -> list[Element]:
    """One element for each quantity with its modifiers, none reaching into another."""
    found: list[Element] = []
    position = 0
    for quantity, following in zip_longest(quantities, quantities[1:]):
        end = quantity.outer_end if following is None else min(quantity.outer_end, following.start)
        found.append(Element(max(quantity.outer_start, position), end, "", "figure"))
        position = end
    return found
