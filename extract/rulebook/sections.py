"""The sections of the rulebook, and what each one's files may say."""

from collections.abc import Iterator
from typing import Any

from schemas.rules.audit import AuditFile
from schemas.rules.base import Rule, RuleFile
from schemas.rules.calendar import CalendarFile
from schemas.rules.clauses import ClauseFile
from schemas.rules.indicators import IndicatorFile
from schemas.rules.models import ModelFile
from schemas.rules.page import PageFile
from schemas.rules.places import PlaceFile
from schemas.rules.quantities import QuantityFile
from schemas.rules.slots import SlotFile

SECTIONS: dict[str, type[RuleFile]] = {
    "slots": SlotFile,
    "page": PageFile,
    "quantities": QuantityFile,
    "clauses": ClauseFile,
    "indicators": IndicatorFile,
    "places": PlaceFile,
    "models": ModelFile,
    "audit": AuditFile,
    "calendar": CalendarFile,
}

RulePath = tuple[str, int]
"""The group of a rule and its number there: where it stands in its file."""


def rules_with_paths(file: RuleFile) -> Iterator[tuple[RulePath, Rule]]:
    """Every rule of a file, in order."""
    for name in type(file).model_fields:
        value: Any = getattr(file, name)
        if isinstance(value, tuple):
            yield from (((name, index), item) for index, item in enumerate(value) if isinstance(item, Rule))
