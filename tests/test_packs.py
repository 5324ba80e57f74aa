"""Packs laid over the built-in rules: what adds, what overrides, what is switched off, and in which order."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.gazetteer import load_gazetteer
from extract.pipeline import Extractor
from extract.rulebook import RulebookError, load_rulebook
from extract.rulebook.checking import check
from extract.rulebook.packs import installed_packs
from schemas.facts import Indicator
from tests.broken_rules import UNIT
from tests.pages import source


def unit(rule_id: str, *words: str) -> str:
    return UNIT.replace("unit.mine", rule_id).replace("[挂]", f"[{', '.join(words)}]")


def skip(rule_id: str, pattern: str, ledger: str) -> str:
    return (
        f"schema: 1\nskips:\n  - {{id: {rule_id}, about: a, ledger: {ledger}, pattern: '{pattern}', "
        "examples: {match: [{text: a, gives: [{skip: a}]}], reject: [{text: b, why: c}]}}\n"
    )


def pack(folder: Path, head: str = "", **files: str) -> Path:
    """A pack; a name such as `quantities_a` is the file `quantities/a.yaml`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        section, _, file = name.partition("_")
        (folder / section).mkdir(exist_ok=True)
        (folder / section / f"{file or 'mine'}.yaml").write_text(text, encoding="utf-8")
    if head:
        (folder / "pack.yaml").write_text(head, encoding="utf-8")
    return folder


def problems(*packs: Path) -> list[str]:
    with pytest.raises(RulebookError) as raised:
        load_rulebook(over=packs)
    return [problem.message for problem in raised.value.problems]


def figures(text: str, *packs: str | Path) -> list[Indicator]:
    extractor = Extractor(load_rulebook(over=packs), load_gazetteer())
    return [figure for article in extractor.document(source(text)).articles for figure in article.indicators]


def test_new_files_add(tmp_path: Path) -> None:
    text = "全县挂出红灯笼300挂。\n"
    assert figures(text) == []
    assert [figure.unit for figure in figures(text, pack(tmp_path, quantities=UNIT))] == ["挂"]


def test_an_id_that_exists_is_overridden_whole_and_said_so(tmp_path: Path) -> None:
    mine = pack(tmp_path, quantities=unit("unit.money", "挂"))
    rulebook = load_rulebook(over=[mine])
    (rule,) = (rule for rule in rulebook.quantities.units if rule.id == "unit.money")
    assert rule.words == ("挂",)
    (change,) = rulebook.changes()
    assert change.startswith(f"unit.money: {mine}/quantities/mine.yaml:3 overrides ")
    assert figures("村集体收入260万元。\n", mine) == []


def test_an_overriding_rule_stands_where_the_other_stood(tmp_path: Path) -> None:
    ids = [rule.id for rule in load_rulebook().quantities.units]
    mine = pack(tmp_path, quantities=unit("unit.money", "挂"))
    assert [rule.id for rule in load_rulebook(over=[mine]).quantities.units] == ids


def test_rules_are_switched_off_by_their_ids(tmp_path: Path) -> None:
    mine = pack(tmp_path, "schema: 1\nname: quiet\nversion: '1'\ndisable: [unit.money]\n")
    rulebook = load_rulebook(over=[mine])
    assert "unit.money" not in {rule.id for rule in rulebook.rules()}
    assert [change.split(" switches off ")[0] for change in rulebook.changes()] == ["unit.money: quiet"]
    assert figures("村集体收入260万元。\n", mine) == []


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (
            "schema: 1\nname: a\nversion: '1'\ndisable: [unit.mony]\n",
            "disable: there is no rule 'unit.mony' beneath this; did you mean 'unit.money'?",
        ),
        (
            "schema: 1\nname: a\nversion: '1'\ndisable: [zzz]\n",
            "disable: there is no rule 'zzz' beneath this; `extract rules list` shows those that there are",
        ),
        (
            "schema: 2\nname: a\nversion: '1'\n",
            "this needs rule schema 2; this version of extract reads 1: update extract",
        ),
        ("schema: 1\nname: a\n", "file: the key 'version' is missing"),
        ("schema: 1\nname: a\nversion: 1.0\n", "file: 'version' must be text, not 1.0; put it in quotes if it is one"),
        ("schema: 1\nname: a\nversion: '1'\ndisabel: []\n", "file: unknown key 'disabel'; did you mean 'disable'?"),
        ("- a\n", "the file must be keys with values, as in `schema: 1`"),
    ],
)
def test_a_wrong_head_is_told(tmp_path: Path, head: str, message: str) -> None:
    assert problems(pack(tmp_path, head)) == [message]
    assert [problem.message for problem in check(over=[tmp_path])] == [message]


def test_a_pack_that_needs_a_newer_format_is_refused_before_its_files_are_judged(tmp_path: Path) -> None:
    mine = pack(tmp_path, "schema: 9\nname: a\nversion: '1'\n", quantities="schema: 9\nnew_things: []\n")
    assert problems(mine) == ["this needs rule schema 9; this version of extract reads 1: update extract"]


def test_what_is_hidden_is_left_alone_and_another_suffix_is_told(tmp_path: Path) -> None:
    mine = pack(tmp_path, quantities=UNIT)
    (mine / ".github").mkdir()
    (mine / ".github" / "ci.yaml").write_text("on: push\n", encoding="utf-8")
    assert check(over=[mine]) == []
    (mine / "quantities" / "mine.yml").write_text(UNIT, encoding="utf-8")
    assert problems(mine) == ["rule files end in .yaml; rename this one"]


def test_a_slot_has_its_name_once_in_a_pack(tmp_path: Path) -> None:
    slot = "{name: ship, about: a, pattern: 船}"
    (message,) = problems(pack(tmp_path, slots=f"schema: 1\nslots:\n  - {slot}\n  - {slot}\n"))
    assert message == f"the name 'ship' is taken by {tmp_path}/slots/mine.yaml:3"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path / "none") == ["there is no such folder of rules"]


def test_an_id_is_overridden_only_where_it_stands(tmp_path: Path) -> None:
    (message,) = problems(pack(tmp_path, quantities=skip("unit.money", "[0-9]+挂", "other")))
    assert message.endswith("only quantities, units can override it")


def test_the_later_pack_lies_above(tmp_path: Path) -> None:
    one = pack(tmp_path / "one", quantities=skip("skip.mine", "[0-9]+挂", "name"))
    two = pack(tmp_path / "two", quantities=skip("skip.mine", "[0-9]+挂", "age"))
    for packs, ledger in (((one, two), "age"), ((two, one), "name")):
        (rule,) = (rule for rule in load_rulebook(over=packs).quantities.skips if rule.id == "skip.mine")
        assert rule.ledger == ledger


def test_where_the_first_rule_wins_the_later_pack_wins(tmp_path: Path) -> None:
    one = pack(tmp_path / "one", quantities=skip("skip.one", "[0-9]{4}年", "name"))
    two = pack(tmp_path / "two", quantities=skip("skip.two", "[0-9]{4}年", "age"))
    order = [rule.id for rule in load_rulebook(over=[one, two]).quantities.skips]
    assert order.index("skip.two") < order.index("skip.one") < order.index("skip.date.range")
    extractor = Extractor(load_rulebook(over=[one, two]), load_gazetteer())
    assert [number.rule for number in extractor.document(source("在2020年开始。\n")).numbers] == ["skip.two"]


def test_files_of_one_pack_stand_in_the_order_of_their_names(tmp_path: Path) -> None:
    mine = pack(tmp_path, quantities_b=unit("unit.b", "挂"), quantities_a=unit("unit.a", "吊"))
    assert [rule.id for rule in load_rulebook(over=[mine]).quantities.units][:2] == ["unit.a", "unit.b"]


def test_a_word_of_two_units_belongs_to_the_first(tmp_path: Path) -> None:
    mine = pack(tmp_path, quantities=unit("unit.mine", "元"))
    (figure,) = figures("收入260万元。\n", mine)
    assert figure.type == "fund"
    extractor = Extractor(load_rulebook(over=[mine]), load_gazetteer())
    (read,) = extractor.records(source("收入260万元。\n"))
    assert read.indicators[0].quantity.rules == ("unit.mine",)


def test_the_longer_word_wins_whatever_its_rule(tmp_path: Path) -> None:
    mine = pack(tmp_path, quantities=unit("unit.mine", "人次数"))
    assert [figure.unit for figure in figures("培训300人次数。\n", mine)] == ["人次数"]


def test_words_add_up_and_settings_are_replaced(tmp_path: Path) -> None:
    mine = pack(tmp_path, quantities="schema: 1\ncountables: [船员]\nratio_unit: 比例\nspellings: {弍: 二}\n")
    quantities = load_rulebook(over=[mine]).quantities
    assert "船员" in quantities.countables
    assert "居民" in quantities.countables
    assert quantities.ratio_unit == "比例"
    assert quantities.spellings["弍"] == "二"
    assert quantities.spellings["壹"] == "一"


EVERY_SECTION = {
    "slots": "schema: 1\nslots: [{name: ship, about: a ship, pattern: 船|艇}]\n",
    "page": "schema: 1\nmedia: [船报]\n",
    "quantities": UNIT,
    "clauses": "schema: 1\ntimes: [{id: time.mine, about: a, pattern: '汛期以来', "
    "examples: {match: [{text: 汛期以来出动3挂。, gives: [{figure: 3挂}]}], reject: [{text: 汛期出动。, why: b}]}}]\n",
    "indicators": "schema: 1\ntype_codes: {ship: ships}\ntypes: [{id: type.ship, type: ship, "
    "about: ships, heads: [渡船], "
    "examples: {match: [{text: 渡船3挂。, gives: [{figure: 3挂, type: ship}]}], reject: [{text: 渡船。, why: b}]}}]\n",
    "places": "schema: 1\nordinary: [水上]\n",
    "models": "schema: 1\nquoted: [{id: model.mine, about: a, quote: {after: [航线]}, "
    "examples: {match: [{text: 开通“同心”航线。, gives: [{model: 同心}]}], reject: [{text: 航线。, why: b}]}}]\n",
}


def test_a_pack_adds_to_every_section(tmp_path: Path) -> None:
    mine = pack(tmp_path, **EVERY_SECTION)
    assert check(over=[mine]) == []
    extractor = Extractor(load_rulebook(over=[mine]), load_gazetteer())
    (article,) = extractor.document(source("汛期以来，村里添置渡船3挂，开通“同心”航线。\n")).articles
    (figure,) = article.indicators
    assert (figure.type, figure.subject, figure.unit, figure.time) == ("ship", "渡船", "挂", "汛期以来")
    assert [model.name for model in article.models] == ["同心"]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package with a pack, installed as pip leaves it; its code must not run."""
    rules = pack(tmp_path / "site" / "river_rules", "schema: 1\nname: river\nversion: '2.1'\n", quantities=UNIT)
    (rules / "__init__.py").write_text("raise SystemExit('the code of a pack has run')\n", encoding="utf-8")
    info = tmp_path / "site" / "river_rules-2.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: river-rules\nVersion: 2.1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[extract.rules]\nriver = river_rules\nempty = nothing_there\n", encoding="utf-8"
    )
    files = [*rules.rglob("*.yaml"), rules / "__init__.py"]
    record = [f"{path.relative_to(tmp_path / 'site').as_posix()},," for path in files]
    (info / "RECORD").write_text("\n".join([*record, "../outside/quantities/x.yaml,,"]) + "\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "site")
    yield rules
    sys.modules.pop("river_rules", None)


def test_an_installed_pack_is_read_without_running_its_code(installed: Path) -> None:
    assert "river" in installed_packs()
    assert [figure.unit for figure in figures("挂出红灯笼300挂。\n", "pack:river")] == ["挂"]
    rulebook = load_rulebook(over=["pack:river"])
    home = rulebook.homes["unit.mine"]
    assert (home.pack, home.place.file) == ("river", "pack:river/quantities/mine.yaml")
    assert "river_rules" not in sys.modules


def test_only_what_was_asked_for_is_laid_over(installed: Path) -> None:
    assert "unit.mine" not in load_rulebook().homes


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("pack:rivre", "there is no installed pack 'rivre'; did you mean 'river'?"),
        (
            "pack:empty",
            "nothing_there: the package lists no rule files there; of one installed for editing name the folder",
        ),
    ],
)
def test_an_installed_pack_that_cannot_be_read_is_told(installed: Path, wanted: str, message: str) -> None:
    with pytest.raises(RulebookError) as raised:
        load_rulebook(over=[wanted])
    assert raised.value.problems[0].message.startswith(message)


def test_a_broken_file_of_an_installed_pack_is_told(installed: Path) -> None:
    (installed / "quantities" / "mine.yaml").write_text("schema: 1\nunitz: []\n", encoding="utf-8")
    (problem,) = check(over=["pack:river"])
    assert str(problem) == "pack:river/quantities/mine.yaml:2:1: file: unknown key 'unitz'; did you mean 'units'?"
