"""`pack.yaml`: what a folder of rules is called, what it needs, and which rules beneath it it switches off."""

from pydantic import Field

from schemas.rules.base import SCHEMA, RuleId, RuleModel, Word


class PackFile(RuleModel):
    """The head of a rule pack."""

    schema_: int = Field(alias="schema", ge=1, le=SCHEMA)
    """The number of the rule-file format that the pack needs."""
    name: Word
    version: Word
    about: str = ""
    """What the pack is for."""
    disable: tuple[RuleId, ...] = ()
    """Ids of rules of the packs beneath, which are switched off."""
