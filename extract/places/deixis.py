"""全区, 该县, 我市: words that mean a place that is named elsewhere, by the level that they name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.fold import fold
from extract.places.found import Named, Site
from extract.rulebook.patterns import alternation
from schemas.rules.places import DeixisRule, PlaceFile


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that point to a place whose name ends in one of `suffixes`; `points` says where to look for it."""

    start: int
    end: int
    suffixes: tuple[str, ...]
    points: str
    rule: str


class Pointers:
    """Made ready once from the rules."""

    def __init__(self, rules: PlaceFile) -> None:
        self._rules = {fold(word): rule for rule in rules.deixis for word in rule.words}
        # Nothing but plain words: only then does the search skip at once to a character that begins one.
        self._pattern = re.compile(alternation(self._rules))

    def find(self, text: str) -> list[Pointer]:
        """The pointing words in the text, in order."""
        return list(self._pointers(text))

    def _pointers(self, text: str) -> Iterator[Pointer]:
        for match in self._pattern.finditer(text):
            rule = self._rules[match[0]]
            if _stands_alone(text, match.start(), match.end(), rule):
                yield Pointer(match.start(), match.end(), rule.name_suffixes, rule.points, rule.id)


def meaning(pointer: Pointer, before: Sequence[Named], article: Site | None, page: Sequence[Site]) -> Site | None:
    """The place that a pointer means: `before` are the places named before it in the same article, in order.

    The writer's own place (我市) and the whole of a place (全市) are the article's, a place pointed back to (该县) is
    the one named last. `page` are the places that the page's other articles leave for 我市 where the article has none.
    """
    if pointer.points == "nation":
        return None
    named = [mention.site for mention in reversed(_since_open(before)) if mention.site is not None]
    about = [article] if article is not None else []
    order = {"back": [*named, *about], "whole": [*about, *named], "own": [*about, *page]}[pointer.points]
    return next((site for other in order if (site := _ending(other, pointer.suffixes)) is not None), None)


def _stands_alone(text: str, start: int, end: int, rule: DeixisRule) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not (before and before in rule.not_after) and not (after and after in rule.not_before)


def _since_open(before: Sequence[Named]) -> Sequence[Named]:
    """The mentions after the last one whose place is open: nothing can point back over it."""
    opened = max((index for index, mention in enumerate(before) if mention.site is None), default=-1)
    return before[opened + 1 :]


def _ending(site: Site, suffixes: tuple[str, ...]) -> Site | None:
    """The deepest place of a lineage whose name ends in one of the suffixes."""
    return next((above for above in reversed(site.lineage()) if above.name.endswith(suffixes)), None)
