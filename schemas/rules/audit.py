"""Rule files of `rules/audit.yaml`: what a page says of its own figures, that arithmetic can check."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from schemas.rules.base import Pattern, Rule, RuleFile, Word, Words


class ListRule(Rule):
    """A number that announces how many things a list names: 需求、资源、项目、责任四个清单."""

    pattern: Pattern
    """
    The announcement, with the group `count`, and `shared` where every item repeats a word of it (四清: 底数清、…清);
    an `open` group (等) lets the list name fewer.
    """
    items: Literal["before", "behind", "ordered"]
    """
    - `before`: the list ends where the announcement begins
    - `behind`: the list begins where the announcement ends
    - `ordered`: the items behind are numbered with `ordinals` (一是, 二是)
    """
    separators: Words = ("、",)
    """What stands between items; of several the first that occurs. Outside quotation marks only the first is one."""
    fewest: int = Field(2, ge=2)
    """Items that there must be: a list of fewer may stand there by chance."""
    ordinals: Words = ()


class LevelRule(Rule):
    """A structure of so many levels: a member of a higher level contradicts it (三级网格构架, 四级网格员)."""

    pattern: Pattern
    """With the groups `count` and `noun`."""
    structures: Words = Field(min_length=1)
    """What follows the noun, at once or soon, when the number counts levels and does not name one."""


class OutcomeRule(Rule):
    """Rates that tell how many of one figure the next figure is: 受理20件, 办结19件, 办结率95%."""

    words: Words = Field(min_length=1)
    """How the rate's subject ends."""


class LimitRule(Rule):
    """Values that cannot be."""

    subjects: Words = ()
    """How the subject, or else the words before the number, must end."""
    types: Words = ()
    """Types of indicators that the limit is for."""
    units: Words = ()
    """Units that it is for; none: all of them."""
    least: Decimal | None = None
    most: Decimal | None = None


class AuditFile(RuleFile):
    """What arithmetic can check."""

    numerals: dict[Word, int] = Field(default_factory=dict)
    """Small numbers in words, as lists are announced with."""
    joints: Words = ()
    """Words that join the last item to a list (和)."""
    openers: Words = ()
    """Marks that, directly behind a total, open its parts."""
    share_words: Words = ()
    """Words that alone stand between a part and its percentage."""
    link_words: Words = ()
    """Words that may stand between the parts of a list beside their subjects."""
    lists: tuple[ListRule, ...] = ()
    levels: tuple[LevelRule, ...] = ()
    outcomes: tuple[OutcomeRule, ...] = ()
    limits: tuple[LimitRule, ...] = ()
