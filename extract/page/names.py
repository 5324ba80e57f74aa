"""Bylines and credits → the names of those who wrote.

`记者 甲乙 丙丁戊 通讯员 己庚/文 辛壬/图`: roles stand before names, credits after them or with a slash before; each
says whether the names it belongs to are authors.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby

from extract.expressions import expression
from extract.fold import fold
from extract.page.slots import HAN, any_of
from schemas.rules.page import PageFile

LONGEST_RUN = 20
"""More characters than this are no names run together."""
_HAN_NAME = expression(rf"{HAN}{{2,4}}")
_DOTTED_NAME = expression(rf"{HAN}{{1,8}}(?:·{HAN}{{1,8}})+")
_BETWEEN = re.compile(r"[\s、,;:/|&+丨()]+")
_LEADS_ON = re.compile(r"\s*[:/|丨]")
"""After a credit: the names that it belongs to follow."""


class Namer:
    """The rulebook's roles, credits and family names, asked of the words of a byline."""

    def __init__(self, rules: PageFile, is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word
        self._surnames = frozenset(rules.surnames)
        self._compounds = frozenset(rules.compound_surnames)
        self._institution = expression(rf".*(?:{any_of(rules.institutions)})")
        self._outlet = expression(rf".*(?:{any_of(rules.media)})")
        self._mark = expression(_mark_pattern(rules))

    def in_credit(self, text: str, sure: bool = False) -> tuple[str, ...]:
        """The authors that a string of roles, names and credits gives; none where it holds anything else.

        `sure` says that it stands where nothing but a credit stands: then what is no name is passed over.
        """
        credit = _Credit()
        position = 0
        for mark in self._mark.finditer(text):
            part = text[position : mark.start()]
            if mark.lastgroup == "role":
                part = self._without_outlet(part)
            if not self._take(part, credit, sure):
                return ()
            credit.turn(mark.lastgroup or "", leads_on=_LEADS_ON.match(text, mark.end()) is not None)
            position = mark.end()
        if not self._take(text[position:], credit, sure):
            return ()
        return credit.authors()

    def persons(self, text: str) -> tuple[str, ...]:
        """The names that the text consists of; none where it holds anything else.

        Each has a family name, or stands beside one that has and is no word (岩罕 beside 李思佳).
        """
        words = list(self._words(text))
        split = [() if self._outlet.fullmatch(word) else self._split(word) for word in words]
        if not any(split):
            return ()
        names = [names or self._unheard_of(word) for word, names in zip(words, split, strict=True)]
        return tuple(chain.from_iterable(names)) if all(names) else ()

    def _unheard_of(self, word: str) -> tuple[str, ...]:
        """The word as a name, if it is as short as one and no word that the dictionary knows."""
        is_name = _HAN_NAME.fullmatch(word) is not None and not (self._is_word(word) or self._mark.search(word))
        return (word,) if is_name and not self._outlet.fullmatch(word) and not self.is_institution(word) else ()

    def is_institution(self, text: str) -> bool:
        """Whether an office or an association is named."""
        return self._institution.fullmatch(text) is not None

    def _without_outlet(self, part: str) -> str:
        """The part before a role without what the role is set close to, unless that is a name."""
        attached = _BETWEEN.split(part)[-1]
        return part if self._split(attached) else part[: len(part) - len(attached)]

    def _take(self, part: str, credit: "_Credit", sure: bool) -> bool:
        """Let the names of a part without marks wait for what follows; False where it holds anything else."""
        for word in self._words(part):
            if self._outlet.fullmatch(word):
                continue
            if names := self._split(word):
                credit.waiting.extend(names)
            elif self.is_institution(word):
                credit.institutions.append(word)
            elif credit.after_role and (_HAN_NAME.fullmatch(word) if sure else _is_set_apart(word, part)):
                credit.waiting.append(word)
            elif not sure:
                return False
        return True

    def _words(self, text: str) -> Iterator[str]:
        """Words between separators; single characters are a name that was set with spaces."""
        words = [word for word in _BETWEEN.split(text) if word]
        for is_single, group in groupby(words, lambda word: len(word) == 1):
            if is_single:
                singles = list(group)
                size = 3 if len(singles) == 3 else 2
                yield from ("".join(singles[at : at + size]) for at in range(0, len(singles), size))
            else:
                yield from self._with_family_names(group)

    def _with_family_names(self, words: Iterable[str]) -> Iterator[str]:
        """A compound family name set apart goes with the word after it."""
        family = ""
        for word in words:
            if not family and word in self._compounds:
                family = word
            else:
                yield family + word
                family = ""
        if family:
            yield family

    def _split(self, word: str) -> tuple[str, ...]:
        """Names run together, cut before each family name; none where they do not explain the word."""
        if _DOTTED_NAME.fullmatch(word):
            return (word,)
        for length in (3, 2, 4) if len(word) <= LONGEST_RUN else ():
            head, rest = word[:length], word[length:]
            if len(head) == length and self._is_person(head):
                if not rest:
                    return (head,)
                if tail := self._split(rest):
                    return (head, *tail)
        return ()

    def _is_person(self, word: str) -> bool:
        if not _HAN_NAME.fullmatch(word):
            return False
        if word[:2] in self._compounds:
            return len(word) > 2
        return len(word) < 4 and word[0] in self._surnames


@dataclass(slots=True)
class _Credit:
    """A byline while it is read."""

    waiting: list[str] = field(default_factory=list)
    """Names whose credit may still follow."""
    persons: list[str] = field(default_factory=list)
    institutions: list[str] = field(default_factory=list)
    writes: bool = True
    """Whether the names that follow are authors."""
    after_role: bool = False

    def turn(self, mark: str, leads_on: bool) -> None:
        """A mark is read: it speaks of the names before it, or of those that follow."""
        stands_before = mark in ("role", "other_role") or leads_on or not self.waiting
        is_own = mark in ("role", "own_credit")
        if stands_before:
            self._settle(self.writes)
            self.writes = is_own
            self.after_role = self.after_role or mark == "role"
        else:
            self._settle(is_own)
            self.writes = True

    def authors(self) -> tuple[str, ...]:
        """Who wrote: persons, or institutions where no person is named."""
        self._settle(self.writes)
        return tuple(dict.fromkeys(self.persons or self.institutions))

    def _settle(self, writes: bool) -> None:
        if writes:
            self.persons.extend(self.waiting)
        self.waiting.clear()


def _is_set_apart(word: str, part: str) -> bool:
    """Whether a word without family name is as short as a name and stands behind a space."""
    return 2 <= len(word) <= 4 and f" {word}" in part and _HAN_NAME.fullmatch(word) is not None


def _mark_pattern(rules: PageFile) -> str:
    """Roles with the outlet and the rank before them, and credits; a credit that names are made of stands free."""
    outlet = rf"(?:{HAN}{{1,12}}(?:{any_of(rules.media)}))?"
    ranks = rf"(?:{any_of(rules.ranks)})*"
    free = fold(rules.in_names)
    kinds = {
        "role": f"{outlet}{ranks}(?:{any_of(rules.roles)})|(?<!{HAN})(?:{any_of(rules.lone_roles)})",
        "other_role": any_of(rules.other_roles),
        "own_credit": _credits(rules.own_credits, free),
        "other_credit": _credits(rules.other_credits, free),
    }
    return "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items())


def _credits(words: Iterable[str], free: str) -> str:
    """Credits; those that are made of characters of names are read only where no Chinese character adjoins."""
    in_names = [word for word in words if set(fold(word)) <= set(free)]
    others = [word for word in words if word not in in_names]
    return rf"{any_of(others)}|(?<!{HAN})(?:{any_of(in_names)})(?!{HAN})"
