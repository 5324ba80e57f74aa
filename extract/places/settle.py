"""Names → places: what the article, and then the page, names for certain decides what the other names mean."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from extract.gazetteer import Division, Level
from extract.places.found import Found, Named, Site

REPEATED = 2
"""A short name of the page's own prefecture must stand so often where no name in full supports it."""
_SHARED_LEVELS = (Level.CITY, Level.PROVINCE)


@dataclass(frozen=True, slots=True)
class Nearness:
    """What is named for certain: in the article, on the page; and where the page is at home."""

    article: Collection[Division]
    page: Collection[Division]
    home: Collection[Division]


def settle(names: Sequence[Found], near: Nearness) -> list[Named]:
    """The names with their places, decided by the nearest of the surroundings that can.

    A full name that stays ambiguous keeps an open place, and so does a community whose county stays open; a short
    name that nothing supports is no place at all.
    """
    is_any_weak = any(name.weak for name in names)
    counts = Counter(map(attrgetter("divisions"), names)) if is_any_weak else Counter[tuple[Division, ...]]()
    return [one for name in names if (one := _settled(name, near, counts)) is not None]


def _settled(name: Found, near: Nearness, counts: Mapping[tuple[Division, ...], int]) -> Named | None:
    start, end, divisions, township, community, weak, rule = name
    if not weak and len(divisions) == 1:
        return Named(start, end, Site(divisions[0], township, community), rule)
    division = _division(name, near, counts[divisions])
    if division is None:
        return None if weak and community is None else Named(start, end, None, rule)
    if weak and division.has_ordinary_short and township is None and community is None:
        return None
    return Named(start, end, Site(division, township, community), rule)


def _division(name: Found, near: Nearness, count: int) -> Division | None:
    """What a name that is weak or ambiguous means, if that can be told."""
    for divisions in (near.article, near.page):
        if (named := _only([division for division in name.divisions if division in divisions])) is not None:
            return named
    if name.weak:
        if count < REPEATED and not name.community:
            return None
        return _only([one for one in name.divisions if any(one.is_within(home) for home in near.home)])
    for divisions in (near.article, near.page):
        if (neighbour := _neighbour(name, divisions)) is not None:
            return neighbour
    return None


def _neighbour(name: Found, divisions: Collection[Division]) -> Division | None:
    """The only one of the name's meanings that shares its prefecture, or else its province, with the divisions."""
    for level in _SHARED_LEVELS:
        shared = {division.at(level) for division in divisions} - {None}
        if (only := _only([division for division in name.divisions if division.at(level) in shared])) is not None:
            return only
    return None


def _only(divisions: Sequence[Division]) -> Division | None:
    return divisions[0] if len(divisions) == 1 else None
