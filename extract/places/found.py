"""What the steps of the stage hand on: words that name a place, before and after it is settled which."""

from functools import lru_cache
from typing import NamedTuple

from extract.gazetteer import Division, Level, place_of
from schemas.records import Place


class Found(NamedTuple):
    """Words that name a place, and all that they may mean; `weak` words need support from elsewhere."""

    start: int
    end: int
    divisions: tuple[Division, ...]
    township: str | None
    community: str | None
    weak: bool
    rule: str

    @property
    def is_placed(self) -> bool:
        """Whether the words surely mean a county, or a place within one."""
        return not self.weak and any(division.level >= Level.COUNTY for division in self.divisions)


class Site(NamedTuple):
    """A place down to the community; what it belongs to is another site."""

    division: Division
    township: str | None = None
    community: str | None = None

    @property
    def level(self) -> Level:
        """The level of its deepest name."""
        if self.community:
            return Level.COMMUNITY
        return Level.TOWNSHIP if self.township else self.division.level

    @property
    def name(self) -> str:
        """Its deepest name."""
        return self.community or self.township or self.division.name

    @property
    def place(self) -> Place:
        """The place by its names."""
        return place_of(self.division, self.township, self.community)

    def lineage(self) -> "tuple[Site, ...]":
        """The site and all that it belongs to, from the province down."""
        towns = (Site(self.division, self.township),) if self.township else ()
        communities = (self,) if self.community else ()
        return _divisions_down_to(self.division) + towns + communities

    def is_within(self, other: "Site") -> bool:
        """Whether this is `other` or below it."""
        if other.community:
            return self == other
        if other.township:
            return self.division is other.division and self.township == other.township
        return self.division.is_within(other.division)


@lru_cache(maxsize=4096)
def _divisions_down_to(division: Division) -> tuple[Site, ...]:
    return tuple(Site(above) for above in reversed(tuple(division.lineage())))


class Named(NamedTuple):
    """Words whose place is settled; `site` is None where it stays open, or for the whole country."""

    start: int
    end: int
    site: Site | None
    rule: str

    def told_by(self, rule: str) -> "Named":
        """The same by another rule."""
        return Named(self.start, self.end, self.site, rule)
