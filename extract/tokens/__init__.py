"""Text → words and their parts of speech: the one place that knows jieba.

A private tokenizer on jieba's own dictionary. A word's tag is the one that the dictionary gives it; words that only
jieba's model finds are taken for nouns. Call it on a clause around a candidate, never on a whole text.
"""

from collections.abc import Iterable
from functools import lru_cache

from extract.fold import fold
from extract.tokens.dictionary import dictionary
from extract.tokens.engines import Cutter, jieba_cutter, rjieba_cutter

UNKNOWN_TAG = "n"
"""What a word is taken for that no dictionary holds: most are names."""
MARK_TAG = "x"
NUMBER_TAG = "m"
LATIN_TAG = "eng"
REMEMBERED = 16_384
"""So many of the words last asked for are not looked up again: more than a month of one paper has."""
NO_IDIOM_TAGS = "mqtnl"
"""Numbers, measure words, times, nouns and passing phrases (近千人) keep their numeral."""


@lru_cache(maxsize=REMEMBERED)
def _tag(word: str) -> str | None:
    """The tag that the dictionary gives a word."""
    return dictionary().tag(word)


@lru_cache(maxsize=2)
def _cutter(words: tuple[str, ...]) -> Cutter:
    """The engine with these words added; made once for all rulebooks that have the same words."""
    return rjieba_cutter(words) or jieba_cutter(words)


class Tokenizer:
    """The dictionary with the rulebook's words added, each kept whole."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._words = sorted({fold(word) for word in words if len(word) > 1})
        self._known = frozenset(self._words)
        self._cutter: Cutter | None = None

    def words(self, text: str) -> Iterable[str]:
        """The words of `text`, in order and without gaps; the engine starts on first use."""
        if self._cutter is None:
            self._cutter = _cutter(tuple(self._words))
        return self._cutter(text)

    def tag(self, word: str) -> str:
        """The part of speech of one word."""
        tag = _tag(word)
        if tag is not None:
            return tag
        if word[0].isdigit():
            return NUMBER_TAG
        if word.isascii():
            return LATIN_TAG if word[0].isalpha() else MARK_TAG
        return UNKNOWN_TAG if word[0].isalpha() else MARK_TAG

    def knows(self, word: str) -> bool:
        """Whether the dictionary or the rulebook holds the word."""
        return word in self._known or _tag(word) is not None

    def is_idiom(self, text: str) -> bool:
        """Whether the dictionary knows `text` as a set phrase, so that its numerals count nothing."""
        tag = _tag(text)
        return tag is not None and tag[0] not in NO_IDIOM_TAGS
