"""Two engines that cut text alike: jieba, the reference, and rjieba, its twin in Rust, where it is installed.

A test holds their words to be the same, so that no output depends on which of them cut it.
"""

import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from itertools import groupby
from types import ModuleType
from typing import Any

from extract.tokens.dictionary import dictionary

Cutter = Callable[[str], Iterable[str]]

TWIN = "rjieba"
COMPILED_TWIN = "rjieba.rjieba"

_LATIN = re.compile(r"[a-zA-Z0-9]")
_LATIN_RUN = re.compile(r"[a-zA-Z0-9+#&._%-]+")
_LATIN_WORD = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")


def jieba_cutter(words: Iterable[str]) -> Cutter:
    """Jieba with words added, each kept whole."""
    tokenizer = _jieba()
    for word, frequency in _frequencies(words, partial(tokenizer.cut, HMM=False), tokenizer.suggest_freq).items():
        tokenizer.total += frequency - tokenizer.FREQ.get(word, 0)
        _add(tokenizer.FREQ, word, frequency)
    cut: Cutter = tokenizer.cut
    return cut


def rjieba_cutter(words: Iterable[str]) -> Cutter | None:
    """Rjieba with words added, each kept whole; None where it is not installed."""
    module = _rjieba()
    if module is None:
        return None
    twin = module.Jieba()
    for word, frequency in _frequencies(words, partial(twin.cut, hmm=False), twin.suggest_freq).items():
        twin.add_word(word, frequency, None)

    def cut(text: str) -> Iterable[str]:
        words = twin.cut(text)
        return _with_latin_words(words) if _LATIN.search(text) else words

    return cut


def _rjieba() -> ModuleType | None:
    """The compiled part of rjieba: its package would load a second dictionary, which nobody asks."""
    try:
        package = find_spec(TWIN)
    except ValueError:  # somebody has said that it must not be imported
        return None
    folders = package.submodule_search_locations if package is not None else None
    part = PathFinder.find_spec(COMPILED_TWIN, folders) if folders else None
    if part is None or part.loader is None:
        return None
    if COMPILED_TWIN not in sys.modules:
        module = sys.modules[COMPILED_TWIN] = module_from_spec(part)
        part.loader.exec_module(module)
    return sys.modules[COMPILED_TWIN]


def _frequencies(words: Iterable[str], cut: Cutter, suggest: Callable[[str], int]) -> dict[str, int]:
    """For each word that would be cut, the frequency from which on it stays whole; before any of them is added."""
    return {word: suggest(word) for word in words if len(list(cut(word))) > 1}


def _jieba() -> Any:
    """A tokenizer of our own on jieba's dictionary; beginnings of words stand with frequency 0, as jieba wants it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = {}, 0, True
    for word, frequency in dictionary().frequencies():
        tokenizer.total += frequency
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
    return _LATIN_RUN.fullmatch(word) is not None and dictionary().tag(word) is None
