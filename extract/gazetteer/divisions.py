"""Administrative divisions and the table in which they are looked up by name."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import lru_cache
from typing import NamedTuple

from extract.lexicon import Lexicon
from schemas.records import Place, Span


class Level(IntEnum):
    """How deep a division stands."""

    PROVINCE = 1
    CITY = 2
    COUNTY = 3
    TOWNSHIP = 4
    COMMUNITY = 5


class Mark(Enum):
    """What is special about a division's names."""

    NONE = ""
    ORDINARY_SHORT = "o"
    """The short name is, more often than not, a word of the language."""
    ORDINARY = "w"
    """The short and the full name are."""
    FORMER = "f"
    """A township that is no more and has no known successor."""


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """A province, prefecture or county; `above` is the division it belongs to."""

    level: Level
    code: str
    name: str
    short: str
    mark: Mark
    above: "Division | None"

    @property
    def has_ordinary_short(self) -> bool:
        """Whether the short name is, more often than not, a word of the language."""
        return self.mark is not Mark.NONE and self.mark is not Mark.FORMER

    def lineage(self) -> Iterator["Division"]:
        """The division and those above it, from the deepest up."""
        here: Division | None = self
        while here is not None:
            yield here
            here = here.above

    def is_within(self, other: "Division") -> bool:
        """Whether this is `other` or below it."""
        here: Division | None = self
        while here is not None and here is not other:
            here = here.above
        return here is not None

    def at(self, level: Level) -> "Division | None":
        """The division of the given level that this is or belongs to."""
        here: Division | None = self
        while here is not None and here.level is not level:
            here = here.above
        return here


class Named(NamedTuple):
    """The divisions that a form of a name may mean, and how sure the form is."""

    divisions: tuple[Division, ...]
    is_short: bool
    is_ordinary: bool


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All divisions, to be looked up by name."""

    divisions: tuple[Division, ...]
    forms: Mapping[str, Named]
    """Official, former and short names of two and more characters, down to the county."""
    towns: Mapping[str, Sequence[Division]]
    """Name of a township of today or of once → the divisions that it belongs to."""
    renamed: Mapping[tuple[str, Division], str]
    """Former name of a township and its division → its official name of today."""
    community_stems: Set[str]
    """What many villages and urban communities are called, without the suffix."""
    lexicon: Lexicon

    def names(self, text: str) -> list[Span]:
        """Where provinces, prefectures and counties are named in the text; ordinary words are left out."""
        return [(start, end) for start, end in self.lexicon.scan(text) if not self.forms[text[start:end]].is_ordinary]

    def is_place(self, name: str) -> bool:
        """Whether a province, prefecture or county is or was called so."""
        return name in self.forms

    def lies_within(self, inner: str, outer: str) -> bool:
        """Whether a place of the one name may be, or belong to, one of the other."""
        one, other = self.forms.get(inner), self.forms.get(outer)
        if one is None or other is None:
            return False
        return any(division.is_within(above) for division in one.divisions for above in other.divisions)

    def town(self, name: str, division: Division) -> str | None:
        """The official name of the township so called that belongs directly to the division."""
        return self.renamed.get((name, division), name) if division in self.towns.get(name, ()) else None


@lru_cache(maxsize=4096)
def place_of(division: Division, township: str | None = None, community: str | None = None) -> Place:
    """The place that a division, a township in it and a community in that make."""
    names = {above.level: above.name for above in division.lineage()}
    code = next((above.code for above in division.lineage() if above.code), None)
    return Place(names.get(Level.PROVINCE), names.get(Level.CITY), names.get(Level.COUNTY), township, community, code)
