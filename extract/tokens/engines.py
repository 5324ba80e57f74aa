"""Two engines that cut text alike: jieba, the reference, and rjieba, its twin in Rust, where it is installed.

A test holds their words to be the same, so that no output depends on which of them cut it.
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any

from extract.tokens.dictionary import dictionary

Cutter = Callable[[str], Iterable[str]]

_LATIN = re.compile(r"[a-zA-Z0-9]")
_LATIN_RUN = re.compile(r"[a-zA-Z0-9+#&._%-]+")
_LATIN_WORD = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


def jieba_cutter(words: Iterable[str]) -> Cutter:
    """Jieba with words added, each kept whole."""
    tokenizer = _jieba()
    for word, frequency in whole_word_frequencies(words, partial(tokenizer.cut, HMM=False)).items():
        # In place of the old frequency, also in the total: so does rjieba.
        tokenizer.total += frequency - tokenizer.FREQ.get(word, 0)
        _add(tokenizer.FREQ, word, frequency)
    cut: Cutter = tokenizer.cut
    return cut


def rjieba_cutter(words: Iterable[str]) -> Cutter | None:
    """Rjieba with words added, each kept whole; None where it is not installed."""
    try:
        import rjieba
    except ImportError:
        return None
    twin = rjieba.Jieba()
    for word, frequency in whole_word_frequencies(words, partial(twin.cut, hmm=False)).items():
        twin.add_word(word, frequency, None)

    def cut(text: str) -> Iterable[str]:
        words = twin.cut(text)
        return _with_latin_words(words) if _LATIN.search(text) else words

    return cut


def whole_word_frequencies(words: Iterable[str], cut: Cutter) -> dict[str, int]:
    """For each word the frequency from which on jieba keeps it whole, given how it cuts without its model.

    This is `suggest_freq` of jieba, whose tables need not be built where its twin cuts.
    """
    known = dictionary()
    total = float(known.total)
    found: dict[str, int] = {}
    for word in words:
        chance = 1.0
        for part in cut(word):
            chance *= known.frequency(part) / total
        found[word] = max(int(chance * known.total) + 1, known.frequencies.get(word, 1))
    return found


def _jieba() -> Any:
    """A tokenizer of our own on jieba's dictionary; beginnings of words stand with frequency 0, as jieba wants it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    known = dictionary()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = {}, known.total, True
    for word, frequency in known.frequencies.items():
        _add(tokenizer.FREQ, word, frequency)
    return tokenizer


def _add(frequencies: dict[str, int], word: str, frequency: int) -> None:
    frequencies[word] = frequency
    for length in range(1, len(word)):
        frequencies.setdefault(word[:length], 0)


def _with_latin_words(words: Iterable[str]) -> Iterator[str]:
    """The words of rjieba; runs of Latin letters and digits that no dictionary holds are cut as by jieba (P-8A)."""
    for is_latin, run in groupby(words, key=_is_unknown_latin):
        if is_latin:
            yield from filter(None, _LATIN_WORD.split("".join(run)))
        else:
            yield from run


def _is_unknown_latin(word: str) -> bool:
    return _LATIN_RUN.fullmatch(word) is not None and word not in dictionary().tags
