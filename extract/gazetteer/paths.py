"""A path of official names → the place that it names, as it is written of facts."""

from extract.gazetteer.divisions import Division, Gazetteer, Level, place_of
from schemas import records
from schemas.facts import Place

_BELOW = 2
"""A township and a community may follow a division."""


def place_at(path: str, gazetteer: Gazetteer) -> Place | None:
    """The place of names joined by `/`, from the province down; None where they name no division.

    The last one or two names may be a township and a community; of communities any name is taken, in a county also
    where its township is not told.
    """
    names = tuple(path.split("/"))
    for depth in range(len(names), max(0, len(names) - _BELOW - 1), -1):
        division = _division(names[:depth], gazetteer)
        if division is not None:
            return _written(_below(division, names[depth:], gazetteer))
    return None


def _written(place: records.Place | None) -> Place | None:
    """The place with no words that gave it."""
    if place is None:
        return None
    names = {name: getattr(place, name) for name in ("province", "city", "county", "township", "community", "code")}
    return Place(**names, text=None, span=None)


def _division(names: tuple[str, ...], gazetteer: Gazetteer) -> Division | None:
    """The province, prefecture or county of exactly this path."""
    named = gazetteer.forms.get(names[-1])
    for division in named.divisions if named else ():
        if names == tuple(above.name for above in division.lineage())[::-1]:
            return division
    return None


def _below(division: Division, names: tuple[str, ...], gazetteer: Gazetteer) -> records.Place | None:
    if not names:
        return place_of(division)
    township = gazetteer.town(names[0], division)
    if township is None:
        return place_of(division, None, names[0]) if division.level is Level.COUNTY and len(names) == 1 else None
    return place_of(division, township, *names[1:])
