"""Words that never get their turn, and marks that pages do not print so."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from extract.fold import fold
from extract.rulebook.layers import Layers
from extract.rulebook.pattern_check import is_pattern
from extract.rulebook.problems import RuleProblem
from extract.rulebook.sections import RulePath, rules_with_paths
from extract.rulebook.sheets import Sheet
from extract.rulebook.yaml_source import Path
from schemas.rules.base import Match, Reject, Rule
from schemas.rules.indicators import TypeRule

FIRST_WINS = {
    "units": ("words",),
    "roles": ("words",),
    "modifiers": ("before", "inside", "after"),
    "deixis": ("words",),
}
"""The groups in which the first rule that lists a word has it, and the keys of those words."""
FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF_WIDTH = re.compile(r"(?<=[㐀-鿿”’》])[,;:?!()]")

InUse = Mapping[str, tuple[Sheet, RulePath, Rule]]
"""The rules in use by their ids, each with its place."""


def word_traps(sheets: Sequence[Sheet], layers: Layers) -> Iterator[RuleProblem]:
    """Everything of the kind in the sheets."""
    in_use = _in_use(sheets, layers)
    yield from _listed_twice(in_use)
    yield from _taken(in_use, layers)
    yield from _inside_longer(in_use)
    for sheet in sheets:
        for path, text in _texts(sheet.contents, ()):
            for mark in _HALF_WIDTH.finditer(text):
                yield sheet.problem_in(path, mark.start(), _half_width(sheet, path, mark.group()))


def _in_use(sheets: Sequence[Sheet], layers: Layers) -> InUse:
    found: dict[str, tuple[Sheet, RulePath, Rule]] = {}
    for sheet in sheets:
        for path, rule in rules_with_paths(sheet.contents):
            home = layers.homes.get(rule.id)
            if home is not None and home.sheet is sheet:
                found.setdefault(rule.id, (sheet, path, rule))
    return found


def _listed_twice(in_use: InUse) -> Iterator[RuleProblem]:
    for sheet, path, rule in in_use.values():
        for key, words in _word_lists(rule):
            seen: set[str] = set()
            for number, word in enumerate(words):
                if fold(word) in seen:
                    yield sheet.problem((*path, key, number), f"{rule.id}.{key}: {word!r} is listed twice")
                seen.add(fold(word))


def _taken(in_use: InUse, layers: Layers) -> Iterator[RuleProblem]:
    """Words that a rule before has already."""
    for file in layers.files.values():
        for group, keys in FIRST_WINS.items():
            for key in keys:
                yield from _taken_in(getattr(file, group, ()), key, in_use)


def _taken_in(rules: Sequence[Rule], key: str, in_use: InUse) -> Iterator[RuleProblem]:
    owners: dict[str, Rule] = {}
    for rule in rules:
        for word in getattr(rule, key, ()):
            first = owners.setdefault(fold(word), rule)
            if first is not rule and _stands(first, in_use) and _stands(rule, in_use):
                yield _shadowed(word, key, in_use[first.id], in_use[rule.id])


def _stands(rule: Rule, in_use: InUse) -> bool:
    """Whether this very rule is in use, and not another one of the same id."""
    return rule.id in in_use and in_use[rule.id][2] is rule


def _shadowed(
    word: str, key: str, first: tuple[Sheet, RulePath, Rule], second: tuple[Sheet, RulePath, Rule]
) -> RuleProblem:
    """Told at the second rule; at the first when that is laid over the other from elsewhere."""
    at, other = (
        (second, first) if first[0].section == second[0].section and _same_pack(first, second) else (first, second)
    )
    sheet, path, rule = at
    number = [fold(one) for one in getattr(rule, key)].index(fold(word))
    where = f"{other[0].name}:{other[0].source.position((*other[1], 'id'))[0]}"
    verdict = "has it before, so that it never counts here" if at is second else "loses it to this rule"
    return sheet.problem(
        (*path, key, number), f"{rule.id}.{key}: {word!r} is shadowed: {other[2].id} ({where}) {verdict}"
    )


def _same_pack(first: tuple[Sheet, RulePath, Rule], second: tuple[Sheet, RulePath, Rule]) -> bool:
    return first[0].pack == second[0].pack


def _inside_longer(in_use: InUse) -> Iterator[RuleProblem]:
    """Match examples in which the rule's words stand only inside longer words of other rules, which win."""
    for group, key, is_at_end in (("units", "words", False), ("types", "heads", True)):
        rules = [found for found in in_use.values() if found[1][0] == group and getattr(found[2], key)]
        owners = {fold(word): rule.id for _, _, rule in rules for word in getattr(rule, key)}
        for sheet, path, rule in rules:
            if isinstance(rule, TypeRule) and (rule.units or rule.decisive_units):
                continue
            own = {fold(word) for word in getattr(rule, key)}
            for number, example in enumerate(rule.examples.match):
                winner = _longer_winner(fold(example.text), own, owners, is_at_end)
                if winner is not None:
                    short, long = winner
                    why = f"it stands inside {long!r} of {owners[long]}, and the longer word wins"
                    at = (*path, "examples", "match", number, "text")
                    yield sheet.problem(at, f"{rule.id}: {short!r} is shadowed here: {why}")


def _longer_winner(text: str, own: Iterable[str], owners: Mapping[str, str], is_at_end: bool) -> tuple[str, str] | None:
    """One of the own words and the longer one around it, if all own words in the text stand so."""
    found: tuple[str, str] | None = None
    own = set(own)
    for word in own:
        for match in re.finditer(re.escape(word), text):
            longer = next(
                (w for w in owners if w not in own and len(w) > len(word) and _covers(text, w, match, is_at_end)), None
            )
            if longer is None:
                return None
            found = word, longer
    return found


def _covers(text: str, longer: str, match: re.Match[str], is_at_end: bool) -> bool:
    start = match.end() - len(longer) if is_at_end else match.start()
    return start >= 0 and text.startswith(longer, start)


def _word_lists(rule: Rule) -> Iterator[tuple[str, Sequence[str]]]:
    for name in type(rule).model_fields:
        value = getattr(rule, name)
        if isinstance(value, tuple) and value and all(isinstance(item, str) for item in value):
            yield name, value


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The words and example texts of a file; its patterns and remarks are left out."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _texts(item, (*path, number))
    elif isinstance(value, BaseModel):
        yield from _texts_of(value, path)


def _texts_of(model: BaseModel, path: Path) -> Iterator[tuple[Path, str]]:
    """The texts of an example, or the word lists of anything else; single texts are codes, or sets of characters."""
    if isinstance(model, Match | Reject):
        yield (*path, "text"), model.text
        return
    for name in type(model).model_fields:
        value = getattr(model, name)
        if not isinstance(value, str) and not is_pattern(type(model), name):
            yield from _texts(value, (*path, name))


def _half_width(sheet: Sheet, path: Path, mark: str) -> str:
    return f"{sheet.owner(path)}: half-width {mark!r} after a Chinese character; pages print {FULL_WIDTH[mark]!r}"
