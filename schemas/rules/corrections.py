"""A user's corrections: what a later run makes of single facts, whatever the rules say.

A correction names its fact by the id that the documents give, and quotes of its sentence; it applies while both are so.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from schemas.rules.base import SCHEMA, RuleModel, Word

PlacePath = Annotated[str, StringConstraints(pattern=r"^[^/]+(/[^/]+){0,4}$")]


class Setting(RuleModel):
    """The fields of a fact that are as they are said here; those that are not said stay."""

    type: Word = ""
    """The type of a figure: a code of the rules."""
    subject: str = ""
    """What a figure counts."""
    value: int | float | Annotated[str, StringConstraints(pattern=r"^[0-9.]+[:/][0-9.]+$")] | None = None
    """The value of a figure, its scale applied; a ratio as text."""
    value_max: int | float | None = None
    """The upper end of a range."""
    unit: str = ""
    modifier: Literal["exact", "about", "nearly", "over", "at_least", "at_most", "under", "range"] = "exact"
    time: Word | None = None
    """The words that date a figure."""
    status: Literal["reported", "planned", "standard"] = "reported"
    place: PlacePath | None = None
    """The place of a figure, a model or an article: official names from the province down, joined by `/`; null where it
    is left open."""
    name: Word = ""
    """The name of a model."""
    role: Literal["primary", "secondary"] = "secondary"
    """The role of a model."""


class Correction(RuleModel):
    """What is true of one fact."""

    fact: Word
    """The id of a figure, a model or an article."""
    sentence: Word
    """Words of the sentence that holds the fact, of an article's title; white space does not count."""
    set: Setting | None = None
    """What is otherwise than the rules say."""
    drop: bool = False
    """Whether this is no figure, or no model."""
    why: str = ""
    """For whoever reads the file."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Correction":
        if self.drop == (self.set is not None):
            raise ValueError("a correction has either `set` with what is otherwise, or `drop: true`")
        return self


class CorrectionFile(RuleModel):
    """The file of corrections."""

    schema_: int = Field(alias="schema", ge=1, le=SCHEMA)
    """The number of the format of rule files, which this one shares."""
    corrections: tuple[Correction, ...]
