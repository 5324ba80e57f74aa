"""The inventories of the page rules as sub-patterns."""

import re
from collections.abc import Iterable, Mapping

from extract.fold import fold
from extract.rulebook.patterns import alternation
from schemas.rules.page import CHARACTERS, INVENTORIES, PageFile

HAN = "[㐀-䶿一-鿿〇]"
NOTHING = "(?!)"
"""Matches nowhere."""


def any_of(words: Iterable[str]) -> str:
    """A sub-pattern for any of the words; for no words, one that matches nowhere."""
    return alternation(words) or NOTHING


def page_slots(rules: PageFile, slots: Mapping[str, str]) -> dict[str, str]:
    """The slots that patterns of page rules may use: the rulebook's and one for each inventory."""
    words = {name: any_of(getattr(rules, name)) for name in INVENTORIES}
    characters = {name: _any_character(getattr(rules, name)) for name in CHARACTERS}
    return {**slots, **words, **characters}


def _any_character(characters: str) -> str:
    return f"[{re.escape(fold(characters))}]" if characters else NOTHING
