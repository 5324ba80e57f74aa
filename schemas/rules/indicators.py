"""Rule files of `rules/indicators/`: what a figure counts, by the head of its subject, its unit and its verb."""

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from schemas.rules.base import Rule, RuleFile, RuleId, Word, Words

TypeCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]


class TypeRule(Rule):
    """Evidence for one indicator type; the type with the most evidence wins, a near tie is `other`."""

    type: TypeCode
    heads: Words = ()
    """Nouns that the subject ends in."""
    heads_of: tuple[RuleId, ...] = ()
    """Rules whose heads count here too."""
    persons: bool = False
    """Whether the heads are persons: a verb after them is their predicate, not part of the noun phrase."""
    verbs: Words = ()
    """Verbs that govern the figure from before it."""
    governors: Words = ()
    """Where there are any: the verbs that take a head as their object; other verbs belong to its name (办理+时间)."""
    verbs_after: Words = ()
    """Verbs whose subject the figure is."""
    units: Words = ()
    """Measure words that lean to the type."""
    supporting_units: Words = ()
    """Units that strengthen what a head speaks for and say nothing alone."""
    decisive_units: Words = ()
    """Units that leave no other type (元, 平方米)."""

    @model_validator(mode="after")
    def _some_evidence(self) -> "TypeRule":
        if not (self.heads or self.verbs or self.verbs_after or self.units or self.decisive_units):
            raise ValueError("a type rule needs heads, verbs, verbs_after, units or decisive_units")
        return self


class IndicatorFile(RuleFile):
    """Indicator types of one field."""

    type_codes: dict[TypeCode, Word] = Field(default_factory=dict)
    """The types that there are, and what figures of each count; type rules use no others."""
    types: tuple[TypeRule, ...] = ()
    self_counting: Words = ()
    """Units that name what they count, so that no noun need follow (35133人); others count the noun behind."""
    counts: Words = ()
    """Nouns that only say that something is counted; the type is that of the noun before (志愿者+人数)."""
