"""`rules/` → one validated rulebook; the only reader of rule files.

A file belongs to the section that its top folder or its name says (`indicators/people.yaml`, `models.yaml`) and is
found by being there. Packs are laid over each other as `layers` says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extract.rulebook.layers import Home, Layers, changes, lay
from extract.rulebook.packs import RULES_FOLDER, Pack, read_pack
from extract.rulebook.pattern_check import pattern_problems
from extract.rulebook.problems import RulebookError, RuleProblem
from extract.rulebook.references import reference_problems, repeated_names
from extract.rulebook.sections import SECTIONS, rules_with_paths
from schemas.rules.audit import AuditFile
from schemas.rules.base import Rule
from schemas.rules.calendar import CalendarFile
from schemas.rules.clauses import ClauseFile
from schemas.rules.indicators import IndicatorFile
from schemas.rules.models import ModelFile
from schemas.rules.page import PageFile
from schemas.rules.places import PlaceFile
from schemas.rules.quantities import QuantityFile
from schemas.rules.slots import SlotFile

__all__ = [
    "RULES_FOLDER",
    "SECTIONS",
    "Home",
    "Pack",
    "RuleProblem",
    "Rulebook",
    "RulebookError",
    "load_rulebook",
    "read_rules",
]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules, section by section."""

    slots: SlotFile
    page: PageFile
    quantities: QuantityFile
    clauses: ClauseFile
    indicators: IndicatorFile
    places: PlaceFile
    models: ModelFile
    audit: AuditFile
    calendar: CalendarFile
    homes: Mapping[str, Home] = field(default_factory=dict, repr=False, compare=False)
    """Where each rule stands, by its id."""
    disabled: Mapping[str, tuple[Home, str]] = field(default_factory=dict, repr=False, compare=False)
    """Rules that are switched off, by their id: where each stands, and the pack that does it."""

    @property
    def slot_patterns(self) -> dict[str, str]:
        """The named sub-patterns, by name."""
        return {slot.name: slot.pattern for slot in self.slots.slots}

    def rules(self) -> Iterator[Rule]:
        """Every rule, in the order of its section and group."""
        for name in SECTIONS:
            yield from (rule for _, rule in rules_with_paths(getattr(self, name)))

    def changes(self) -> Iterator[str]:
        """What packs override or switch off, a line each."""
        return changes(self.homes, self.disabled)


def load_rulebook(folder: Path = RULES_FOLDER, over: Sequence[str | Path] = ()) -> Rulebook:
    """The rulebook of a folder with packs laid `over` it, the last one uppermost; raises `RulebookError` with every
    problem found.
    """
    read, layers = read_rules(folder, over)
    problems = problems_of(read, layers)
    if problems:
        raise RulebookError(problems)
    return Rulebook(**layers.files, homes=layers.homes, disabled=layers.disabled)  # type: ignore[arg-type]


def read_rules(folder: Path = RULES_FOLDER, over: Sequence[str | Path] = ()) -> tuple[list[Pack], Layers]:
    """The packs as read, and as one; raises `RulebookError` for a pack that is not there."""
    packs = [read_pack(wanted) for wanted in (folder, *over)]
    return packs, lay(packs)


def problems_of(packs: Sequence[Pack], layers: Layers) -> list[RuleProblem]:
    """What makes the rules useless: in the files, between the packs, in the patterns."""
    sheets = [sheet for pack in packs for sheet in pack.sheets]
    return [
        *layers.problems,
        *pattern_problems(sheets, layers.slots),
        *reference_problems(sheets, layers),
        *repeated_names(sheets),
    ]
