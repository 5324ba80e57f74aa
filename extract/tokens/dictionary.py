"""jieba's own dictionary, read from its file: nothing comes from a cache that others can write to."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple


class Dictionary(NamedTuple):
    """Words with their frequencies and tags, and the sum of all frequencies."""

    frequencies: dict[str, int]
    total: int
    tags: dict[str, str]

    def frequency(self, word: str) -> int:
        """A word's frequency as jieba has it: 0 for what only begins words, 1 for what it does not know at all."""
        known = self.frequencies.get(word)
        if known is None:
            return 0 if any(other.startswith(word) for other in self.frequencies) else 1
        return known


@cache
def dictionary() -> Dictionary:
    """The dictionary, read once per process; jieba itself is not loaded for it."""
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba is not installed, whose dictionary is read", name="jieba")
    fields = Path(package.origin).with_name("dict.txt").read_text(encoding="utf-8").split()
    words, counts, tags = fields[::3], list(map(int, fields[1::3])), fields[2::3]
    return Dictionary(dict(zip(words, counts, strict=True)), sum(counts), dict(zip(words, tags, strict=True)))
