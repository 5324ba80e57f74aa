"""Why the stages decided as they did: what `explain` asks them again about one article. Offsets are those of
`Article.text`.
"""

from dataclasses import dataclass
from enum import StrEnum

from schemas.records import Place, Span


class Verdict(StrEnum):
    """What became of a candidate."""

    TAKEN = "taken"
    REFUSED = "refused"
    """A rule says that it is none."""
    NEAR = "near"
    """Something speaks for it, and something lacks."""
    UNSUPPORTED = "unsupported"
    """Nothing speaks for it."""
    OTHER = "other"
    """It is something else altogether."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A type rule that something speaks for, and how much."""

    rule: str
    type: str
    weight: float


@dataclass(frozen=True, slots=True)
class Played:
    """A piece of a figure's clause and the part it plays; `rule` is the role rule that says so, if one does."""

    word: str
    part: str
    rule: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Dating words near a figure; `note` says why they do not date it."""

    span: Span
    rule: str
    verdict: Verdict
    note: str


@dataclass(frozen=True, slots=True)
class FigureReasons:
    """What spoke for a figure's subject, type and time.

    `origin` says where its subject stands; `head`, `verbs` and `verb_after` are what its type was weighed by;
    `types` are the types considered, the heaviest first; `left` and `right` the clause on both sides of it.
    """

    origin: str
    left: tuple[Played, ...]
    right: tuple[Played, ...]
    head: str | None
    verbs: tuple[str, ...]
    verb_after: str | None
    types: tuple[Weighed, ...]
    times: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class NumberReason:
    """A number that no stage has read, and why it is no figure; `follows` is what stands where a unit could."""

    start: int
    end: int
    verdict: Verdict
    note: str
    follows: str = ""


@dataclass(frozen=True, slots=True)
class NearRule:
    """A rule that asks more than one thing of quoted words, of which some hold and `lacks` do not."""

    rule: str
    holds: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuoteReason:
    """Words in quotation marks that are no name, and why; `rules` are those that refused them."""

    start: int
    end: int
    verdict: Verdict
    note: str
    rules: tuple[str, ...] = ()
    nearest: tuple[NearRule, ...] = ()


@dataclass(frozen=True, slots=True)
class NameReason:
    """Words that may name a division; `meanings` are all divisions of that name, `weak` asks for support elsewhere."""

    start: int
    end: int
    meanings: tuple[Place, ...]
    weak: bool
    rule: str


@dataclass(frozen=True, slots=True)
class ArticleReasons:
    """The reasons of one article: for each of its indicators, in their order, and for what was left out."""

    figures: tuple[FigureReasons, ...]
    numbers: tuple[NumberReason, ...]
    quotes: tuple[QuoteReason, ...]
    names: tuple[NameReason, ...]
