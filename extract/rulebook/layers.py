"""Packs laid over each other → one file for each section, and what was overridden or switched off.

The order is that in which the packs are given, the built-in rules lowest. In every group the rules of a later pack
stand before those of an earlier one, so that they win wherever the first does; a rule with the id of an earlier one
takes its place. Within a pack files are laid together in the order of their names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from extract.rulebook.packs import Pack
from extract.rulebook.problems import RuleProblem, meant
from extract.rulebook.sections import SECTIONS, rules_with_paths
from extract.rulebook.sheets import Sheet
from schemas.rules.base import Rule, RuleFile, RuleModel


@dataclass(frozen=True, slots=True)
class Home:
    """Where a rule stands: pack, section, group, number in it; `overrides` is the home that it takes the place of."""

    pack: str
    sheet: Sheet = field(repr=False, compare=False)
    group: str
    number: int
    overrides: "Home | None" = None

    @property
    def section(self) -> str:
        """The section of the rulebook."""
        return self.sheet.section

    @property
    def place(self) -> RuleProblem:
        """The file and the line of the rule's id."""
        return self.sheet.problem((self.group, self.number, "id"), "")

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}"


@dataclass(frozen=True, slots=True)
class Layers:
    """The packs as one: a file for each section, the home of each rule in use, the homes of those switched off."""

    files: Mapping[str, RuleFile]
    homes: Mapping[str, Home]
    disabled: Mapping[str, tuple[Home, str]]
    problems: tuple[RuleProblem, ...]

    @property
    def slots(self) -> dict[str, str]:
        """The named sub-patterns of all packs."""
        return {slot.name: slot.pattern for slot in getattr(self.files["slots"], "slots", ())}


def changes(homes: Mapping[str, Home], disabled: Mapping[str, tuple[Home, str]]) -> Iterator[str]:
    """What packs override or switch off, a line each."""
    for rule_id, home in homes.items():
        if home.overrides is not None:
            yield f"{rule_id}: {home} overrides {home.overrides}"
    for rule_id, (home, pack) in disabled.items():
        yield f"{rule_id}: {pack} switches off {home}"


def lay(packs: Sequence[Pack]) -> Layers:
    """One rulebook out of packs, the lowest first."""
    homes: dict[str, Home] = {}
    disabled: dict[str, tuple[Home, str]] = {}
    problems = [problem for pack in packs for problem in pack.problems]
    files: dict[str, RuleFile] = {name: model.model_validate({"schema": 1}) for name, model in SECTIONS.items()}
    for pack in packs:
        switched_off = set(_switched_off(pack, homes, problems))
        disabled |= {rule_id: (homes.pop(rule_id), pack.name) for rule_id in switched_off}
        problems.extend(_settle(pack, homes))
        for name, model in SECTIONS.items():
            own = _together(model, [sheet.contents for sheet in pack.sheets if sheet.section == name])
            files[name] = _over(_without(files[name], switched_off), own)
    return Layers(files, homes, disabled, tuple(problems))


def _switched_off(pack: Pack, homes: Mapping[str, Home], problems: list[RuleProblem]) -> Iterator[str]:
    """The ids that a pack disables, as far as there are such rules beneath it."""
    for rule_id, problem in pack.disabled:
        if rule_id in homes:
            yield rule_id
        else:
            known = meant(rule_id, homes, "see `extract rules list`:")
            advice = known if known.startswith("did") else "`extract rules list` shows those that there are"
            problems.append(replace(problem, message=f"disable: there is no rule {rule_id!r} beneath this; {advice}"))


def _settle(pack: Pack, homes: dict[str, Home]) -> Iterator[RuleProblem]:
    """Note where each rule of a pack stands; an id that the pack has already, or another group has, is a problem."""
    own: dict[str, Home] = {}
    for sheet in pack.sheets:
        for (group, index), rule in rules_with_paths(sheet.contents):
            below = homes.get(rule.id)
            home = Home(pack.name, sheet, group, index, below)
            taken = own.get(rule.id)
            if taken is not None:
                yield replace(home.place, message=f"the id {rule.id!r} is taken by {taken}")
            elif below is not None and (below.section, below.group) != (home.section, home.group):
                where = f"{below.section}, {below.group}"
                yield replace(
                    home.place, message=f"the id {rule.id!r} is taken by {below}; only {where} can override it"
                )
            else:
                own[rule.id] = home
    homes.update(own)


def _together(model: type[RuleFile], files: Sequence[RuleFile]) -> RuleFile:
    """The files of one pack in a section: what each holds, one after the other."""
    merged: dict[str, Any] = {"schema": 1}
    for file in files:
        for name in _given(file):
            value = getattr(file, name)
            merged[name] = _joined(model, name, merged[name], value) if name in merged else value
    return model.model_validate(merged)


def _over(below: RuleFile, above: RuleFile) -> RuleFile:
    """A section with another laid over it."""
    return below.model_copy(
        update={name: _laid(type(below), name, getattr(below, name), getattr(above, name)) for name in _given(above)}
    )


def _given(file: RuleFile) -> list[str]:
    return [name for name in type(file).model_fields if name in file.model_fields_set and name != "schema_"]


def _laid(model: type[RuleFile], name: str, below: Any, above: Any) -> Any:
    """The value of one key: known items replaced, new rules before the others, words added, settings replaced."""
    items = (*below, *above) if isinstance(above, tuple) else ()
    key = next((item.identity for item in items if isinstance(item, RuleModel)), "")
    if not key:
        return _joined(model, name, below, above)
    over = {getattr(item, key): item for item in above}
    known = {getattr(item, key) for item in below}
    new = (item for item in above if getattr(item, key) not in known)
    return (*new, *(over.get(getattr(item, key), item) for item in below))


def _joined(model: type[RuleFile], name: str, first: Any, second: Any) -> Any:
    if name in model.settings:
        return second
    if isinstance(first, dict):
        return first | second
    if isinstance(first, tuple):
        return (
            tuple(dict.fromkeys((*first, *second))) if all(isinstance(item, str) for item in second) else first + second
        )
    return first + second


def _without(file: RuleFile, switched_off: set[str]) -> RuleFile:
    if not switched_off:
        return file
    kept = {
        name: tuple(item for item in value if not (isinstance(item, Rule) and item.id in switched_off))
        for name in type(file).model_fields
        if isinstance(value := getattr(file, name), tuple)
    }
    return file.model_copy(update=kept)
