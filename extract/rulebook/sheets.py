"""Rule files → sheets: validated contents that still know where everything stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from extract.rulebook.problems import RuleProblem, meant
from extract.rulebook.sections import SECTIONS
from extract.rulebook.yaml_source import Path as YamlPath
from extract.rulebook.yaml_source import YamlSource, YamlSourceError, read_yaml
from schemas.rules.base import SCHEMA, RuleFile

File = TypeVar("File", bound=BaseModel)

_NAME = re.compile("[a-z][a-z0-9_]*")
MAX_BYTES = 4_000_000
"""Four for each character that a YAML text may have."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as read: `name` as people know it, its pack and section, its contents and their places."""

    name: str
    pack: str
    section: str
    contents: RuleFile
    source: YamlSource

    def owner(self, path: YamlPath) -> str:
        """What a path belongs to: its rule by its id, and the steps from there."""
        return _where(self.source, path)

    def problem(self, path: YamlPath, message: str) -> RuleProblem:
        """What is wrong at a path of the file."""
        return problem_at(self.name, self.source.text, self.source.position(path), message)

    def problem_in(self, path: YamlPath, offset: int, message: str) -> RuleProblem:
        """What is wrong with the character at `offset` of the text at a path, told at that character if it can be."""
        value = _value(self.source, path)
        for number, part in enumerate(value if isinstance(value, list) else ()):
            if offset <= len(part):
                return self.problem_in((*path, number), offset, message)
            offset -= len(part) + len("|")
        extent = self.source.places.extents.get(path)
        if extent is None:
            return self.problem(path, message)
        (line, column), (last_line, last_column) = extent.start, extent.end
        at = column + offset + bool(extent.quote)
        is_there = line == last_line and at < last_column and extent.quote not in ("|", ">")
        return problem_at(self.name, self.source.text, (line, at if is_there else column), message)


def read_text(path: Path, name: str) -> str | RuleProblem:
    """The file's text, or why it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        return RuleProblem(name, 1, 1, f"cannot be read: {error.strerror or error}")
    if len(content) > MAX_BYTES:
        return RuleProblem(name, 1, 1, f"the file has more than {MAX_BYTES:,} bytes; split it")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return RuleProblem(name, 1, 1, f"not UTF-8 at byte {error.start}; save the file as UTF-8")


def read_source(path: Path, name: str) -> YamlSource | RuleProblem:
    """The file's values with their places, or why they cannot be read."""
    text = read_text(path, name)
    if isinstance(text, RuleProblem):
        return text
    try:
        return read_yaml(text)
    except YamlSourceError as error:
        return problem_at(name, text, (error.line, error.column), error.message)


def read_sheet(path: Path, name: str, pack: str, section: str) -> Sheet | list[RuleProblem]:
    """The validated file, or everything that is wrong with it."""
    if section not in SECTIONS:
        known = meant(section, SECTIONS)
        return [RuleProblem(name, 1, 1, f"no section of the rulebook is called {section!r}; {known}")]
    source = read_source(path, name)
    if isinstance(source, RuleProblem):
        return [source]
    contents = validated(SECTIONS[section], source, name)
    return Sheet(name, pack, section, contents, source) if isinstance(contents, BaseModel) else contents


def validated(model: type[File], source: YamlSource, name: str) -> File | list[RuleProblem]:
    """The values as a model, or everything that is wrong with them."""
    if not isinstance(source.value, dict):
        problem = problem_at(name, source.text, (1, 1), "the file must be keys with values, as in `schema: 1`")
        return [problem]
    too_new = _too_new(source, name)
    if too_new:
        return [too_new]
    try:
        return model.model_validate(source.value)
    except ValidationError as error:
        return list(_explained(model, error, source, name))


def problem_at(name: str, text: str, position: tuple[int, int], message: str) -> RuleProblem:
    """A problem with the line that it stands in."""
    line, column = position
    lines = text.splitlines()
    return RuleProblem(name, line, column, message, lines[line - 1] if line <= len(lines) else "")


def _too_new(source: YamlSource, name: str) -> RuleProblem | None:
    """The format of a later version is refused as a whole: its keys are not judged by those of today."""
    number = source.value.get("schema")
    if not isinstance(number, int) or isinstance(number, bool) or number <= SCHEMA:
        return None
    message = f"this needs rule schema {number}; this version of extract reads {SCHEMA}: update extract"
    return problem_at(name, source.text, source.position(("schema",)), message)


def _explained(model: type[BaseModel], error: ValidationError, source: YamlSource, name: str) -> Iterator[RuleProblem]:
    """Validation errors in plain words, at the places that they speak of."""
    details = error.errors(include_url=False)
    for detail in details:
        if _is_knock_on(detail, details):
            continue
        path = tuple(step for step in detail["loc"] if step != "[key]")
        told = _told(model, path, detail)
        yield problem_at(name, source.text, source.position(path), f"{_where(source, path)}: {told}")


def _is_knock_on(detail: Any, details: Sequence[Any]) -> bool:
    """Whether a list is only called too short because something in it is wrong."""
    place = detail["loc"]
    inside = (other["loc"] for other in details if other is not detail)
    return detail["type"] == "too_short" and any(loc[: len(place)] == place for loc in inside)


def _where(source: YamlSource, path: YamlPath) -> str:
    """The rule that a path leads into, by its id if it has one, else what holds the path's last step."""
    value: Any = source.value
    for number, step in enumerate(path):
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            return ".".join([value["id"], *map(str, path[number:-1])])
        value = value.get(step) if isinstance(value, dict) else value[step] if isinstance(step, int) else None
    if isinstance(value, dict) and isinstance(value.get("id"), str):
        return str(value["id"])
    return ".".join(map(str, path[:-1])) or "file"


def _value(source: YamlSource, path: YamlPath) -> Any:
    """The value at a path; None where there is none."""
    value: Any = source.value
    for step in path:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return None
    return value


def _told(model: type[BaseModel], path: YamlPath, detail: Any) -> str:
    """One validation error in the words of rule authors."""
    kind, key = detail["type"], _named(path[-1] if path else "file")
    given, context = detail["input"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return f"unknown key {key}; {meant(str(path[-1]), _keys_at(model, path[:-1]))}"
    if kind == "missing":
        return f"the key {key} is missing"
    if given is None and kind.endswith("_type"):
        return f"{key} has no value"
    if kind == "literal_error":
        return f"{key} cannot be {given!r}; {meant(str(given), _choices(context['expected']), 'it is one of')}"
    if kind == "value_error":
        return str(context["error"])
    return _TOLD[kind].format(key=key, given=given, **context) if kind in _TOLD else f"{key}: {detail['msg']}"


def _named(step: str | int) -> str:
    """The last step of a path, as a person says it."""
    return f"item {step + 1}" if isinstance(step, int) else repr(step)


_TOLD = {
    "string_type": "{key} must be text, not {given!r}; put it in quotes if it is one",
    "string_too_short": "{key} is empty",
    "string_pattern_mismatch": "{key} cannot be {given!r}; small letters, digits and _ make a name, joined by dots: "
    "unit.weight",
    "too_short": "{key} needs at least {min_length} item",
    "tuple_type": "{key} must be a list: [ … ], or a line with '- ' for each item",
    "dict_type": "{key} must be keys with values",
    "model_type": "{key} must be keys with values, not {given!r}",
    "model_attributes_type": "{key} must be keys with values, not {given!r}",
    "bool_type": "{key} is true or false, not {given!r}",
    "bool_parsing": "{key} is true or false, not {given!r}",
    "int_type": "{key} must be a whole number, not {given!r}",
    "int_parsing": "{key} must be a whole number, not {given!r}",
    "int_from_float": "{key} must be a whole number, not {given!r}",
    "greater_than": "{key} must be greater than {gt}, not {given!r}",
    "greater_than_equal": "{key} must be at least {ge}, not {given!r}",
    "less_than_equal": "{key} must be at most {le}, not {given!r}",
}
"""Kinds of validation errors, in the words of rule authors."""


def _choices(expected: str) -> list[str]:
    return [choice.strip("' ") for choice in expected.replace(" or ", ",").split(",")]


def _keys_at(model: type[BaseModel], path: YamlPath) -> list[str]:
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


def is_name(word: str) -> bool:
    """Whether the word may be a part of an id."""
    return _NAME.fullmatch(word) is not None
