"""Persons of a village: where an article speaks of them again, it tells of the village."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter

from extract.gazetteer import Level
from extract.places.found import Named, Site
from extract.rulebook.patterns import compile_pattern
from schemas.records import Article
from schemas.rules.places import PlaceFile

SHORTEST = 2
"""A name has so many characters at least."""


class Residents:
    """Made ready once from the rules."""

    def __init__(self, rules: PlaceFile, slots: Mapping[str, str], is_word: Callable[[str], bool]) -> None:
        """`is_word` says whether the dictionary holds a word, which is then no name."""
        self._is_word = is_word
        self._rules = [(rule.id, compile_pattern(rule.pattern, slots)) for rule in rules.residents]
        self.rules = frozenset(rule.id for rule in rules.residents)

    def find(self, article: Article, mentions: Sequence[Named]) -> list[Named]:
        """Where persons stand in later blocks who were made known as those of a village; `mentions` are in order."""
        if not any(mention.site and mention.site.level >= Level.TOWNSHIP for mention in mentions):
            return []
        found = {one.start: one for one in self._again(article, mentions)}
        return [found[start] for start in sorted(found)]

    def _again(self, article: Article, mentions: Sequence[Named]) -> Iterator[Named]:
        known: set[str] = set()
        for rule, pattern in self._rules:
            for match in pattern.finditer(article.text):
                name = _as_used(article.text, match["name"])
                home = _home(article, mentions, match.start())
                if name is None or name in known or home is None or self._is_word(name):
                    continue
                known.add(name)
                at = _block_end(article, match.start())
                while (at := article.text.find(name, at)) >= 0:
                    yield Named(at, at + len(name), home, rule)
                    at += len(name)


def _as_used(text: str, name: str) -> str | None:
    """The name without what follows it here alone; None for one that stands nowhere else."""
    often = text.count(name[:SHORTEST])
    if often < 2:
        return None
    return name if text.count(name) == often else name[:SHORTEST]


def _block_end(article: Article, position: int) -> int:
    """Where the block around the position ends: that a person speaks makes its figures none of the village's."""
    block = article.block_at(position)
    return block.end if block is not None else position


def _home(article: Article, mentions: Sequence[Named], position: int) -> Site | None:
    """The village or township named last before the position, in its block or the one before."""
    index = bisect_right(mentions, position, key=attrgetter("end")) - 1
    if index < 0:
        return None
    here = bisect_right(article.blocks, position, key=attrgetter("start")) - 1
    is_near = mentions[index].start >= article.blocks[max(0, here - 1)].start
    site = mentions[index].site
    return site if is_near and site is not None and site.level >= Level.TOWNSHIP else None
