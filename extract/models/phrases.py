"""Names without quotation marks, by patterns.

In a text a pattern is tried only where one of its opening words stands, and one pass finds them all: the cost does
not grow with the number of rules.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.expressions import expression
from extract.fold import fold
from extract.models.names import Name
from extract.rulebook.patterns import alternation, compile_pattern
from schemas.records import Span
from schemas.rules.models import PhraseRule

Body = Callable[[], Sequence[str]]
"""Gives the body of an article, block by block; asked only where a name is in sight."""

_OFTEN = 3
_LEAST_SHARED = 4


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase rule made ready."""

    rule: PhraseRule
    pattern: re.Pattern[str]
    goals: tuple[str, ...]
    before: tuple[str, ...]

    def name(self, match: re.Match[str], body: Body) -> Name | None:
        """The name in the match, if the body confirms it."""
        words = match["name"]
        if words.endswith(self.goals) or not self._confirmed(words, body):
            return None
        return Name(match.start("name"), match.end("name"), self.rule.id, match.end("name"))

    def _confirmed(self, words: str, body: Body) -> bool:
        """Whether the words come back in the body as the rule asks."""
        if self.rule.recurs == "no":
            return True
        blocks = body()
        return any(_recurs(self.rule.recurs, before + words, blocks) for before in self.before)


class OpenedPhrases:
    """The names in a whole text."""

    def __init__(self, rules: Iterable[PhraseRule], slots: Mapping[str, str]) -> None:
        self._phrases: dict[str, list[_Phrase]] = defaultdict(list)
        for phrase in _ready(rules, slots):
            for opener in phrase.rule.openers:
                self._phrases[fold(opener)].append(phrase)
        self._openers = expression(alternation(self._phrases) or "(?!)")

    def names(self, text: str) -> Iterator[Name]:
        """What the patterns name, in text order."""
        for opener in self._openers.finditer(text):
            for phrase in self._phrases[opener.group()]:
                match = phrase.pattern.match(text, opener.start())
                name = match and phrase.name(match, tuple)
                if name:
                    yield name


class ConfirmedPhrases:
    """The names in a few lines of an article, confirmed by its body."""

    def __init__(self, rules: Iterable[PhraseRule], slots: Mapping[str, str]) -> None:
        self._phrases = list(_ready(rules, slots))

    def names(self, text: str, lines: Iterable[Span], body: Body) -> Iterator[Name]:
        """What the patterns name in `lines`, rule by rule."""
        spans = list(lines)
        for phrase in self._phrases:
            for start, end in spans:
                for match in phrase.pattern.finditer(text, start, end):
                    name = phrase.name(match, body)
                    if name:
                        yield name


def _ready(rules: Iterable[PhraseRule], slots: Mapping[str, str]) -> Iterator[_Phrase]:
    for rule in rules:
        with_opener = {**slots, "openers": alternation(rule.openers)} if rule.openers else slots
        goals, before = tuple(map(fold, rule.not_ending)), tuple(map(fold, rule.recurs_after)) or ("",)
        yield _Phrase(rule, compile_pattern(rule.pattern, with_opener), goals, before)


def _recurs(how: str, words: str, body: Sequence[str]) -> bool:
    if how == "partly":
        return any(_shares_half(words, text) for text in body)
    return sum(text.count(words) for text in body) >= (_OFTEN if how == "often" else 1)


def _shares_half(words: str, text: str) -> bool:
    """Whether at least half of the words stand in the text in one piece."""
    least = max(_LEAST_SHARED, (len(words) + 1) // 2)
    return any(words[start : start + least] in text for start in range(len(words) - least + 1))
