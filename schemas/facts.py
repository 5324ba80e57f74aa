"""What is written: the output contract as pydantic models, in the order in which the keys are printed.

All spans are `[start, end)` in Unicode code points of the source as decoded.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = 1
"""The number of the output format; a changed meaning or name needs a new one."""

Span = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
Number = int | float
Role = Literal["primary", "secondary"]
Modifier = Literal["exact", "about", "nearly", "over", "at_least", "at_most", "under", "range"]
Status = Literal["reported", "planned", "standard"]
LedgerClass = Literal["date", "clock", "ordinal", "name", "age", "other"]
FindingKind = Literal["total", "share", "whole", "list", "repeat", "restated", "limit"]
Verdict = Literal["holds", "conflict"]


class Fact(BaseModel):
    """What all written records share: nothing unknown in them, no change after the making."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Place(Fact):
    """An administrative place by official full names of today."""

    province: str | None
    city: str | None
    county: str | None
    township: str | None
    community: str | None
    code: str | None
    """GB/T 2260 code of the deepest level that has one."""
    text: str | None
    """The words that gave it; null when inherited."""
    span: Span | None

    @property
    def path(self) -> str:
        """The names from province to community, joined by `/`."""
        names = (self.province, self.city, self.county, self.township, self.community)
        return "/".join(name for name in names if name)


class Model(Fact):
    """A named governance model."""

    id: str
    name: str
    role: Role
    span: Span
    place: Place | None
    """Null when it is the article's."""
    rule: str


class Indicator(Fact):
    """A figure with all that makes it a fact."""

    id: str
    type: str
    subject: str
    value: Number | str | None
    """The scale applied; a ratio as text; null when indeterminate."""
    value_max: Number | None
    """The upper end of a range."""
    unit: str
    modifier: Modifier
    per: str | None
    time: str | None
    time_resolved: str | None = None
    """
    The calendar period that `time` names: `2024`, `2024-06`, `2024-06-18`, from one to another `2024-01/2024-06`, from
    one until now `2020/..` (ISO 8601); null where it takes a guess.
    """
    place: Place | None
    part_of: str | None
    share_of: str | None
    repeat_of: str | None
    model: str | None
    text: str
    span: Span
    status: Status
    rule: str


class Article(Fact):
    """One article of a page."""

    id: str
    title: str
    kicker: str | None
    column: str | None
    paper: str | None
    date: str | None
    authors: tuple[str, ...]
    span: Span
    place: Place | None
    models: tuple[Model, ...]
    indicators: tuple[Indicator, ...]


class Skipped(Fact):
    """Digits that are in no indicator, and why."""

    text: str
    span: Span
    class_: LedgerClass = Field(alias="class", serialization_alias="class")
    rule: str


class Finding(Fact):
    """What arithmetic says of figures that the page itself relates to each other."""

    kind: FindingKind
    """
    - `total`: parts and the figure that they add up to
    - `share`: a percentage and the two figures that it compares
    - `whole`: percentages of all parts, together 100
    - `list`: a number and the list that it announces
    - `repeat`: words that the page prints twice, with their figures
    - `restated`: one figure in two places of an article
    - `limit`: a value that cannot be
    """
    verdict: Verdict
    facts: tuple[str, ...]
    """The ids of the figures, the total, base or first printing first."""
    arithmetic: str
    text: str
    """The words that make the claim."""
    span: Span
    rule: str


class Document(Fact):
    """All facts of one source."""

    schema_: int = Field(SCHEMA, alias="schema", serialization_alias="schema")
    source: str
    sha256: str
    published: str | None = None
    """The day or month of publication that is told beside the text: in a field, a page's head, the file name."""
    text: str | None = None
    """The text that all spans point into, where it had to be got out of a format; null where the source is text."""
    articles: tuple[Article, ...]
    numbers: tuple[Skipped, ...]
    findings: tuple[Finding, ...] = ()
