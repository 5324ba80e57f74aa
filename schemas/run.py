"""The record of a run: what it was made with, from what, and which files are its own."""

from pydantic import BaseModel, ConfigDict, Field

RECORD_SCHEMA = 1


class RunModel(BaseModel):
    """A part of the record: nothing unknown in it, no change after the making."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class MadeWith(RunModel):
    """What the same facts need again."""

    extract: str
    """Its version."""
    libraries: dict[str, str]
    """The versions of those on which the facts depend."""
    rulebook: str
    """SHA-256 of the rules as they were understood: not of comments, file names or order of files."""
    gazetteer: str
    """SHA-256 of the gazetteer's file."""
    corrections: str | None = None
    """SHA-256 of what the user's corrections say; not written where there are none."""


class RunInput(RunModel):
    """One source."""

    source: str
    sha256: str


class RunRecord(RunModel):
    """One run."""

    schema_: int = Field(RECORD_SCHEMA, alias="schema", serialization_alias="schema")
    made_with: MadeWith
    inputs: tuple[RunInput, ...]
    files: tuple[str, ...]
    """The files of the run by their names in the folder, this one among them."""
