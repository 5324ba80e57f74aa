"""What `explain` says of one source: everything extracted and everything left out, each with its reasons."""

from typing import Literal

from schemas.facts import Fact, Span

Kind = Literal["figure", "model", "place", "number", "quote"]
Standing = Literal["near", "extracted", "left_out"]


class Reason(Fact):
    """One thing that was decided, or one that was considered and not chosen; `rule` is the id that it rests on."""

    of: str
    """What was decided: subject, type, time, place, unit, modifier, base, status, name."""
    says: str
    rule: str | None = None


class Item(Fact):
    """A figure, model or place; or a number or quotation that is none, and why."""

    kind: Kind
    standing: Standing
    """`near`: left out, but something speaks for it."""
    text: str
    span: Span
    line: int
    """Of the source, counted from 1."""
    says: str
    """What it is, or in one sentence why it is nothing."""
    rule: str | None
    because: tuple[Reason, ...] = ()
    considered: tuple[Reason, ...] = ()
    """What else there was, and why it was not chosen."""


class Explanation(Fact):
    """All items of one source: near misses first, then what was extracted, then the rest, each in text order."""

    source: str
    items: tuple[Item, ...]
