"""Rule files of `rules/models.yaml`: what names a governance model."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from schemas.rules.base import Pattern, Regex, Rule, RuleFile, RuleModel, Word, Words


class QuoteTest(RuleModel):
    """What must hold of words in quotation marks and of their neighbours; everything that is given must hold."""

    words: Words = ()
    """The words are one of these."""
    shape: Pattern | None = None
    """A pattern for the whole of the words."""
    endings: Words = ()
    """The words end in one of these."""
    before: Words = ()
    """One of these stands before the opening mark."""
    before_gap: int = Field(default=0, ge=0, le=12)
    """So many characters of a noun phrase may stand between."""
    after: Words = ()
    """One of these stands after the closing mark."""
    after_gap: int = Field(default=0, ge=0, le=12)
    """So many characters of a noun phrase may stand between."""

    @model_validator(mode="after")
    def _some_test(self) -> "QuoteTest":
        if not (self.words or self.shape or self.endings or self.before or self.after):
            raise ValueError("a quote test needs words, shape, endings, before or after")
        return self


class QuotedRule(Rule):
    """Quoted words that are a name; the first rule that holds gives its id."""

    quote: QuoteTest


class NotName(Rule):
    """Quoted words that are no name, whatever else speaks for them; its examples give `no_model`."""

    quote: QuoteTest


class CountedRule(Rule):
    """A long list in quotation marks, and after it the unquoted noun phrase that counts the list: that is the name."""

    phrase: Pattern
    """The pattern of the noun phrase."""
    list_least: int = Field(ge=2)
    """So many characters make a list long."""


class SeriesRule(Rule):
    """Quoted words that open several paragraphs or subheadings in the same manner."""

    least: int = Field(ge=2)
    """How many must share their first or last character."""
    opening: int = Field(ge=0)
    """So many characters may stand before the mark."""
    shortest: int = Field(ge=2)
    """Shorter words are no name."""


class PunRule(Rule):
    """One quoted character inside an unquoted name."""

    before: Words = Field(min_length=1)
    """The verb that ends where the name begins."""
    prefix: int = Field(ge=1, le=6)
    """So many characters of the name may stand before the mark."""
    endings: Words = Field(min_length=1)
    """What the name ends in, directly after the mark."""


class PhraseRule(Rule):
    """A pattern with the one group `name` for a name without quotation marks."""

    pattern: Annotated[Word, Regex(("name",))]
    """It may use `{openers}` for the words of `openers`; in the text it must begin with it."""
    openers: Words = ()
    """The words that the pattern begins with: only where one stands the pattern is tried."""
    where: Literal["headline", "lead", "text"]
    """The name found in `headline` or `lead` is the article's own model."""
    recurs: Literal["no", "partly", "body", "often"] = "no"
    """How the name must come back in the body: not at all, at least half of it, once, three times."""
    recurs_after: Words = ()
    """One of these must stand before the name there."""
    not_ending: Words = ()
    """A name that ends so is a goal and no model."""

    @model_validator(mode="after")
    def _opened_in_text(self) -> "PhraseRule":
        if self.where == "text" and not (self.openers and "{openers}" in self.pattern):
            raise ValueError("a phrase rule for the text needs openers, and a pattern that begins with {openers}")
        return self


class PrimaryRule(Rule):
    """What makes a name that was found the article's own model; the headline is asked first."""

    sign: Literal[
        "quoted_in_headline",
        "told_in_headline",
        "echoed_in_headline",
        "announced",
        "introduced",
        "frequent",
        "sole",
        "recurrent",
        "headed",
    ]
    """`quoted_in_headline`: in quotation marks there, with words after it, or standing in marks at least `least` times
    in the article; `told_in_headline`: a name from the body stands there without marks, or the noun phrase after it
    does, in at least `least` characters; `echoed_in_headline`: the headline has its characters, `least` at least, in
    their order, or so long a part of it; `announced`: in the lead one of `after` follows it; `introduced`: in the lead
    one of `before` introduces it; `frequent`: it stands at least `least` times in the article and more often than any
    other; `sole`: no other name has one of `before` before it and one of `after` behind it; `recurrent`: a noun
    phrase without marks that ends in one of `endings` and stands at least `least` times in the article; `headed`: the
    first in the lead that one of `after` follows, or that itself ends in one of `endings`."""
    endings: Words = ()
    before: Words = ()
    before_gap: int = Field(default=0, ge=0, le=12)
    after: Words = ()
    after_gap: int = Field(default=0, ge=0, le=12)
    least: int = Field(default=3, ge=2)


class ModelFile(RuleFile):
    """What names a governance model."""

    settings: ClassVar[frozenset[str]] = frozenset({"numbered"})

    links: Words = ()
    """What may stand between a name and its head noun (的, 等)."""
    stops: str = ""
    """Characters that no noun phrase holds: a gap ends there."""
    breaks: Words = ()
    """Verbs: a gap ends there too."""
    joints: Words = ()
    """What joins names of one list (“A”和“B”)."""
    numbered: Annotated[str, Regex()] = ""
    """The shape of a name that counts its parts (四个统一): it makes the list before it an explanation."""
    quoted: tuple[QuotedRule, ...] = ()
    not_names: tuple[NotName, ...] = ()
    counted: tuple[CountedRule, ...] = ()
    series: tuple[SeriesRule, ...] = ()
    puns: tuple[PunRule, ...] = ()
    phrases: tuple[PhraseRule, ...] = ()
    primaries: tuple[PrimaryRule, ...] = ()
