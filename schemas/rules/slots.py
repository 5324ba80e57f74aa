"""Rule files of `rules/slots.yaml`: the named sub-patterns that every pattern may use."""

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from schemas.rules.base import Alternatives, RuleFile, RuleModel, Word


class Slot(RuleModel):
    """A sub-pattern; patterns use it as `{name}`."""

    identity: ClassVar[str] = "name"

    name: Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")]
    about: Word
    pattern: Alternatives


class SlotFile(RuleFile):
    """Named sub-patterns."""

    slots: tuple[Slot, ...] = ()
