"""Examples that prove nothing: look-alikes that share nothing with their rule, so that they cannot fail."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel

from extract.expressions import expression
from extract.fold import fold
from extract.rulebook.layers import Layers
from extract.rulebook.openings import literal_class
from extract.rulebook.pattern_check import is_pattern, own_slots
from extract.rulebook.patterns import PatternError, alternation, compile_pattern
from extract.rulebook.problems import RuleProblem
from extract.rulebook.sections import rules_with_paths
from extract.rulebook.sheets import Sheet
from schemas.rules.base import Rule
from schemas.rules.page import CHARACTERS, INVENTORIES

_ANYTHING = "."
_NO_WORDS = frozenset({"id", "about", "examples", "type", "types", "heads_of"})
"""Texts of a rule that are looked for in no page."""


def example_traps(sheets: Sequence[Sheet], layers: Layers) -> Iterator[RuleProblem]:
    """The look-alikes that share no character with what their rule looks for."""
    inventories = {name: _any_of(getattr(layers.files["page"], name)) for name in (*INVENTORIES, *CHARACTERS)}
    for sheet in sheets:
        for path, rule in rules_with_paths(sheet.contents):
            own = {name: inventories.get(name, _ANYTHING) for name in own_slots(sheet, rule)}
            telling = _telling_characters(rule, {**layers.slots, **own})
            if telling is None:
                continue
            for number, example in enumerate(rule.examples.reject):
                if not telling.search(fold(example.text)):
                    message = f"{rule.id}: this example cannot fail: it shares nothing with what the rule looks for"
                    yield sheet.problem((*path, "examples", "reject", number, "text"), message)


def _any_of(words: Iterable[str]) -> str:
    return alternation(words) or _ANYTHING


def _telling_characters(rule: Rule, slots: Mapping[str, str]) -> re.Pattern[str] | None:
    """A class of all characters that the rule names; None where it names none."""
    classes: list[str] = []
    for text, pattern in _looked_for(rule):
        if not pattern:
            classes.append(f"[{re.escape(fold(text))}]")
            continue
        try:
            named = literal_class([compile_pattern(text, slots, may_be_empty=True)])
        except PatternError:
            return None
        if named is not None:
            classes.append(named)
    return expression("|".join(classes)) if classes else None


def _looked_for(model: BaseModel) -> Iterator[tuple[str, bool]]:
    """The words and patterns of a rule, and which of the two each is."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in _NO_WORDS:
            continue
        if isinstance(value, BaseModel):
            yield from _looked_for(value)
            continue
        texts = (value,) if isinstance(value, str) and is_pattern(type(model), name) else value
        if isinstance(texts, tuple):
            yield from ((text, is_pattern(type(model), name)) for text in texts if isinstance(text, str))
