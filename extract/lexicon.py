"""One pass over a text for many words at once: which words stand where, by character offsets.

The cost depends on the text and hardly on the number of words: an automaton in Rust runs over it where daachorse is
installed; elsewhere a pattern of two character sets skips to where a word may begin, and a table of the first two
characters says which lengths are worth a look. A test holds both to the same spans.
"""

import re
from collections.abc import Callable, Iterable, Set
from functools import cached_property

from extract.expressions import expression
from schemas.records import Span

Scan = Callable[[str], list[Span]]


class Lexicon:
    """Words to look for, made ready once; a word has at least two characters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        short = [word for word in self._words if len(word) < 2]
        if short:
            raise ValueError(f"a word of a lexicon has at least two characters: {short[0]!r}")
        self.lengths = lengths_by_beginning(self._words, 2)
        """For the first two characters of words, how long these are, the longest first."""
        self.scan: Scan = automaton_scan(self._words) or self.plain_scan
        """The words in a text, the leftmost first and the longest of those; spans do not overlap."""

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    @cached_property
    def _beginning(self) -> re.Pattern[str]:
        return _beginning(self.lengths)

    def plain_scan(self, text: str) -> list[Span]:
        """As `scan`, by Python alone."""
        found: list[Span] = []
        free_from = 0
        words, lengths_of = self._words, self.lengths.get
        for match in self._beginning.finditer(text):
            start = match.start()
            if start < free_from:
                continue
            for length in lengths_of(text[start : start + 2], ()):
                word = text[start : start + length]
                if word in words:
                    free_from = start + len(word)
                    found.append((start, free_from))
                    break
        return found

    def scan_all(self, text: str) -> list[Span]:
        """Every occurrence of every word, overlapping ones too; by start, the longest first."""
        words = self._words
        return [
            (start, start + length)
            for start in self._starts(text)
            for length in self.lengths[text[start : start + 2]]
            if len(text) >= start + length and text[start : start + length] in words
        ]

    def _starts(self, text: str) -> list[int]:
        """Offsets where the first two characters of a word stand."""
        pairs = self.lengths
        found = self._beginning.finditer(text)
        return [start for match in found if text[(start := match.start()) : start + 2] in pairs]


def automaton_scan(words: Set[str]) -> Scan | None:
    """What finds the words by an automaton; None where none is installed, or for no words."""
    try:
        import daachorse
    except ImportError:
        return None
    if not words:
        return None
    longest = daachorse.MATCH_KIND_LEFTMOST_LONGEST
    find = daachorse.CharwiseDoubleArrayAhoCorasick(sorted(words), longest).find
    return lambda text: [(start, end) for start, end, _ in find(text)]


def _beginning(starts: Iterable[str]) -> re.Pattern[str]:
    """A pattern for what may be the first two characters of a word: two sets, which the engine skips through."""
    pairs = list(starts)
    first, second = (re.escape("".join(sorted({pair[index] for pair in pairs}))) for index in (0, 1))
    return expression(f"[{first}](?=[{second}])" if pairs else "(?!)")


def lengths_by_beginning(words: Iterable[str], characters: int) -> dict[str, tuple[int, ...]]:
    """For so many first characters, how long the words are that begin so, the longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[:characters], set()).add(len(word))
    return {beginning: tuple(sorted(found, reverse=True)) for beginning, found in lengths.items()}
