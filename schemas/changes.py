"""What differs between two sets of documents, as `extract diff --format json` prints it."""

from typing import Any, Literal

from schemas.facts import Fact

FactKind = Literal["article", "model", "indicator"]


class Entry(Fact):
    """A fact that stands on one side only."""

    kind: FactKind
    id: str
    source: str
    article: str
    """The id of its article."""
    title: str
    rule: str | None
    """The rule that found it; null for articles."""
    told: str
    """The fact in a few words: figure and subject, a model's name, a title."""
    fact: dict[str, Any]
    """The fact as written."""


class FieldChange(Fact):
    """One field of a fact; places as paths, other facts in a few words."""

    field: str
    old: Any
    new: Any


class Change(Entry):
    """A fact that stands on both sides and does not say the same; `fact`, `rule` and `id` are those of the new side."""

    old_id: str
    old_rule: str | None
    fields: tuple[FieldChange, ...]


class Changes(Fact):
    """All that differs, in the order of the sources and their texts."""

    added: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)
