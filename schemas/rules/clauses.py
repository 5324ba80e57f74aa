"""Rule files of `rules/clauses.yaml`: how a clause ties its figures to subjects, bases, times and plans."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.rules.base import Alternatives, Pattern, Regex, Rule, RuleFile, Word, Words

Role = Literal[
    "action",
    "joint",
    "link",
    "respective",
    "than",
    "attribute",
    "adverb",
    "stop",
    "noun",
    "share",
    "part",
    "within",
    "restart",
    "change",
    "etcetera",
    "dimension",
    "deixis",
    "source",
]


class RoleRule(Rule):
    """Words with one part in a clause, whatever a dictionary says of them; the first rule that lists a word wins."""

    role: Role
    """
    - `action`: a verb that governs a counted object (建立)
    - `joint`: joins nouns that share a figure (和)
    - `link`: joins subject and figure (达, 共计)
    - `respective`: deals figures out to nouns (分别)
    - `than`: opens what is compared with (比)
    - `attribute`: belongs to the noun after it (在职)
    - `adverb`: belongs to the verb (基本)
    - `stop`: ends a noun phrase
    - `noun`: a noun that looks like a verb
    - `share`: says what a percentage is a share of (占)
    - `part`: opens the parts of a total (其中)
    - `within`: says that what follows is taken from what stands before (贫困人口中)
    - `restart`: opens a new statement after a list of parts (另有)
    - `change`: a verb of more and less between what changes and by how much (增长)
    - `etcetera`: closes a list (等)
    - `dimension`: a measured side (长, 宽)
    - `source`: opens what something changes from (由)
    - `deixis`: points at the place and is no part of the subject (全县)
    """
    words: Words = Field(min_length=1)


class BaseRule(Rule):
    """A pattern before a figure that names its base in the group `base`: 每个网格覆盖…, 年均…."""

    pattern: Annotated[Word, Regex(("base",))]
    time: bool = False
    """A span of time, which a figure is per only where it is per nothing else (每人每月300元 is per 人)."""


Reach = Literal["figure", "sentence", "next_sentence", "paragraph"]


class TimeRule(Rule):
    """A pattern for words that date the figures after them; an `undated` one ends the reach of an earlier date."""

    pattern: Alternatives
    reach: Reach = "sentence"
    """How far the words date what follows them: `figure` is the one that stands right behind them."""
    undated: bool = False
    opens_clause: bool = False
    """The few words of the clause before them belong to them (主题教育+开展以来)."""


class StatusRule(Rule):
    """A pattern that, before a figure in its clause, makes it a plan or a norm."""

    status: Literal["planned", "standard"]
    pattern: Alternatives
    reach: Literal["clause", "sentence"] = "clause"
    """How far the words reach to the figures after them."""
    until: Pattern | None = None
    """A pattern that ends the reach beyond their clause."""


class ClauseFile(RuleFile):
    """The frame of a clause."""

    roles: tuple[RoleRule, ...] = ()
    bases: tuple[BaseRule, ...] = ()
    times: tuple[TimeRule, ...] = ()
    statuses: tuple[StatusRule, ...] = ()
