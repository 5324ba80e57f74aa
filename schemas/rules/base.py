"""What every rule has: an id, a purpose, and examples that run as tests."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

SCHEMA = 1
"""The number of the rule-file format; a changed meaning or a changed key needs a new one."""

RuleId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
Word = Annotated[str, StringConstraints(min_length=1)]
Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Regex:
    """Marks a text that is a pattern, with the named groups that it must have."""

    groups: tuple[str, ...] = ()


Pattern = Annotated[Word, Regex()]
Patterns = tuple[Pattern, ...]


def _joined(value: Any) -> Any:
    """A pattern that is told as a list of alternatives as one pattern."""
    is_list = isinstance(value, list) and value and all(isinstance(part, str) and part for part in value)
    return "|".join(value) if is_list else value


Alternatives = Annotated[Pattern, BeforeValidator(_joined, json_schema_input_type=Word | Words)]
"""A pattern, or a list of patterns of which one must match, each on a line of its own."""


class RuleModel(BaseModel):
    """A part of a rule file: unknown keys are errors, values do not change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    identity: ClassVar[str] = ""
    """The key by which a pack's item takes the place of one that it is laid over; empty where items only add up."""


FACT_KEYS: dict[str, tuple[str, ...]] = {
    "figure": (
        *("type", "subject", "value", "value_max", "unit", "modifier", "per", "time", "time_resolved", "status"),
        *("place", "part_of", "share_of", "repeat_of", "model"),
    ),
    "model": ("role",),
    "no_model": (),
    "finding": ("verdict", "arithmetic", "text"),
    "place": ("text",),
    "skip": ("class",),
    "article": ("kicker", "column", "paper", "date", "authors", "place"),
}
"""The telling keys that a fact begins with, and what else may be asked of it."""


def _known_fact(fact: dict[str, Any]) -> dict[str, Any]:
    """The fact, if its keys are known."""
    telling = next(iter(fact), "")
    if telling not in FACT_KEYS:
        raise ValueError(f"a fact begins with {', '.join(FACT_KEYS)}; this one with {telling!r}")
    for key in list(fact)[1:]:
        if key not in FACT_KEYS[telling]:
            near = get_close_matches(key, FACT_KEYS[telling], 1, 0.6)
            advice = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(FACT_KEYS[telling])}"
            raise ValueError(f"a {telling} has no {key!r}; {advice}")
    return fact


FactWanted = Annotated[dict[str, Any], AfterValidator(_known_fact)]


class Match(RuleModel):
    """A text that the rule must have a part in, and the facts that it must give."""

    text: Word
    gives: tuple[FactWanted, ...] = Field(min_length=1)
    """Facts, each by its telling field (`figure`, `skip`, `place`, `model`, `article`) and what is expected of it."""


class Reject(RuleModel):
    """A look-alike in which the rule must have no part."""

    text: Word
    why: Word
    """What the text is instead."""


class Todo(Match):
    """A known miss: the day it works, the tests ask to move it up to `match`."""

    why: Word
    """What is missing."""


class Examples(RuleModel):
    """The tests of a rule, beside it."""

    match: tuple[Match, ...] = Field(min_length=1)
    reject: tuple[Reject, ...] = Field(min_length=1)
    todo: tuple[Todo, ...] = ()


class Rule(RuleModel):
    """What all rules share."""

    identity: ClassVar[str] = "id"

    id: RuleId
    """Unique in the rulebook; named in every fact that the rule had a part in."""
    about: Word
    """The fact of the language or the genre that the rule states."""
    examples: Examples


class RuleFile(RuleModel):
    """A file in `rules/`."""

    settings: ClassVar[frozenset[str]] = frozenset()
    """Keys with one value, which a pack replaces; words and characters of other keys add up."""

    schema_: int = Field(alias="schema", ge=1, le=SCHEMA)
    """The number of the rule-file format, now 1."""
