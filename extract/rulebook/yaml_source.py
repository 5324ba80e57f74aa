"""YAML text → plain values with their places: the one strict reader of rule files.

A text that was read before is not parsed again: PyYAML is loaded for a new one, or where somebody asks where something
stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from extract.answers import kept_answers

WORTH_KEEPING = 500
"""Characters from which on the value of a text is kept for later runs."""

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
class Extent:
    """Where a value stands: from its first character to behind its last, and the quotation mark around it."""

    start: Position
    end: Position
    quote: str


@dataclass(frozen=True, slots=True)
class Places:
    """For every path of a YAML text the position of its key or item, and the extent of its value."""

    positions: Mapping[Path, Position]
    extents: Mapping[Path, Extent]


@dataclass(frozen=True)
class YamlSource:
    """A YAML text and its value; where everything stands in it is found out when somebody asks."""

    text: str
    value: Any

    @cached_property
    def places(self) -> Places:
        """Where everything stands."""
        from extract.rulebook.yaml_parser import parsed

        return parsed(self.text)[1]

    def position(self, path: Path) -> Position:
        """Where the path's key or item stands, or the nearest that holds it."""
        positions = self.places.positions
        while path not in positions:
            path = path[:-1]
        return positions[path]


def read_yaml(text: str) -> YamlSource:
    """The text's only document; raises `YamlSourceError`."""
    question = f"yaml {sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
    value = kept_answers().get(question)
    if value is None:
        value = _parsed(text)
        if len(text) >= WORTH_KEEPING and value is not None:
            kept_answers().put(question, value)
    return YamlSource(text, value)


def _parsed(text: str) -> Any:
    from extract.rulebook.yaml_parser import parsed

    return parsed(text)[0]
