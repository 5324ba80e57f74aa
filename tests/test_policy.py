"""Which rule wins where two want the same words: what docs/rules.md says, row by row."""

from pathlib import Path

import pytest

from extract.gazetteer import load_gazetteer
from extract.pipeline import Extractor
from extract.rulebook import load_rulebook
from schemas.reading import ArticleRecords
from tests.pages import source

ANY = "examples: {match: [{text: a, gives: [{figure: a}]}], reject: [{text: b, why: c}]}"


def read(folder: Path, text: str, **files: str) -> ArticleRecords:
    """The text, read with rules laid over the built-in ones: `section=groups`, each rule one flow mapping."""
    for section, groups in files.items():
        (folder / section).mkdir()
        (folder / section / "mine.yaml").write_text(f"schema: 1\n{groups}\n".replace("ANY", ANY), encoding="utf-8")
    (records,) = Extractor(load_rulebook(over=[folder]), load_gazetteer()).records(source(f"{text}\n"))
    return records


@pytest.mark.parametrize(
    ("units", "text", "rule"),
    [
        ("[{id: unit.a, about: a, words: [吨标准煤], ANY}]", "节约3吨标准煤。", "unit.a"),
        ("[{id: unit.a, about: a, words: [吨], ANY}, {id: unit.b, about: b, words: [吨], ANY}]", "节约3吨。", "unit.a"),
    ],
)
def test_of_units_the_longer_and_then_the_first_wins(tmp_path: Path, units: str, text: str, rule: str) -> None:
    (figure,) = read(tmp_path, text, quantities=f"units: {units}").indicators
    assert figure.quantity.rules == (rule,)


def test_of_modifiers_the_first_wins(tmp_path: Path) -> None:
    modifiers = "modifiers: [{id: modifier.a, about: a, modifier: over, before: [约], ANY}]"
    (figure,) = read(tmp_path, "节约约3吨。", quantities=modifiers).indicators
    assert figure.quantity.modifier == "over"


@pytest.mark.parametrize(
    ("skips", "text", "rule"),
    [
        ("{id: skip.a, about: a, ledger: name, pattern: '[0-9]{4}年', ANY}", "在2020年5月。", "skip.a"),
        ("{id: skip.a, about: a, ledger: name, pattern: '5月', ANY}", "在2020年5月。", "skip.date.day"),
    ],
)
def test_of_look_alikes_the_leftmost_and_then_the_first_wins(tmp_path: Path, skips: str, text: str, rule: str) -> None:
    records = read(tmp_path, text, quantities=f"skips: [{skips}]")
    first = records.skips[0].rule
    assert first == rule if rule == "skip.a" else first != "skip.a"


def test_a_look_alike_goes_before_a_quantity_and_a_ratio_before_a_look_alike(tmp_path: Path) -> None:
    skip = "skips: [{id: skip.a, about: a, ledger: name, pattern: '3吨', ANY}]"
    assert read(tmp_path, "节约3吨。", quantities=skip).indicators == ()


def test_a_ratio_goes_before_a_look_alike(tmp_path: Path) -> None:
    skip = "skips: [{id: skip.a, about: a, ledger: name, pattern: '[0-9]:[0-9]', ANY}]"
    (figure,) = read(tmp_path, "医护比例为1:3。", quantities=skip).indicators
    assert figure.quantity.value == "1:3"


def test_of_roles_the_first_wins_and_goes_before_the_dictionary(tmp_path: Path) -> None:
    roles = "roles: [{id: clause.a, about: a, role: stop, words: [农村], ANY}]"
    (figure,) = read(tmp_path, "农村低保家庭611个。", clauses=roles).indicators
    assert "clause.a" in figure.rules


@pytest.mark.parametrize(
    ("rules", "kind"),
    [
        ("{id: type.a, type: ship, about: a, heads: [渡船], ANY}", "ship"),
        ("{id: type.a, type: ship, about: a, decisive_units: [艘], ANY}", "ship"),
        (
            "{id: type.a, type: ship, about: a, heads: [渡船], ANY}, "
            "{id: type.b, type: boat, about: b, heads: [渡船], ANY}",
            "other",
        ),
        (
            "{id: type.a, type: ship, about: a, heads: [渡船], ANY}, "
            "{id: type.b, type: boat, about: b, heads: [船], ANY}",
            "ship",
        ),
    ],
)
def test_of_types_the_most_evidence_wins_and_a_tie_is_other(tmp_path: Path, rules: str, kind: str) -> None:
    types = f"type_codes: {{ship: ships, boat: boats}}\ntypes: [{rules}]"
    (figure,) = read(tmp_path, "全村添置渡船5艘。", indicators=types).indicators
    assert figure.type == kind


def test_no_name_goes_before_every_name_and_of_names_the_first_rule_wins(tmp_path: Path) -> None:
    quoted = "quoted: [{id: model.a, about: a, quote: {words: [板凳夜谈]}, ANY}]"
    (model,) = read(tmp_path, "该村推行“板凳夜谈”工作法。", models=quoted).models
    assert model.rule in {"model.a", *(rule.id for rule in load_rulebook().models.primaries)}


def test_what_is_no_name_goes_before_every_name(tmp_path: Path) -> None:
    refused = "not_names: [{id: model.not.a, about: a, quote: {words: [板凳夜谈]}, ANY}]"
    assert read(tmp_path, "该村推行“板凳夜谈”工作法。", models=refused).models == ()
