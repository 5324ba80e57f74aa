"""Patterns of rule files that cannot serve, told at their place: what does not compile, matches nothing, or lacks a
group that its stage asks for.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pydantic import BaseModel

from extract.rulebook.patterns import SLOT, PatternError, compile_pattern
from extract.rulebook.problems import RuleProblem, meant
from extract.rulebook.sheets import Sheet
from extract.rulebook.yaml_source import Path
from schemas.rules.base import Regex
from schemas.rules.models import PhraseRule
from schemas.rules.page import CHARACTERS, INVENTORIES, PageFile
from schemas.rules.slots import SlotFile

Located = tuple[Path, str, Regex, BaseModel]
"""Where a pattern stands in its file, its text, what it must have, and what it belongs to."""
_STAND_IN = "x"
"""Takes the place of the word lists that stages make slots of."""
_STAND_INS: Mapping[type[BaseModel], Sequence[str]] = {PhraseRule: ("openers",)}


def pattern_problems(sheets: Sequence[Sheet], slots: Mapping[str, str]) -> Iterator[RuleProblem]:
    """What is wrong with the patterns of the sheets; `slots` are those of all packs."""
    for sheet in sheets:
        for path, pattern, regex, owner in patterns_of(sheet):
            yield from _problems(
                sheet, path, pattern, regex, {**slots, **dict.fromkeys(own_slots(sheet, owner), _STAND_IN)}
            )


def patterns_of(sheet: Sheet) -> Iterator[Located]:
    """Every pattern of a sheet."""
    yield from patterns_in(sheet.contents, ())


def is_pattern(model: type[BaseModel], field: str) -> bool:
    """Whether a field holds patterns."""
    return dict(_fields(model)).get(field) is not None


def own_slots(sheet: Sheet, owner: BaseModel) -> Sequence[str]:
    """The slots that stages make for the patterns of one file or rule out of its word lists."""
    own = (*INVENTORIES, *CHARACTERS) if isinstance(sheet.contents, PageFile) else ()
    return (*own, *_STAND_INS.get(type(owner), ()))


def _problems(sheet: Sheet, path: Path, pattern: str, regex: Regex, slots: Mapping[str, str]) -> Iterator[RuleProblem]:
    where = sheet.owner(path)
    unknown = [match for match in SLOT.finditer(pattern) if match[1] not in slots]
    for match in unknown:
        advice = meant(match[1], sorted(slots))
        yield sheet.problem_in(path, match.start(), f"{where}: unknown slot {{{match[1]}}}; {advice}")
    if unknown:
        return
    try:
        # A slot's own text may match the empty text: only patterns that use it must not.
        compiled = compile_pattern(pattern, slots, may_be_empty=isinstance(sheet.contents, SlotFile))
    except PatternError as error:
        yield sheet.problem_in(path, error.offset, f"{where}: {error}")
        return
    for group in regex.groups:
        if group not in compiled.groupindex:
            yield sheet.problem(path, f"{where}: the pattern needs the named group (?P<{group}>…)")


def patterns_in(owner: BaseModel, path: Path = ()) -> Iterator[Located]:
    """Every pattern of a part of a sheet, which stands at `path`."""
    for name, regex in _fields(type(owner)):
        value = getattr(owner, name)
        if isinstance(value, str) and regex is not None and value:
            yield (*path, name), value, regex, owner
        elif isinstance(value, BaseModel):
            yield from patterns_in(value, (*path, name))
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, str) and regex is not None:
                    yield (*path, name, number), item, regex, owner
                elif isinstance(item, BaseModel):
                    yield from patterns_in(item, (*path, name, number))


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, Regex | None], ...]:
    """The fields of a model that may hold patterns, with what those must have."""
    return tuple(
        (name, _regex((*info.metadata, info.annotation)))
        for name, info in model.model_fields.items()
        if name != "examples"
    )


def _regex(parts: Sequence[object]) -> Regex | None:
    """The mark of a pattern in the pieces of an annotation."""
    for part in parts:
        if isinstance(part, Regex):
            return part
        inside = (*getattr(part, "__metadata__", ()), *getattr(part, "__args__", ()))
        if inside and (found := _regex(inside)) is not None:
            return found
    return None
