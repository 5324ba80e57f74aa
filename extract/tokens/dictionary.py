"""jieba's own dictionary, read from its file: nothing comes from a cache that others can write to."""

import warnings
from functools import cache
from typing import NamedTuple


class Dictionary(NamedTuple):
    """Words with their frequencies and tags; prefixes of words stand with frequency 0, as jieba wants it."""

    frequencies: dict[str, int]
    total: int
    tags: dict[str, str]


@cache
def dictionary() -> Dictionary:
    """The dictionary, read once per process."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    frequencies: dict[str, int] = {}
    tags: dict[str, str] = {}
    total = 0
    with jieba.Tokenizer().get_dict_file() as lines:
        for line in lines.read().decode("utf-8").splitlines():
            word, count, tag = line.split(" ")
            frequencies[word] = int(count)
            tags[word] = tag
            total += int(count)
    for word in tags:
        for length in range(1, len(word)):
            frequencies.setdefault(word[:length], 0)
    return Dictionary(frequencies, total, tags)
