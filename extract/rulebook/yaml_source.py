"""YAML text → plain values with their places: the one strict reader of rule files.

PyYAML lets a repeated key win, reads `no` as False and `12:30` as 750, and its composer recurses on nesting. Here a
scalar is text unless it is plainly a number or true/false/null; repeated keys, anchors, tags and deep nesting are
errors with their line and column.
"""

import re
from dataclasses import dataclass
from typing import Any

import yaml

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 24
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where there is one: ten times as fast; deep nesting, on which it crashes, is refused before."""
_QUOTED = ("'", '"', "|", ">")
_PLAIN = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
    "": None,
}
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")

Path = tuple[str | int, ...]
Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class YamlSourceError(Exception):
    """What is wrong with a YAML text, and where: `line` and `column` count from 1."""

    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class YamlSource:
    """The value of a YAML text, and for every path in it the position of its key or item."""

    value: Any
    positions: dict[Path, Position]


def read_yaml(text: str) -> YamlSource:
    """The text's only document; raises `YamlSourceError`."""
    if len(text) > MAX_CHARACTERS:
        raise YamlSourceError(1, 1, f"the file has more than {MAX_CHARACTERS:,} characters; split it")
    try:
        _refuse_what_rules_never_need(text)
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlSourceError(line, column, f"this is not YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise YamlSourceError(1, 1, f"this is not YAML: {error}") from error
    if node is None:
        raise YamlSourceError(1, 1, "the file is empty")
    positions: dict[Path, Position] = {}
    return YamlSource(_build(node, (), positions), positions)


def _refuse_what_rules_never_need(text: str) -> None:
    """Walk the events, which needs no recursion, before the composer, which recurses."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        mark = event.start_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise YamlSourceError(line, column, f"nested more than {MAX_DEPTH} deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlSourceError(line, column, "anchors and aliases (& and *) are not read; write the value out")
        tag = getattr(event, "tag", None)
        if tag:
            raise YamlSourceError(line, column, f"tags ({tag}) are not read; quote the value if it is text")


def _build(node: yaml.Node, path: Path, positions: dict[Path, Position]) -> Any:
    positions.setdefault(path, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, index), positions) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, positions)
    raise YamlSourceError(*positions[path], "only mappings, lists and scalars are read")


def _mapping(node: yaml.MappingNode, path: Path, positions: dict[Path, Position]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlSourceError(line, column, "a key must be plain text")
        key = key_node.value
        if key in built:
            first = positions[(*path, key)][0]
            raise YamlSourceError(line, column, f"the key {key!r} is repeated; the first is on line {first}")
        positions[(*path, key)] = (line, column)
        built[key] = _build(value_node, (*path, key), positions)
    return built


def _scalar(node: yaml.ScalarNode) -> str | int | float | bool | None:
    text: str = node.value
    if node.style in _QUOTED:
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
