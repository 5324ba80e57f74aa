"""The inventories of the page rules as sub-patterns."""

import re
from collections.abc import Iterable, Mapping

from extract.fold import fold
from extract.rulebook.patterns import alternation
from schemas.rules.page import CHARACTERS, INVENTORIES, PageFile

HAN = "[㐀-䶿一-鿿〇]"
NOT_HAN = "[^㐀-䶿一-鿿〇]"
NOTHING = "(?!)"
"""Matches nowhere."""


def any_of(words: Iterable[str]) -> str:
    """A sub-pattern for any of the words; for no words, one that matches nowhere.

    What stands where no word begins is told by one look and not by one for each word.
    """
    words = sorted(set(words))
    first = any_character("".join(word[0] for word in words))
    return f"(?={first})(?:{alternation(words)})" if words else NOTHING


def page_slots(rules: PageFile, slots: Mapping[str, str]) -> dict[str, str]:
    """The slots that patterns of page rules may use: the rulebook's and one for each inventory."""
    words = {name: any_of(getattr(rules, name)) for name in INVENTORIES}
    characters = {name: any_character(getattr(rules, name)) for name in CHARACTERS}
    return {**slots, **words, **characters}


def any_character(characters: str) -> str:
    """A sub-pattern for any of the characters; for none, one that matches nowhere."""
    return f"[{re.escape(fold(characters))}]" if characters else NOTHING
