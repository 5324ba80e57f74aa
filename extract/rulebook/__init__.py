"""`rules/` → one validated rulebook; the only reader of rule files.

A file belongs to the section that its top folder or its name says (`indicators/people.yaml`, `models.yaml`) and is
found by being there; the files of a section are read in name order and laid together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from extract.rulebook.patterns import PatternError, compile_pattern
from extract.rulebook.yaml_source import YamlSource, YamlSourceError, read_yaml
from schemas.rules.audit import AuditFile
from schemas.rules.base import Rule, RuleFile
from schemas.rules.clauses import ClauseFile
from schemas.rules.indicators import IndicatorFile
from schemas.rules.models import ModelFile
from schemas.rules.page import PageFile
from schemas.rules.places import PlaceFile
from schemas.rules.quantities import QuantityFile
from schemas.rules.slots import SlotFile

RULES_FOLDER = Path(__file__).resolve().parents[2] / "rules"
"""The built-in rules: beside the packages, in a checkout as in an installed wheel."""

SECTIONS: dict[str, type[RuleFile]] = {
    "slots": SlotFile,
    "page": PageFile,
    "quantities": QuantityFile,
    "clauses": ClauseFile,
    "indicators": IndicatorFile,
    "places": PlaceFile,
    "models": ModelFile,
    "audit": AuditFile,
}


@dataclass(frozen=True, slots=True)
class RuleProblem:
    """One thing wrong with a rule file; `line` and `column` count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class RulebookError(Exception):
    """The rules cannot be used; `problems` holds everything found in one run."""

    def __init__(self, problems: list[RuleProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


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
    positions: dict[str, RuleProblem] = field(default_factory=dict, repr=False, compare=False)
    """Where each rule id stands, for messages: a `RuleProblem` without a message."""

    @property
    def slot_patterns(self) -> dict[str, str]:
        """The named sub-patterns, by name."""
        return {slot.name: slot.pattern for slot in self.slots.slots}

    def rules(self) -> Iterator[Rule]:
        """Every rule, in the order of its section and file."""
        for name in SECTIONS:
            yield from _rules_of(getattr(self, name))


def load_rulebook(folder: Path = RULES_FOLDER) -> Rulebook:
    """The rulebook of a folder; raises `RulebookError` with every problem found."""
    if not folder.is_dir():
        raise RulebookError([RuleProblem(str(folder), 1, 1, "there is no such folder of rules")])
    problems: list[RuleProblem] = []
    files: dict[str, list[RuleFile]] = {name: [] for name in SECTIONS}
    positions: dict[str, RuleProblem] = {}
    for path in sorted(folder.rglob("*.yaml")):
        relative = path.relative_to(folder)
        section = relative.parts[0].removesuffix(".yaml")
        read = _read_file(path, section, problems)
        if read is not None:
            file, source = read
            files[section].append(file)
            problems.extend(_repeated_ids(str(path), file, source, positions))
    problems.extend(_bad_patterns(files, positions))
    if problems:
        raise RulebookError(problems)
    return Rulebook(**{name: _lay_together(SECTIONS[name], read) for name, read in files.items()}, positions=positions)


def _read_file(path: Path, section: str, problems: list[RuleProblem]) -> tuple[RuleFile, YamlSource] | None:
    """The validated file, or None with what is wrong added to `problems`."""
    if section not in SECTIONS:
        known = ", ".join(SECTIONS)
        problems.append(RuleProblem(str(path), 1, 1, f"rule files belong to {known}; this is {section!r}"))
        return None
    try:
        source = read_yaml(path.read_text(encoding="utf-8"))
    except YamlSourceError as problem:
        problems.append(RuleProblem(str(path), problem.line, problem.column, problem.message))
        return None
    except UnicodeDecodeError as error:
        problems.append(RuleProblem(str(path), 1, 1, f"not UTF-8 at byte {error.start}; save the file as UTF-8"))
        return None
    try:
        return SECTIONS[section].model_validate(source.value), source
    except ValidationError as error:
        problems.extend(_explain(str(path), SECTIONS[section], error, source))
        return None


def _explain(file: str, model: type[RuleFile], error: ValidationError, source: YamlSource) -> Iterator[RuleProblem]:
    """Validation errors with the places in the file that they speak of."""
    for detail in error.errors():
        path = tuple(detail["loc"])
        known = path
        while known not in source.positions:
            known = known[:-1]
        line, column = source.positions[known]
        message = detail["msg"]
        if detail["type"] == "extra_forbidden":
            message = _unknown_key(model, path)
        elif detail["type"] == "missing":
            message = f"the key {path[-1]!r} is missing"
        yield RuleProblem(file, line, column, f"{'.'.join(map(str, path[:-1])) or 'file'}: {message}")


def _unknown_key(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    keys = _keys_at(model, path[:-1])
    near = get_close_matches(str(path[-1]), keys, 1, 0.6)
    meant = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(keys)}"
    return f"unknown key {path[-1]!r}; {meant}"


def _keys_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The keys that a mapping at `path` may have."""
    here: Any = model
    for step in path:
        if isinstance(step, str):
            fields = {info.alias or name: info.annotation for name, info in here.model_fields.items()}
            here = next((inner for inner in _models_in(fields.get(step))), model)
    return [info.alias or name for name, info in here.model_fields.items()]


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)


def _repeated_ids(
    file: str, read: RuleFile, source: YamlSource, positions: dict[str, RuleProblem]
) -> Iterator[RuleProblem]:
    """Note where each rule stands; an id that stands already is a problem."""
    for path, rule in _rules_with_paths(read):
        line, column = source.positions[(*path, "id")]
        if rule.id in positions:
            first = positions[rule.id]
            yield RuleProblem(file, line, column, f"the id {rule.id!r} is taken by {first.file}:{first.line}")
        else:
            positions[rule.id] = RuleProblem(file, line, column, "")


def _bad_patterns(files: dict[str, list[RuleFile]], positions: dict[str, RuleProblem]) -> Iterator[RuleProblem]:
    """Patterns that cannot be compiled, at the rule that they belong to."""
    slots = {slot.name: slot.pattern for file in files["slots"] if isinstance(file, SlotFile) for slot in file.slots}
    for file in (file for read in files.values() for file in read):
        for rule in _rules_of(file):
            pattern = getattr(rule, "pattern", None)
            if not isinstance(pattern, str):
                continue
            try:
                compile_pattern(pattern, _own_slots(file, rule) | slots)
            except PatternError as error:
                yield replace(positions[rule.id], message=f"{rule.id}: {error}")


def _own_slots(file: RuleFile, rule: Rule) -> dict[str, str]:
    """Stand-ins for the word lists of a file and of a rule, which their stage makes slots of the same name."""
    return dict.fromkeys((*type(file).model_fields, *type(rule).model_fields), "x")


def _rules_with_paths(read: RuleFile) -> Iterator[tuple[tuple[str | int, ...], Rule]]:
    for name in type(read).model_fields:
        value = getattr(read, name)
        if isinstance(value, tuple):
            yield from (((name, index), item) for index, item in enumerate(value) if isinstance(item, Rule))


def _rules_of(read: RuleFile) -> Iterator[Rule]:
    return (rule for _, rule in _rules_with_paths(read))


def _lay_together(model: type[RuleFile], files: Iterable[RuleFile]) -> Any:
    """One file of the section that holds what all its files hold."""
    merged: dict[str, Any] = {"schema": 1}
    for file in files:
        for name in file.model_fields_set - {"schema_"}:
            value = getattr(file, name)
            merged[name] = merged[name] + value if name in merged else value
    return model.model_validate(merged)
