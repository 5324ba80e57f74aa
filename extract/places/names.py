"""Text → provinces, prefectures and counties named in it, with the townships and communities that follow directly.

One pass of the gazetteer's lexicon finds the names; each is then read on as far as names below it follow.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.gazetteer import Division, Gazetteer, Level, Named
from extract.places.communities import Communities
from extract.places.found import Found
from extract.places.patterns import any_of
from extract.places.townships import Townships
from extract.places.vetoes import Vetoes
from extract.rulebook.patterns import compile_pattern, needed
from schemas.rules.places import Form, PlaceFile

FORMS: tuple[Form, ...] = ("full", "chain", "short", "dateline")
SURE_SHORT_NAME = 3
"""A short name of so many characters is hardly ever anything else."""
LONGEST_REST = 7
"""Fewer characters of a township's name stand behind a short name that it begins with."""
_DOT = "·"
"""May stand between a name and the one below it."""


class _Link(NamedTuple):
    """One name of a chain, and the divisions that it may mean."""

    start: int
    end: int
    divisions: tuple[Division, ...]
    is_short: bool


class Names:
    """Made ready once from the rules and the gazetteer."""

    def __init__(
        self,
        rules: PlaceFile,
        gazetteer: Gazetteer,
        townships: Townships,
        communities: Communities,
        slots: Mapping[str, str],
    ) -> None:
        self._gazetteer = gazetteer
        self._forms = gazetteer.forms
        self._lengths = gazetteer.lexicon.lengths
        self._townships = townships
        self._communities = communities
        self._full_vetoes = Vetoes([rule for rule in rules.names if rule.form == "full"], slots)
        self._short_vetoes = Vetoes([rule for rule in rules.names if rule.form == "short"], slots)
        self._shown = any_of([pattern for rule in rules.names for pattern in rule.shown_before], slots)
        self._ids = dict.fromkeys(FORMS, "") | {rule.form: rule.id for rule in reversed(rules.names)}
        self._datelines = [
            (rule.id, compile_pattern(pattern, slots)) for rule in rules.names for pattern in rule.patterns
        ]
        self._dateline_needed = needed(pattern for _, pattern in self._datelines)

    def find(self, text: str) -> list[Found]:
        """Every name in the text, in order; names do not overlap.

        A name of a form that no rule stands for bears no rule: it supports others and is none itself.
        """
        datelines = {found.start: found for found in self._find_datelines(text)}
        found: list[Found] = []
        free_from = 0
        for start, end in self._gazetteer.lexicon.scan(text):
            if start < free_from:
                continue
            name = datelines.get(start) or self._read(text, start, end)
            if name is not None:
                found.append(name)
                free_from = name.end
        return found

    def _find_datelines(self, text: str) -> Iterator[Found]:
        if self._dateline_needed.search(text) is None:
            return
        for rule, pattern in self._datelines:
            for match in pattern.finditer(text):
                named = self._forms.get(match["name"])
                if named is not None:
                    yield Found(match.start("name"), match.end("name"), named.divisions, None, None, False, rule)

    def _read(self, text: str, start: int, end: int) -> Found | None:
        """The name that begins at `start`, read on to its deepest level; None where the words are no place."""
        named = self._forms[text[start:end]]
        goes_on = self._below(text, end, named.divisions) is not None
        if not named.is_short and not goes_on and self._full_vetoes.forbids(text, start, end):
            end -= 1
            shorter = self._forms.get(text[start:end])
            if shorter is None:
                return None
            is_shown = self._shown.match(text, end) is not None
            named = shorter._replace(is_ordinary=False) if is_shown else shorter
        if named.is_short and (self._begins_township(text, start, end) or self._short_vetoes.forbids(text, start, end)):
            return None
        return self._read_on(text, start, end, named)

    def _begins_township(self, text: str, start: int, end: int) -> bool:
        """Whether a short name is but the beginning of a township's (双河 in 双河口镇)."""
        towns = self._gazetteer.towns
        return any(text[start : end + more] in towns for more in range(2, LONGEST_REST))

    def _read_on(self, text: str, start: int, end: int, named: Named) -> Found:
        """The name with the divisions, the township and the community that follow it."""
        first = _Link(start, end, named.divisions, named.is_short)
        last = self._last_link(text, first)
        end, divisions = last.end, last.divisions
        if last.is_short and len(divisions) > 1:
            divisions = _uppermost(divisions)
        township = self._townships.following(text, end, divisions)
        if township is not None:
            end, divisions = township.end, township.divisions
        community = self._communities.following(text, end)
        if community is not None:
            end = community.end
        is_chain = last is not first
        is_shown = named.is_short and self._shown.match(text, first.end) is not None
        is_listed = township is not None and township.is_listed
        is_sure = is_chain or is_listed or self._is_sure(named, divisions, is_shown)
        return Found(
            start,
            end,
            divisions,
            township.name if township else None,
            community.name if community else None,
            not is_sure,
            self._rule(is_chain or township is not None or community is not None, named),
        )

    def _last_link(self, text: str, first: _Link) -> _Link:
        """The last of the names that follow each other, each below the one before."""
        last = first
        while (link := self._next(text, last)) is not None:
            last = link
        return last

    def _next(self, text: str, last: _Link) -> _Link | None:
        """The name that follows, below the one before."""
        end = last.end
        if text[end : end + 1] == _DOT:
            end += 1
        link = self._below(text, end, last.divisions)
        may_share = link is None and text[last.end - 1 : last.end + 1] in self._lengths
        return self._below_shared(text, last) if may_share else link

    def _below(self, text: str, position: int, above: tuple[Division, ...]) -> _Link | None:
        """A name at `position` of a division below one of `above`; mostly two characters tell that there is none."""
        for length in self._lengths.get(text[position : position + 2], ()):
            name = text[position : position + length]
            named = self._forms.get(name)
            if named is None or not (below := _those_below(named.divisions, above)):
                continue
            end = position + len(name)
            if not (named.is_short and self._short_vetoes.forbids(text, position, end)):
                return _Link(position, end, below, named.is_short)
        return None

    def _below_shared(self, text: str, last: _Link) -> _Link | None:
        """As `_below`, where the last character of the name before is the first of the next (青岛市南区)."""
        link = self._below(text, last.end - 1, last.divisions)
        if link is None or link.is_short or link.end <= last.end:
            return None
        return link if text[last.start : last.end - 1] in self._forms else None

    def _is_sure(self, named: Named, divisions: Sequence[Division], is_shown: bool) -> bool:
        """Whether a name that stands alone needs no support; `is_shown` when what follows it follows names only."""
        if not named.is_short:
            return not named.is_ordinary
        if named.is_ordinary:
            return False
        if len(divisions) == 1 and is_shown:
            return True
        if len(divisions) > 1:
            return any(division.level is Level.PROVINCE for division in divisions)
        return divisions[0].level is not Level.COUNTY or len(divisions[0].short) >= SURE_SHORT_NAME

    def _rule(self, is_chain: bool, named: Named) -> str:
        if is_chain:
            return self._ids["chain"]
        return self._ids["short" if named.is_short else "full"]


@lru_cache(maxsize=4096)
def _those_below(divisions: tuple[Division, ...], above: tuple[Division, ...]) -> tuple[Division, ...]:
    """The divisions that belong to one of `above`."""
    return tuple([division for division in divisions if _is_below(division, above)])


def _is_below(division: Division, above: Sequence[Division]) -> bool:
    """Whether the division belongs to one of `above` and is none of them."""
    here = division.above
    while here is not None and here not in above:
        here = here.above
    return here is not None and division not in above


def _uppermost(divisions: Sequence[Division]) -> tuple[Division, ...]:
    """What a short name means: of a prefecture and the county of the same name in it, the prefecture."""
    provinces = tuple(division for division in divisions if division.level is Level.PROVINCE)
    return provinces or tuple(
        one for one in divisions if not any(one is not other and one.is_within(other) for other in divisions)
    )


def divisions_of(found: Sequence[Found]) -> frozenset[Division]:
    """The divisions that the names surely mean."""
    return frozenset([name.divisions[0] for name in found if not name.weak and len(name.divisions) == 1])
