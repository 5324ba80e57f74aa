"""全区, 该县, 我市: words that mean a place that is named elsewhere, by the level that they name."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from extract.expressions import expression
from extract.fold import fold
from extract.places.found import Named, Site
from extract.rulebook.patterns import alternation
from schemas.rules.places import DeixisRule, PlaceFile


class Pointer(NamedTuple):
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
        self._pattern = expression(alternation(self._rules))

    def find(self, text: str) -> list[Pointer]:
        """The pointing words in the text, in order."""
        return list(self._pointers(text))

    def _pointers(self, text: str) -> Iterator[Pointer]:
        for match in self._pattern.finditer(text):
            rule = self._rules[match[0]]
            start, end = match.span()
            if _stands_alone(text, start, end, rule):
                yield Pointer(start, end, rule.name_suffixes, rule.points, rule.id)


def meaning(pointer: Pointer, named: Sequence[Named], article: Site | None, page: Sequence[Site]) -> Site | None:
    """The place that a pointer means: `named` are the places named in the same article, in order.

    The writer's own place (我市) and the whole of a place (全市) are the article's, a place pointed back to (该县) is
    the one named last. `page` are the places that the page's other articles leave for 我市 where the article has none.
    """
    if pointer.points == "nation":
        return None
    about = [article] if article is not None else []
    if pointer.points == "own":
        order = chain(about, page)
    elif pointer.points == "back":
        order = chain(_sites_back_from(pointer, named), about)
    else:
        order = chain(about, _sites_back_from(pointer, named))
    return next((site for other in order if (site := _ending(other, pointer.suffixes)) is not None), None)


def at_home(pointer: Pointer, page: Sequence[Site]) -> Site | None:
    """The place that a pointer means where the page is at home."""
    return next((site for home in page if (site := _ending(home, pointer.suffixes)) is not None), None)


def _stands_alone(text: str, start: int, end: int, rule: DeixisRule) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not (before and before in rule.not_after) and not (after and after in rule.not_before)


def _sites_back_from(pointer: Pointer, named: Sequence[Named]) -> Iterator[Site]:
    """The places named before the pointer, the last one first, up to an open one: nothing can point back over it."""
    for index in range(bisect_left(named, pointer.start, key=attrgetter("start")) - 1, -1, -1):
        mention = named[index]
        if mention.end <= pointer.start:
            if mention.site is None:
                return
            yield mention.site


def _ending(site: Site, suffixes: tuple[str, ...]) -> Site | None:
    """The deepest place of a lineage whose name ends in one of the suffixes."""
    return next((above for above in reversed(site.lineage()) if above.name.endswith(suffixes)), None)
