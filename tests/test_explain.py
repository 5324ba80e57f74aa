"""Reasons: every figure, model and place has them, and every digit run and quotation that is none."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from extract.explain import Explainer
from extract.explain.report import report
from extract.fold import fold
from extract.report import plain
from extract.rulebook import load_rulebook
from schemas.explanation import Explanation, Item
from schemas.records import Source
from tests.pages import SEEDS, extractor, seeds, source

EXPLAINER = Explainer(extractor(), load_rulebook())
PAGE = (
    "## 清河县：“板凳夜谈”解民忧\n\n■记者 王明\n\n截至2024年6月，清河县推行“板凳夜谈”工作法，“老大难”少了。"
    "全县细颗粒物平均浓度32微克/立方米，共划分网格819个，其中农村网格611个。\n"
)


def explained(text: str) -> Explanation:
    return EXPLAINER.explain(source(text))


def item(text: str, kind: str, printed: str) -> Item:
    return next(one for one in explained(text).items if (one.kind, one.text) == (kind, printed))


def reason(told: Item, of: str) -> str:
    return next(reason.says for reason in told.because if reason.of == of)


@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: seed.name)
def test_every_digit_run_of_a_seed_page_is_accounted_for(seed: Source) -> None:
    items = [one for one in EXPLAINER.explain(seed).items if one.kind in ("figure", "number")]
    runs = list(re.finditer("[0-9０-９]+", seed.text))
    assert runs
    for run in runs:
        holding = [one for one in items if one.span[0] <= run.start() and run.end() <= one.span[1]]
        assert holding, run.group()
        assert all(one.says for one in holding)


@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: seed.name)
def test_every_quotation_of_a_seed_page_is_accounted_for(seed: Source) -> None:
    items = [one for one in EXPLAINER.explain(seed).items if one.kind in ("model", "quote")]
    marks = list(re.finditer("[“‘]", fold(seed.text)))
    assert marks
    for mark in marks:
        following = mark.end() + len(seed.text[mark.end() :]) - len(seed.text[mark.end() :].lstrip())
        holding = [one for one in items if one.span[0] <= following < one.span[1]]
        assert holding, seed.text[mark.start() : mark.end() + 12]


@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: seed.name)
def test_every_fact_of_a_seed_page_names_its_rules(seed: Source) -> None:
    known = {rule.id for rule in EXPLAINER.rulebook.rules()} | {"type.other"}
    explanation = EXPLAINER.explain(seed)
    extracted = [one for one in explanation.items if one.standing == "extracted" and one.kind != "quote"]
    assert {one.rule for one in extracted} <= known
    document = extractor().document(seed)
    figures = [figure for article in document.articles for figure in article.indicators]
    assert [one.span for one in extracted if one.kind == "figure"] == sorted(figure.span for figure in figures)


def test_near_misses_come_first_and_then_what_was_extracted() -> None:
    order = [one.standing for one in explained(PAGE).items]
    assert order == sorted(order, key=["near", "extracted", "left_out"].index)
    assert order[0] == "near"


def test_a_figure_says_why() -> None:
    told = item(PAGE, "figure", "611个")
    assert reason(told, "subject").startswith("农村网格: the noun phrase before it; 其中/part 农村网格/noun ‹611个›")
    assert reason(told, "type").startswith("grid: head 农村网格, unit 个")
    assert reason(told, "part of") == "819个"
    assert reason(told, "place").startswith("河北省/邢台市/清河县: the article's, from 清河县")
    assert "time" in {other.of for other in told.considered}


def test_a_number_without_a_unit_says_what_follows() -> None:
    told = item(PAGE, "number", "32")
    assert (told.standing, told.says) == ("near", "no figure: no unit of the rulebook follows: 微克/立方米")


def test_a_date_says_which_rule_took_it() -> None:
    told = item(PAGE, "number", "2024年6月")
    assert told.rule in {rule.id for rule in EXPLAINER.rulebook.quantities.skips}
    assert told.says == "no figure: date"


def test_refused_words_say_by_which_rule() -> None:
    told = item(PAGE, "quote", "老大难")
    assert (told.standing, told.rule) == ("left_out", "model.not.slogan")


def test_other_types_considered_are_told_with_their_weights() -> None:
    told = item("全市服务群众3000人。\n", "figure", "3000人")
    assert [other.says for other in told.considered if other.of == "type"]


def test_the_report_puts_marks_under_the_words() -> None:
    told = plain(report(explained("村集体收入260万元。\n"), "村集体收入260万元。\n"))
    line, marks = told.splitlines()[2:4]
    assert marks.index("^") == line.index("260") + 5  # five Chinese characters before it take two columns each


@pytest.mark.parametrize("text", ["“[/red]3吨”", "[bold]3吨[/bold]\n", "\x1b[2J3吨\n"])
def test_text_is_never_markup_and_never_moves_the_terminal(text: str) -> None:
    result = CliRunner().invoke(app, ["rules", "explain", "--text", text])
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    tags = [tag for tag in ("[/red]", "[bold]") if tag in text]
    assert all(tag in result.output for tag in tags)


@pytest.mark.parametrize("text", ["", "\n", "“", "“”", "3", "“”“”3", '"', '"a', "‘“’”", "《“a”》", "３吨"])
def test_any_scrap_is_explained(text: str) -> None:
    assert explained(text).source == "page.txt"


def test_one_line_of_a_file_and_json() -> None:
    seed = next(SEEDS.glob("*.txt"))
    result = CliRunner().invoke(app, ["rules", "explain", f"{seed}:12", "--json"])
    assert result.exit_code == 0
    assert {one["line"] for one in json.loads(result.stdout)["items"]} <= {12}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "explain: name a file, or give a text: --text '…' [not_found]"),
        (["none.txt"], "none.txt: there is no such file or folder [not_found]"),
        (["page.txt:99"], "page.txt: there is no line 99; it has 2 [not_found]"),
        (["."], ".: this is a folder; name one file [not_a_file]"),
    ],
)
def test_what_cannot_be_explained_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text("网格3个。\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["rules", "explain", *words])
    assert (result.exit_code, result.stderr) == (2, f"extract: {message}\n")
