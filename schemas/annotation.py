"""What is exchanged with annotation tools: a page's words, marked as facts and linked with each other.

All spans are `[start, end)` in Unicode code points of the source as decoded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.facts import Span

MODEL = "model"
"""The label of a governance model; a figure's label is the code of its type."""
LINKS = ("part_of", "share_of", "repeat_of", "model")
"""The links that a figure may have: three to figures, the last to a model."""
FIGURE_FIELDS = ("subject", "value", "value_max", "unit", "modifier", "per", "time", "place", "status")
MODEL_FIELDS = ("name", "role", "place")
"""What a mark says beside its label, each as text, in the order in which people read it."""
CHOICES: Mapping[str, Sequence[str]] = {
    "modifier": ("exact", "about", "nearly", "over", "at_least", "at_most", "under", "range"),
    "status": ("reported", "planned", "standard"),
    "role": ("primary", "secondary"),
}
"""Fields that are one of these words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that state a fact: `id` is the fact's, or the tool's own for one that was added there.

    `fields` holds what is not empty.
    """

    id: str
    label: str
    span: Span
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two marks, by their ids."""

    name: str
    of: str
    to: str


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A source with its marks.

    `has_fields` and `has_links` say whether the tool that it comes from can tell them; what it cannot is as it was.
    """

    source: str
    sha256: str
    text: str
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    has_fields: bool = True
    has_links: bool = True
