"""Expectations that do not hold, written anew into the rule files as what is found now."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.examples.facts import Fact, comparable, telling
from extract.examples.run import ExampleRun, Failure
from extract.report import Line, line
from extract.rulebook import Rulebook
from extract.rulebook.edit import edited
from extract.rulebook.yaml_source import Path as YamlPath
from extract.rulebook.yaml_source import YamlSource, read_yaml
from schemas.rules.base import Match


def update(rulebook: Rulebook, wanted: str = "") -> list[Line]:
    """Write what the failing match examples give now; the report says what was written and what needs a person."""
    report: list[Line] = []
    changes: dict[str, dict[YamlPath, Any]] = {}
    for failure in ExampleRun(rulebook, wanted).in_whole():
        home = rulebook.homes[failure.example.rule.id]
        values = dict(_new_values(failure))
        if not values:
            report.append(line((str(failure.example), "strong"), ": nothing like it is found; change it by hand"))
            continue
        report.append(line((str(failure.example), "strong"), f": written into {home}"))
        for path, value in values.items():
            changes.setdefault(home.place.file, {})[(failure.example.rule.id, *path)] = value
    for file, values in changes.items():
        _rewrite(Path(file), values)
    return report or [line(("every example holds; nothing is written", "good"))]


def _new_values(failure: Failure) -> Iterator[tuple[YamlPath, Any]]:
    """What the missing facts say now, by their paths in the rule."""
    example = failure.example.example
    if not isinstance(example, Match) or failure.example.kind == "todo":
        return
    for number, wanted in enumerate(example.gives):
        if wanted not in failure.outcome.missing:
            continue
        found = _nearest(wanted, failure.outcome.found)
        if found is None:
            continue
        for key, value in wanted.items():
            if key in found and comparable(found[key]) != comparable(value):
                yield ("examples", "match", failure.example.number, "gives", number, key), _plain(found[key])


def _nearest(wanted: Fact, found: Sequence[Fact]) -> Fact | None:
    """The found fact that the wanted one means: the one printed alike, else the only one of its kind."""
    key = telling(wanted)
    alike = [fact for fact in found if telling(fact) == key]
    same = [fact for fact in alike if comparable(fact[key]) == comparable(wanted[key])]
    chosen = same or alike
    return chosen[0] if len(chosen) == 1 or same else None


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


def _rewrite(path: Path, values: Mapping[YamlPath, Any]) -> None:
    """Write values, whose paths begin with the id of their rule, into a file as it stands."""
    text = path.read_bytes().decode("utf-8")
    source = read_yaml(text)
    places = {rule_id: place for place, rule_id in _rules_of(source)}
    new = edited(source, {(*places[str(rule_id)], *rest): value for (rule_id, *rest), value in values.items()})
    path.write_bytes(new.encode("utf-8"))


def _rules_of(source: YamlSource) -> Iterator[tuple[YamlPath, str]]:
    for group, items in source.value.items():
        for number, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and "id" in item:
                yield (group, number), item["id"]
