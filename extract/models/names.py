"""A name as found, before it is known what part it plays."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_MARKS = re.compile(r'[\s“”‘’"、,·]+')


class Name(NamedTuple):
    """Words of an article that name something: `text[start:end]`, found by `rule`, their noun phrase up to `tail`."""

    start: int
    end: int
    rule: str
    tail: int

    def key(self, text: str) -> str:
        """What two mentions of one name have in common."""
        return bare(text[self.start : self.end])


@lru_cache(maxsize=4096)
def bare(words: str) -> str:
    """The words without marks and spaces."""
    return _MARKS.sub("", words)


def first_mentions(text: str, names: Iterable[Name]) -> list[Name]:
    """Each name once, in text order; of a list and one of its parts (“A、B” and “A”) the first counts for both."""
    kept: dict[str, Name] = {}
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        printed = text[name.start : name.end]
        forms = forms_of(printed)
        if kept.keys().isdisjoint(forms):
            kept.update((form, name) for form in forms)
    return list(dict.fromkeys(kept.values()))


@lru_cache(maxsize=4096)
def forms_of(printed: str) -> tuple[str, ...]:
    """The bare name and, of a list, its bare parts."""
    parts = printed.split("、")
    return tuple(map(bare, [printed, *parts] if len(parts) > 1 else [printed]))
