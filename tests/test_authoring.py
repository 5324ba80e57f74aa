"""What rule authors run: list, show, test, update, watch, coverage, new, schema."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from extract.drafting import DraftError, LookAlike, draft
from extract.examples.run import tried
from extract.examples.update import update
from extract.examples.watch import saves
from extract.explain import Explainer
from extract.report import plain
from extract.rulebook import load_rulebook
from extract.rulebook.checking import check
from extract.rulebook.edit import edited, flow
from extract.rulebook.schema import HEADER, SCHEMAS_FOLDER, schema_texts
from extract.rulebook.yaml_source import read_yaml
from schemas.rules.base import FACT_KEYS
from tests.broken_rules import UNIT
from tests.pages import ROOT, extractor

WRONG = """\
# A pack with a wrong expectation.
schema: 1
units:
  # strings of things
  - id: unit.mine
    about: strings of things
    words: [挂]
    examples:
      match:
        - text: 村里挂出红灯笼300挂。
          gives: [{figure: 300挂, value: 3, unit: 串}]   # how many
      reject:
        - {text: 挂起来。, why: no number}
"""


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TYPER_FORCE_DISABLE_TERMINAL", "1")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    (tmp_path / "mine" / "quantities").mkdir(parents=True)
    (tmp_path / "mine" / "quantities" / "a.yaml").write_text(WRONG, encoding="utf-8")
    return tmp_path / "mine"


def rules(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["rules", *map(str, words)])


def test_every_built_in_rule_has_match_and_reject() -> None:
    for rule in load_rulebook().rules():
        assert rule.examples.match
        assert rule.examples.reject


def test_list_tells_what_each_rule_states_and_what_packs_change(mine: Path) -> None:
    (mine / "pack.yaml").write_text("schema: 1\nname: m\nversion: '1'\ndisable: [unit.area]\n", encoding="utf-8")
    (mine / "quantities" / "b.yaml").write_text(UNIT.replace("unit.mine", "unit.money"), encoding="utf-8")
    told = rules("list", "unit.", "--rules", mine).stdout
    assert "unit.mine" in told
    assert f"overrides {ROOT}/rules/quantities.yaml:" in told
    assert "switched off  unit.area  by m" in told


def test_show_prints_a_rule_as_its_file_says_it(mine: Path) -> None:
    told = rules("show", "unit.mine", "--rules", mine).stdout.splitlines()
    assert told[0] == f"{mine}/quantities/a.yaml:5  mine"
    assert told[1:] == WRONG.splitlines()[4:]
    missing = rules("show", "unit.mony")
    assert missing.exit_code == 2
    assert "did you mean 'unit.money'?" in missing.stderr


def test_a_failing_example_shows_expected_and_got_under_its_place(mine: Path) -> None:
    result = rules("test", "--rules", mine, "-k", "unit.mine")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:5] == [
        "unit.mine:match[0]  in the whole rulebook",
        "  村里挂出红灯笼300挂。",
        "                ^^^^^",
        "  expected  figure: 300挂, value: 3, unit: 串",
        "  got       figure: 300挂, value: 300, unit: 挂",
    ]
    assert result.stdout.splitlines()[-1] == "1 of 2 examples of 1 rule does not hold"


def test_update_writes_what_is_found_and_nothing_else(mine: Path) -> None:
    report = update(load_rulebook(over=[mine]), "unit.mine")
    assert "written into" in plain(report)
    written = (mine / "quantities" / "a.yaml").read_text(encoding="utf-8")
    assert written == WRONG.replace("value: 3,", "value: 300,").replace("unit: 串", "unit: 挂")
    assert tried(load_rulebook(over=[mine]), "unit.mine")[0] == []
    assert "nothing is written" in plain(update(load_rulebook(over=[mine]), "unit.mine"))


def test_update_leaves_to_people_what_it_cannot_tell(mine: Path) -> None:
    (mine / "quantities" / "a.yaml").write_text(WRONG.replace("[挂]", "[吊]"), encoding="utf-8")
    assert "change it by hand" in plain(update(load_rulebook(over=[mine]), "unit.mine"))
    assert "[吊]" in (mine / "quantities" / "a.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "path", "value", "new"),
    [
        ("a: 1 # one\nb: 2\n", ("a",), 3, "a: 3 # one\nb: 2\n"),
        ("a: [x, y]\n", ("a", 1), "z", "a: [x, z]\n"),
        ("a: [x, y]\n", ("a",), ["x"], "a: [x]\n"),
        ("a: '甲'  # 词\r\nb: 2\r\n", ("a",), "乙", "a: 乙  # 词\r\nb: 2\r\n"),
        ("a: |\n  x\n  y\nb: 2\n", ("a",), "z", "a: z\nb: 2\n"),
        ("a: {b: 人, c: 2}\n", ("a", "b"), "no: yes", "a: {b: 'no: yes', c: 2}\n"),
        ("a: x\n", ("a",), "5", "a: '5'\n"),
        ("a: x\n", ("a",), None, "a: null\n"),
    ],
)
def test_a_value_is_replaced_and_the_rest_stays(
    text: str, path: tuple[str | int, ...], value: object, new: str
) -> None:
    assert edited(read_yaml(text), {path: value}) == new
    got = read_yaml(new).value
    for step in path:
        got = got[step]
    assert got == value


@pytest.mark.parametrize(
    "value", ["", "no", "5", "5.0", "null", "a: b", "a #b", "'", '"', "-", "人", "[a]", "32微克/立方米"]
)
def test_a_written_text_is_read_as_the_same_text(value: str) -> None:
    assert read_yaml(f"a: {flow(value)}").value == {"a": value}


def test_watch_runs_at_once_and_after_each_save_until_it_is_stopped(mine: Path) -> None:
    file = mine / "quantities" / "a.yaml"
    pauses = iter(["same", "save", "add", "remove", "stop"])

    def pause(seconds: float) -> None:
        step = next(pauses)
        if step == "save":
            file.write_text(WRONG + "\n", encoding="utf-8")
        elif step == "add":
            (mine / "new.yaml").write_text("", encoding="utf-8")
        elif step == "remove":
            (mine / "new.yaml").unlink()
        elif step == "stop":
            raise KeyboardInterrupt

    assert len(list(saves([mine], pause))) == 4


PAGE = "全县细颗粒物平均浓度为32微克/立方米。整治入河排污口312个。化解纠纷86件。\n"


def test_coverage_tells_what_the_rules_leave(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    found = json.loads(rules("coverage", tmp_path, "--json").stdout)
    assert [(gap["text"], gap["follows"], gap["sentence"]) for gap in found["unread"]] == [
        ("32", "微克/立方米", "全县细颗粒物平均浓度为32微克/立方米。")
    ]
    assert [gap["text"] for gap in found["untyped"]] == ["312个"]
    assert found["hits"]["unit.things"] == 2
    known = {rule.id for rule in load_rulebook().rules()}
    assert set(found["hits"]) | set(found["silent"]) == known
    assert not set(found["hits"]) & set(found["silent"])


def test_coverage_goes_on_past_a_bad_source(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    result = rules("coverage", tmp_path)
    assert result.exit_code == 1
    assert "bad.txt: not UTF-8" in result.stderr
    assert "32微克/立方米  page.txt:1" in result.stdout


NEW = [
    ("减排氮氧化物32微克/立方米。", "figure: 32微克/立方米, value: 32, unit: 微克/立方米"),
    ("整治入河排污口312个。", "figure: 312个, type: pollution_source"),
    ("整治入河排污口312个。", "figure：312个，type：facility"),
    ("惊蛰以来，全县减排氮氧化物1.2万吨。", "figure: 1.2万吨, time: 惊蛰以来"),
    ("全村举办“同心”灯会。", "model: 同心"),
    ("街道推行“老黄牛精神课”工作法。", "no_model: 老黄牛精神课"),
    ("国道G318线3挂牌通车。", "skip: 3挂牌, class: name"),
]


@pytest.mark.parametrize(("sentence", "fact"), NEW)
def test_a_draft_passes_check_and_its_own_examples(tmp_path: Path, sentence: str, fact: str) -> None:
    result = rules("new", "mine", "--rules", tmp_path / "my", "--sentence", sentence, "--fact", fact)
    assert (result.exit_code, result.stderr) == (0, "")
    assert check(over=[tmp_path / "my"]) == []
    failures, report = tried(load_rulebook(over=[tmp_path / "my"]), ".mine:")
    assert not failures, plain(report)


def test_new_asks_for_what_is_not_given(tmp_path: Path) -> None:
    words = ["rules", "new", "mine", "--rules", str(tmp_path / "my")]
    asked = CliRunner().invoke(app, words, input="整治入河排污口312个。\nfigure: 312个, type: facility\n")
    assert asked.exit_code == 0
    assert (tmp_path / "my" / "indicators" / "mine.yaml").exists()


@pytest.mark.parametrize(
    ("name", "sentence", "fact", "message"),
    [
        ("Mine", "网格3个。", "figure: 3个", "'Mine' cannot name a rule"),
        ("mine", "网格3个。", "figure: 3个", "the rulebook gives these facts already"),
        ("mine", "网格3个。", "figure: 4个", "the sentence does not print '4个'"),
        ("mine", "网格3个。", "figur: 3个", "unknown key 'figur'; there are figure, model"),
        ("mine", "网格3个。", "figure: 3个, tpye: grid", "unknown key 'tpye'; there are type, subject"),
        ("mine", "网格3个。", "figure: [", "is no fact"),
        ("mine", "网格3个。", "", "unknown key ''"),
        ("mine", "网格3个。", "place: 网格", "only figure, skip, model, no_model can be drafted"),
        ("mine", "网格3个。", "figure: 3个, value: 4", "3个 is read as figure: 3个, value: 3"),
        ("mine", "说“同心”。", "model: 同心", "only names in “ ” with a noun behind them"),
        ("mine", "共有甲乙挂。", "figure: 甲乙挂", "is no number with a unit behind it"),
    ],
)
def test_what_cannot_be_drafted_is_told(name: str, sentence: str, fact: str, message: str) -> None:
    with pytest.raises(DraftError) as raised:
        draft(name, sentence, [fact], Explainer(extractor(), load_rulebook()), None)
    assert message in str(raised.value)


def test_a_look_alike_that_is_given_is_used() -> None:
    explainer = Explainer(extractor(), load_rulebook())
    alike = LookAlike("整治排污企业312家。", "enterprises")
    (drafted,) = draft("mine", "整治排污口312个。", ["figure: 312个, type: facility"], explainer, alike)
    assert (drafted.reject.text, drafted.reject.why) == (alike.text, alike.why)


def test_a_draft_overwrites_nothing(tmp_path: Path) -> None:
    words = ["new", "mine", "--rules", tmp_path / "my", "--sentence", "整治入河排污口312个。", "--fact"]
    assert rules(*words, "figure: 312个, type: facility").exit_code == 0
    again = rules(*words, "figure: 312个, type: project")
    assert again.exit_code == 2
    assert "choose another name" in again.stderr
    assert rules("new", "mine", "--sentence", "a", "--fact", "figure: 3挂").exit_code == 2


def test_the_shipped_schemas_are_those_of_the_models() -> None:
    shipped = {path.name: path.read_text(encoding="utf-8") for path in SCHEMAS_FOLDER.glob("*.json")}
    assert shipped == schema_texts(), "run: extract rules schema --out schemas/rules"


@pytest.mark.parametrize("path", sorted((ROOT / "rules").rglob("*.yaml")), ids=lambda path: path.name)
def test_every_shipped_file_leads_editors_to_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(HEADER)
    section = path.relative_to(ROOT / "rules").parts[0].removesuffix(".yaml")
    assert (path.parent / first.removeprefix(HEADER)).resolve() == SCHEMAS_FOLDER / f"{section}.json"


def test_a_schema_is_printed_or_all_are_written(tmp_path: Path) -> None:
    assert json.loads(rules("schema", "models").stdout)["title"] == "ModelFile"
    assert rules("schema", "--out", tmp_path / "new").exit_code == 0
    assert {path.name for path in (tmp_path / "new").iterdir()} == set(schema_texts())
    assert "did you mean 'models'?" in rules("schema", "modles").stderr


def test_the_main_job_says_what_packs_change(mine: Path, tmp_path: Path) -> None:
    (mine / "quantities" / "a.yaml").write_text(UNIT.replace("unit.mine", "unit.money"), encoding="utf-8")
    (tmp_path / "page.txt").write_text("收入3元。\n", encoding="utf-8")
    result = CliRunner().invoke(app, [str(tmp_path / "page.txt"), "--rules", str(mine)])
    assert result.exit_code == 0
    assert f"unit.money: {mine}/quantities/a.yaml:3 overrides {ROOT}/rules/quantities.yaml:" in result.stderr
    quiet = CliRunner().invoke(app, [str(tmp_path / "page.txt"), "--rules", str(mine), "--quiet"])
    assert quiet.stderr == ""


def test_the_facts_that_examples_may_ask_for_are_those_that_there_are() -> None:
    from extract.examples.facts import facts_of, telling
    from schemas.records import Source

    text = "## 清河县：“板凳夜谈”解民忧\n\n■记者 王明\n\n2024年，清河县划分网格819个。\n"
    for fact in facts_of(extractor().reading(Source("page", text, ""))):
        assert set(fact) - {telling(fact)} <= set(FACT_KEYS[telling(fact)])
