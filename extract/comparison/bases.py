"""`bases.yaml` → what the figures of a place may be divided by."""

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from extract.rulebook.yaml_source import read_yaml
from schemas.comparison import Base, ComparedFigure

_FILE = Path(__file__).with_name("bases.yaml")


class _FilePart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Reject(_FilePart):
    """A look-alike that is no base, and why."""

    text: str
    why: str


class Examples(_FilePart):
    """What the rule is tested on."""

    match: tuple[str, ...]
    reject: tuple[Reject, ...]


class BaseRule(_FilePart):
    """What makes a figure a base: type, subject, unit, and the words before it; rates are for `each` so many of it."""

    base: Base
    about: str
    type: str
    subjects: frozenset[str]
    units: frozenset[str]
    before: re.Pattern[str] | None = None
    each: int
    examples: Examples

    def holds(self, figure: ComparedFigure, sentence: str) -> bool:
        """Whether the figure says how many there are in its place; `sentence` is the one that prints it."""
        is_of_kind = figure.type == self.type and figure.subject in self.subjects and figure.unit in self.units
        return is_of_kind and (self.before is None or self._is_whole(figure.text, sentence))

    def _is_whole(self, text: str, sentence: str) -> bool:
        """Whether the words before the figure say that all are meant, in one of the places where it is printed."""
        before = (sentence[: found.start()] for found in re.finditer(re.escape(text), sentence))
        return self.before is not None and any(self.before.search(words) for words in before)


class Bases(_FilePart):
    """All bases, and the types of figures that are not divided."""

    bases: tuple[BaseRule, ...]
    never: frozenset[str]


@cache
def load_bases() -> Bases:
    """The bases as the file has them."""
    return Bases.model_validate(read_yaml(_FILE.read_text(encoding="utf-8")).value)
