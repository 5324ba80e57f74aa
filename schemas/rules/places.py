"""Rule files of `rules/places.yaml`: how places are named and which words point back to them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from schemas.rules.base import Pattern, Patterns, Regex, Rule, RuleFile, RuleModel, Word, Words

Level = Literal["nation", "province", "city", "county", "township", "community"]

TopicEffect = Literal["opens", "continues", "scene", "counts", "returns", "item", "speech"]
Form = Literal["full", "chain", "short", "dateline"]


class Earlier(RuleModel):
    """Endings that names of today with `suffix` may have had before."""

    suffix: Word
    were: Words = Field(min_length=1)


class Spelling(RuleModel):
    """An ending as some releases print it, and the official one."""

    printed: Word
    official: Word


class LevelForms(RuleModel):
    """What the official names of one level end in; cut off, they leave the short name."""

    identity: ClassVar[str] = "level"

    level: Level
    suffixes: Words = Field(min_length=1)
    autonomous: Words = ()
    """The suffixes before which the names of peoples stand."""
    earlier: tuple[Earlier, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    clipped: tuple[Spelling, ...] = ()
    """Endings as texts print them for short, after the name of what the place belongs to."""


class NameRule(Rule):
    """A way to name a province, prefecture or county."""

    form: Form
    """`full` an official name alone, `chain` several levels in a row, `short` a name without its suffix that the
    article or the page says in full, `dateline` a short name where only a place can stand."""
    patterns: tuple[Annotated[Word, Regex(("name",))], ...] = ()
    """For `dateline`: a pattern with the named group `name`."""
    not_before: Patterns = ()
    """Patterns that, directly after the name, make it a part of another name (road, newspaper, school)."""
    not_within: tuple[Annotated[Word, Regex(("name",))], ...] = ()
    """Patterns for name and surroundings, the name in the named group `name`, that are no place (a river's west)."""
    shown_before: Patterns = ()
    """For `short`: patterns that, directly after the name, show that it is one (its court, its police)."""


class TownshipRule(Rule):
    """Townships: those of the gazetteer, and unlisted ones by their shape directly after the name of their county."""

    pattern: Annotated[Word, Regex(("stem",))]
    """The unlisted name, its stem in the named group `stem`."""
    generic: Patterns = ()
    """Patterns for stems that name no particular township (each, all, urban and rural)."""


class CommunityRule(Rule):
    """Villages and urban communities, which no gazetteer lists: by the suffix and by where the name begins."""

    suffix: Pattern
    """A pattern for what the name ends in."""
    links: Patterns = ()
    """Patterns that may stand between the name of what it belongs to and its own."""
    openers: Patterns = ()
    """Patterns after which a name begins, even one that is seen once (at, in, comes to)."""
    joiners: Patterns = ()
    """Patterns after which a name may begin, and which show nothing more (and, from, by)."""
    frames: Patterns = ()
    """Patterns that, directly after a name, show that it is one (as an example)."""
    followers: Patterns = ()
    """Patterns that do so for a name that communities often have (its office, its people)."""
    generic: Patterns = ()
    """Patterns for stems that name no particular place (each, old, model)."""


class DeixisRule(Rule):
    """Words that mean a place that is named elsewhere, by what its name ends in."""

    points: Literal["own", "whole", "back", "nation"]
    """`own` the writer's (我市), `whole` all of the article's (全市), `back` the one named last (该县), `nation` the
    whole country."""
    words: Words = Field(min_length=1)
    not_after: str = ""
    """Characters that, directly before the words, make them a part of others (健全)."""
    not_before: str = ""
    """Characters that do so directly after them (全区域)."""
    name_suffixes: Words = ()
    """What the official name of the place meant ends in."""


class ContextRule(Rule):
    """Surroundings in which a place is named and yet does not govern the figures that follow."""

    effect: Literal["person", "villager", "list", "origin"]
    """`person` the place of someone who speaks, `villager` that of someone who is told of: it governs, but does not
    say what the article is about; `list` one of several, `origin` where someone comes from."""
    before: Patterns = ()
    """Patterns that end where the name begins."""
    after: Patterns = ()
    """Patterns that begin where the name ends."""
    joints: Words = ()
    """Words that, alone between two names, put both on the side."""


class ResidentRule(Rule):
    """Persons whom an article makes known as those of a village, which it then tells of without naming it again."""

    pattern: Annotated[Word, Regex(("name",))]
    """What they are to the village, and their name in the named group `name`; it may reach too far by characters, and
    ends where the article's other uses of it end."""


class TopicRule(Rule):
    """Where a place is what the words around it go on about."""

    effect: TopicEffect
    """`opens` all that may stand between the beginning of a clause and the name of what it is about; `continues` the
    beginning of a paragraph that goes on about the place of the one before; `returns` that of a sentence which goes
    back to the community told of last; `item` that of a paragraph which is one of several points, so that a place
    below the article's governs its sentence alone; `speech` all that stands before the first place of an article that
    begins with somebody's words; `scene` words directly before a name that lead the reader there;
    `counts` a figure directly after a name."""
    patterns: Patterns = Field(min_length=1)


class PlaceFile(RuleFile):
    """What names a place."""

    levels: tuple[LevelForms, ...] = ()
    peoples: Words = ()
    """The names of peoples inside the official names of autonomous areas; short names leave them out."""
    ordinary: Words = ()
    """Names that in running text are mostly ordinary words."""
    names: tuple[NameRule, ...] = ()
    townships: tuple[TownshipRule, ...] = ()
    communities: tuple[CommunityRule, ...] = ()
    deixis: tuple[DeixisRule, ...] = ()
    contexts: tuple[ContextRule, ...] = ()
    residents: tuple[ResidentRule, ...] = ()
    topics: tuple[TopicRule, ...] = ()
