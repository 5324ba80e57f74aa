"""What `extract compare` says: which places run which models, and how their figures compare."""

from typing import Literal

from schemas.facts import Fact, Modifier, Number, Role, Status

Aside = Literal["part", "repeat", "restated", "planned", "standard", "open"]
Base = Literal["population", "community"]


class Rate(Fact):
    """A figure divided by another figure of its place, as far as both are printed."""

    base: Base
    value: float
    """For each 10,000 people, or for each community."""
    is_exact: bool
    """Whether both figures are printed without a modifier."""
    fact: str
    """The id of the figure that it was divided by."""


class ComparedFigure(Fact):
    """A figure of a place, and whether it stands for the place or aside."""

    id: str
    place: str | None
    """The names from province to community, joined by `/`."""
    code: str | None
    type: str
    subject: str
    value: Number | str | None
    value_max: Number | None
    unit: str
    modifier: Modifier
    per: str | None
    time: str | None
    status: Status
    text: str
    """The figure as printed, without line breaks."""
    aside: Aside | None
    """Why it does not stand for the place
    - `part`: its total stands, which is of the same type and place
    - `repeat`: the same is printed in another place
    - `restated`: another figure of its article says it
    - `planned`, `standard`: no state of things
    - `open`: no number, as in some dozens
    """
    stands_for_it: str | None
    """The id of the figure that stands in place of this one."""
    rates: tuple[Rate, ...] = ()
    article: str
    title: str
    source: str


class ComparedModel(Fact):
    """A governance model by its name, and every place that runs it."""

    name: str
    role: Role
    """`primary` where one article is about it."""
    places: tuple[str | None, ...]
    facts: tuple[str, ...]
    """The ids under which it is written, those of the places first to last."""


class ComparedPlace(Fact):
    """A place that facts are about."""

    place: str | None
    code: str | None
    models: tuple[str, ...]
    """Its primary models."""


class Comparison(Fact):
    """Places by their codes; the figures of a place that stand first, each kind in text order."""

    places: tuple[ComparedPlace, ...]
    models: tuple[ComparedModel, ...]
    """Those of most places first."""
    figures: tuple[ComparedFigure, ...]
