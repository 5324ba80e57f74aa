"""Names in rule files that lead to other rules or to declared types: those that lead nowhere, told at their place."""

from collections.abc import Iterator, Sequence

from extract.rulebook.layers import Layers
from extract.rulebook.problems import RuleProblem, meant
from extract.rulebook.sheets import Sheet
from extract.rulebook.yaml_source import Path
from schemas.rules.base import Rule, RuleModel
from schemas.rules.indicators import IndicatorFile


def repeated_names(sheets: Sequence[Sheet]) -> Iterator[RuleProblem]:
    """Slots, scales and levels that one pack gives twice: items that are known by a name and have no id."""
    taken: dict[tuple[str, str, str, str], tuple[Sheet, Path]] = {}
    for sheet in sheets:
        for group in type(sheet.contents).model_fields:
            items = getattr(sheet.contents, group)
            for number, item in enumerate(items if isinstance(items, tuple) else ()):
                key = item.identity if isinstance(item, RuleModel) and not isinstance(item, Rule) else ""
                if not key:
                    continue
                name, path = str(getattr(item, key)), (group, number, key)
                known = taken.setdefault((sheet.pack, sheet.section, group, name), (sheet, path))
                if known[0] is not sheet or known[1] != path:
                    first = known[0].problem(known[1], "")
                    yield sheet.problem(path, f"the {key} {name!r} is taken by {first.file}:{first.line}")


def reference_problems(sheets: Sequence[Sheet], layers: Layers) -> Iterator[RuleProblem]:
    """Types that are not declared, and ids that no rule has."""
    types = layers.files["indicators"]
    known = list(types.type_codes) if isinstance(types, IndicatorFile) else []
    for sheet in sheets:
        if not isinstance(sheet.contents, IndicatorFile):
            continue
        for number, rule in enumerate(sheet.contents.types):
            if rule.type not in known:
                path = ("types", number, "type")
                advice = meant(rule.type, known) if known else "none is declared"
                message = f"{rule.id}: unknown type {rule.type!r}; {advice} (a new one is declared under `type_codes`)"
                yield sheet.problem(path, message)
            yield from _unknown_heads(sheet, number, rule.heads_of, layers)


def _unknown_heads(sheet: Sheet, number: int, wanted: Sequence[str], layers: Layers) -> Iterator[RuleProblem]:
    for place, rule_id in enumerate(wanted):
        if rule_id not in layers.homes and rule_id not in layers.disabled:
            path = ("types", number, "heads_of", place)
            types = [known for known, home in layers.homes.items() if home.group == "types"]
            yield sheet.problem(path, f"{sheet.owner(path)}: there is no rule {rule_id!r}; {meant(rule_id, types)}")
