"""Rule files of `rules/page/`: the line kinds of a newspaper's article style, and the words they are made of.

A pattern is matched from the start of a line (hard-wrapped lines joined, white space around it gone). It may use the
slots of `slots.yaml` and, by its name here, each inventory of words or characters: `{roles}`, `{media}`, `{surnames}` …
Named groups say what the words are: `credit` a string of roles and names, `names` persons, `signed` a name of any
form, `org` an institution, `paper` a newspaper, `date` a date, `place` an administrative place.
"""

from schemas.rules.base import Alternatives, Rule, RuleFile, Words


class LineRule(Rule):
    """A pattern for one kind of line, or for a mark at the edge of one."""

    pattern: Alternatives


class BylineRule(LineRule):
    """A line that names the authors; groups `credit`, `names`, `signed` or `org`."""

    under_headline: bool = False
    """The form is so bare that it is a byline only directly under a headline."""


class ColumnRule(LineRule):
    """A line that names a column and not an article."""

    alone: bool = False
    """The words say so by themselves; otherwise only a headline directly under the line shows it."""


class RemainsRule(LineRule):
    """Part of a line that belongs to the page and not to an article; a line made of such parts is left out."""

    closes: bool = False
    """It is printed at the end of an article: what follows is another one."""


class PageFile(RuleFile):
    """One article style; all styles are read together."""

    full_stops: str = ""
    """The characters that end a sentence and that no headline holds."""
    sentence_ends: str = ""
    """All characters that end a sentence."""
    item_ends: str = ""
    """The characters that end an item of a list: no sentence is cut after them."""
    closers: str = ""
    """Closing quotation marks and brackets, which may follow the end of a sentence."""
    openers: str = ""
    """Opening quotation marks and brackets, in the order of `closers`."""
    bullets: str = ""
    """Marks printed before a byline."""
    surnames: str = ""
    """Family names of one character."""
    compound_surnames: Words = ()
    """Family names of two characters."""
    leaning: str = ""
    """Characters that no headline ends in: they lean on what follows (的, 和, a comma)."""
    continuing: str = ""
    """Characters that no headline begins with: they belong to what stands before."""
    ranks: Words = ()
    """What may stand directly before a role (本报, 见习)."""
    roles: Words = ()
    """What people are called who write: names after these words are authors."""
    lone_roles: Words = ()
    """Roles that no Chinese character stands directly before."""
    other_roles: Words = ()
    """What people are called who do not write the text: names after these words are no authors."""
    own_credits: Words = ()
    """Standing after a name, it says that this person wrote (文, 报道)."""
    other_credits: Words = ()
    """Standing after a name, it says that this person made the picture (摄, 供图)."""
    in_names: str = ""
    """Characters of credits that names are made of too (文): such a credit stands free."""
    institutions: Words = ()
    """What the names of offices and associations end in."""
    media: Words = ()
    """What the names of newspapers, agencies and stations end in."""
    not_names: Words = ()
    """Short lines under a headline that are no names."""
    sentence_openers: Words = ()
    """Words that open a sentence and no headline: a short line that begins with them is a cut sentence."""

    bylines: tuple[BylineRule, ...] = ()
    """Whole lines."""
    leads: tuple[LineRule, ...] = ()
    """What stands before the first sentence on its own line."""
    signatures: tuple[LineRule, ...] = ()
    """What brackets at the end of a paragraph hold when they name its authors."""
    notes: tuple[LineRule, ...] = ()
    """What brackets at the end of a paragraph hold when they speak of the authors."""
    captions: tuple[LineRule, ...] = ()
    """Whole lines under a picture."""
    picture_credits: tuple[LineRule, ...] = ()
    """What stands at the end of a line under a picture."""
    columns: tuple[ColumnRule, ...] = ()
    """Names of columns: whole lines directly before a headline."""
    sidebars: tuple[LineRule, ...] = ()
    """Headings of what belongs to the article above it."""
    numberings: tuple[LineRule, ...] = ()
    """What a numbered subheading or item begins with."""
    jumps: tuple[LineRule, ...] = ()
    """Marks that send the reader to another page."""
    remains: tuple[RemainsRule, ...] = ()
    """Furniture of the page and remains of the web."""
    beginnings: tuple[LineRule, ...] = ()
    """First words of an article of its own, by which one that has lost its headline is known; group `place`."""


INVENTORIES = (
    "compound_surnames",
    "ranks",
    "roles",
    "lone_roles",
    "other_roles",
    "own_credits",
    "other_credits",
    "institutions",
    "media",
)
"""The inventories of words that patterns may use as slots."""
CHARACTERS = ("full_stops", "sentence_ends", "closers", "openers", "bullets", "surnames")
"""The inventories of characters that patterns may use as slots."""
