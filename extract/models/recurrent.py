"""Names without marks that an article keeps coming back to: what stands alike before their last word each time."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.expressions import expression
from extract.fold import fold
from extract.rulebook.patterns import alternation
from schemas.records import Span

SHORTEST, LONGEST = 2, 14
"""So many characters stand before the last word of a name."""
MOST_OF = 0.6
"""The share of the mentions of a last word that must be of the name."""


class _Mention(NamedTuple):
    """A last word and the characters of the same noun phrase before it."""

    start: int
    end: int
    modifier: str


class RecurrentNames:
    """Finds in a text the noun phrases that end in one of `endings` and come back at least `least` times."""

    def __init__(self, endings: Iterable[str], least: int, stops: str, breaks: Sequence[str]) -> None:
        self._least = least
        self._ending = expression(alternation(map(fold, endings)))
        stop = rf"[\W0-9A-Za-z{re.escape(fold(stops))}]"
        self._opening = expression(f"{stop}|{alternation(map(fold, breaks))}" if breaks else stop)

    def spans(self, text: str) -> list[Span]:
        """Where the first mention of each stands, the most frequent name first."""
        mentions: dict[str, list[_Mention]] = defaultdict(list)
        for mention in self._mentions(text):
            mentions[text[mention.start : mention.end]].append(mention)
        found = [name for group in mentions.values() for name in self._shared(group)]
        found.sort(key=lambda name: (-name[1], name[0]))
        return [span for span, _ in found]

    def _mentions(self, text: str) -> Iterator[_Mention]:
        for match in self._ending.finditer(text):
            before = text[max(0, match.start() - LONGEST) : match.start()]
            opening = 0
            for stop in self._opening.finditer(before):
                opening = stop.end()
            is_whole = opening > 0 or len(before) < LONGEST
            if is_whole and len(before) - opening >= SHORTEST:
                yield _Mention(match.start(), match.end(), before[opening:])

    def _shared(self, group: Sequence[_Mention]) -> Iterator[tuple[Span, int]]:
        """The longest modifier that most mentions of one last word share, and how many do."""
        for length in range(LONGEST, SHORTEST - 1, -1):
            tails = Counter(mention.modifier[-length:] for mention in group if len(mention.modifier) >= length)
            modifier, times = tails.most_common(1)[0] if tails else ("", 0)
            if times >= self._least and times >= MOST_OF * len(group):
                first = next(mention for mention in group if mention.modifier.endswith(modifier))
                yield (first.start - length, first.end), times
                return
