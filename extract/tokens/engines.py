"""Two engines that cut text alike: jieba, the reference, and rjieba, its twin in Rust, where it is installed.

A test holds their words to be the same, so that no output depends on which of them cut it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from extract.tokens.dictionary import dictionary

Cutter = Callable[[str], Iterable[str]]

_LATIN = re.compile(r"[a-zA-Z0-9]")
_LATIN_RUN = re.compile(r"[a-zA-Z0-9+#&._%-]+")
_LATIN_WORD = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


def whole_word_frequencies(words: Iterable[str]) -> dict[str, int]:
    """For each word the frequency from which on jieba keeps it whole."""
    tokenizer, known = _jieba({}), dictionary().frequencies
    return {word: max(int(tokenizer.suggest_freq(word)), known.get(word, 0)) for word in words}


def jieba_cutter(frequencies: Mapping[str, int]) -> Cutter:
    """Jieba with words added."""
    cut: Cutter = _jieba(frequencies).cut
    return cut


def rjieba_cutter(frequencies: Mapping[str, int]) -> Cutter | None:
    """Rjieba with words added; None where it is not installed."""
    try:
        import rjieba
    except ImportError:
        return None
    twin = rjieba.Jieba()
    for word, frequency in frequencies.items():
        twin.add_word(word, frequency, None)

    def cut(text: str) -> Iterable[str]:
        words = twin.cut(text)
        return _with_latin_words(words) if _LATIN.search(text) else words

    return cut


def _jieba(frequencies: Mapping[str, int]) -> Any:
    """A tokenizer of our own; an added word replaces its old frequency in the total, as in rjieba."""
    import jieba

    known = dictionary()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = dict(known.frequencies), known.total, True
    for word, frequency in frequencies.items():
        tokenizer.total += frequency - tokenizer.FREQ.get(word, 0)
        tokenizer.FREQ[word] = frequency
        for length in range(1, len(word)):
            tokenizer.FREQ.setdefault(word[:length], 0)
    return tokenizer


def _with_latin_words(words: Iterable[str]) -> Iterator[str]:
    """The words of rjieba; runs of Latin letters and digits that no dictionary holds are cut as by jieba (P-8A)."""
    for is_latin, run in groupby(words, key=_is_unknown_latin):
        if is_latin:
            yield from filter(None, _LATIN_WORD.split("".join(run)))
        else:
            yield from run


def _is_unknown_latin(word: str) -> bool:
    return _LATIN_RUN.fullmatch(word) is not None and word not in dictionary().tags
