"""A user's corrections: they survive, they are seen, and those that no longer apply are told."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app
from extract.corrections import Corrections, load_corrections
from extract.gazetteer import Gazetteer, load_gazetteer
from extract.pipeline import Extractor
from extract.rulebook import Rulebook, RulebookError, load_rulebook
from schemas.facts import Document, Indicator
from schemas.reading import CorrectionOutcome, Reading
from tests.pages import extractor, source

PAGE = """## 清河县：“板凳夜谈”解民忧

■记者 王明

近年来，清河县推行“板凳夜谈”工作法，干部晚上到村里听意见。截至2024年6月，全县共划分网格819个，其中农村网格611个、社区网格208个，配备网格员近900名，问题办结率达98.6%。
"""
ARTICLE = "page#0747f153"
SENTENCE = "全县共划分网格819个，其中农村网格611个"


@cache
def rulebook() -> Rulebook:
    return load_rulebook()


@cache
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def fact_id(words: str) -> str:
    """The id of a figure or of the model, by its words."""
    (article,) = extractor().document(source(PAGE)).articles
    facts = {figure.text: figure.id for figure in article.indicators} | {one.name: one.id for one in article.models}
    return facts[words]


def file_of(*corrections: str) -> str:
    return "schema: 1\ncorrections:\n" + "".join(f"  - {one}\n" for one in corrections)


def correction(words: str, says: str, sentence: str = SENTENCE) -> str:
    return f"{{fact: '{fact_id(words)}', sentence: {sentence}, {says}}}"


def loaded(folder: Path, text: str) -> Corrections:
    path = folder / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    return load_corrections(path, rulebook(), gazetteer())


def reading(folder: Path, *corrections: str, page: str = PAGE) -> Reading:
    made = Extractor(rulebook(), gazetteer(), loaded(folder, file_of(*corrections)))
    return made.reading(source(page))


def figures(document: Document) -> dict[str, Indicator]:
    return {figure.text: figure for article in document.articles for figure in article.indicators}


@pytest.mark.parametrize(
    ("says", "field", "value"),
    [
        ("set: {subject: 村网格}", "subject", "村网格"),
        ("set: {type: community}", "type", "community"),
        ("set: {value: 612}", "value", 612),
        ("set: {value: '1:3'}", "value", "1:3"),
        ("set: {unit: 片}", "unit", "片"),
        ("set: {modifier: about}", "modifier", "about"),
        ("set: {time: 目前}", "time", "目前"),
        ("set: {time: null}", "time", None),
        ("set: {status: planned}", "status", "planned"),
        ("set: {place: null}", "place", None),
    ],
)
def test_a_field_is_as_the_user_says(tmp_path: Path, says: str, field: str, value: Any) -> None:
    made = reading(tmp_path, correction("611个", says))
    before, after = figures(extractor().document(source(PAGE)))["611个"], figures(made.document)["611个"]
    assert after == before.model_copy(update={field: value, "rule": "correction"})
    assert made.corrections == (CorrectionOutcome(before.id),)


def test_a_place_is_named_by_its_path(tmp_path: Path) -> None:
    made = reading(tmp_path, correction("611个", "set: {place: 河北省/邢台市/威县}"))
    place = figures(made.document)["611个"].place
    assert place is not None
    assert (place.county, place.code, place.text, place.span) == ("威县", "130533", None, None)


def test_the_place_of_an_article_is_its_own(tmp_path: Path) -> None:
    made = reading(tmp_path, f"{{fact: {ARTICLE!r}, sentence: 板凳夜谈, set: {{place: 河北省/邢台市}}}}")
    place = made.document.articles[0].place
    assert place is not None
    assert (place.city, place.county) == ("邢台市", None)


def test_a_dropped_figure_is_in_the_ledger_and_nothing_refers_to_it(tmp_path: Path) -> None:
    made = reading(tmp_path, correction("819个", "drop: true"))
    assert "819个" not in figures(made.document)
    assert [(number.text, number.rule) for number in made.document.numbers if number.rule == "correction"] == [
        ("819个", "correction")
    ]
    assert {figure.part_of for figure in figures(made.document).values()} == {None}
    assert len(made.records[0].indicators) == len(figures(made.document))
    assert {figure.part_of for figure in made.records[0].indicators} == {None}


def test_a_dropped_model_is_gone(tmp_path: Path) -> None:
    made = reading(tmp_path, correction("板凳夜谈", "drop: true", "“板凳夜谈”解民忧"))
    assert made.document.articles[0].models == ()
    assert made.records[0].models == ()


def test_a_model_gets_its_name_and_role(tmp_path: Path) -> None:
    made = reading(tmp_path, correction("板凳夜谈", "set: {name: 夜谈, role: secondary}", "板凳夜谈"))
    (model,) = made.document.articles[0].models
    assert (model.name, model.role, model.rule) == ("夜谈", "secondary", "correction")


def test_the_audit_reads_what_was_corrected(tmp_path: Path) -> None:
    slip = PAGE.replace("611个", "511个")
    assert [one.verdict for one in extractor().document(source(slip)).findings] == ["conflict"]
    mended = reading(tmp_path, correction("611个", "set: {value: 611}", "网格511个"), page=slip)
    assert [one.verdict for one in mended.document.findings] == ["holds"]
    wrong = reading(tmp_path, correction("611个", "set: {value: 511}"))
    assert [one.verdict for one in wrong.document.findings] == ["conflict"]


def test_sources_without_corrections_are_as_they_were(tmp_path: Path) -> None:
    made = Extractor(rulebook(), gazetteer(), loaded(tmp_path, file_of(correction("611个", "drop: true"))))
    other = source(PAGE, "other.txt")
    assert made.reading(other) == extractor().reading(other)


@pytest.mark.parametrize(
    ("words", "says", "sentence", "problem"),
    [
        ("611个", "drop: true", "全县有网格", "its sentence is another one now: 截至2024年6月"),
        ("板凳夜谈", "set: {unit: 个}", "板凳夜谈", "a model has no unit"),
        ("611个", "set: {role: primary}", SENTENCE, "a figure has no role"),
    ],
)
def test_a_correction_that_does_not_fit_changes_nothing(
    tmp_path: Path, words: str, says: str, sentence: str, problem: str
) -> None:
    made = reading(tmp_path, correction(words, says, sentence))
    assert made.document == extractor().document(source(PAGE))
    (outcome,) = made.corrections
    assert outcome.problem.startswith(problem)


def test_a_fact_that_is_gone_leads_to_those_of_its_sentence(tmp_path: Path) -> None:
    made = reading(tmp_path, "{fact: 'page#0747f153/00000000', sentence: 农村网格611个, drop: true}")
    assert made.corrections[0].problem.startswith(
        "there is no such fact in page.txt any more; its sentence gives page#"
    )
    assert f"{fact_id('611个')} (611个 农村网格)" in made.corrections[0].problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("schema: 1\n", "1:1: file: the key 'corrections' is missing"),
        (file_of("{fact: a, sentence: b}"), "3:5: corrections: a correction has either `set` with what is otherwise"),
        (file_of("{fact: a, sentence: b, drop: maybe}"), "3:28: corrections.0: 'drop' is true or false, not 'maybe'"),
        (
            file_of("{fact: a, sentence: b, set: {typo: grid}}"),
            "3:34: corrections.0.set: unknown key 'typo'; did you mean 'type'?",
        ),
        (
            file_of("{fact: a, sentence: b, set: {type: gird}}"),
            "3:34: there is no type 'gird'; did you mean 'grid'?",
        ),
        (
            file_of("{fact: a, sentence: b, set: {place: 河北省/某市}}"),
            "3:34: there is no place '河北省/某市'; official names from the province down, joined by /",
        ),
        (
            file_of("{fact: a, sentence: b, drop: true}", "{fact: a, sentence: b, drop: true}"),
            "4:6: 'a' is corrected twice; the first is on line 3",
        ),
        ("schema: 2\ncorrections: []\n", "1:1: this needs rule schema 2; this version of extract reads 1"),
    ],
)
def test_a_mistake_in_the_file_is_told_at_its_place(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(RulebookError) as caught:
        loaded(tmp_path, text)
    assert str(caught.value).removeprefix(f"{tmp_path}/corrections.yaml:").startswith(problem)


def extract(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def corrected_run(folder: Path, *corrections: str) -> Result:
    (folder / "mine.yaml").write_text(file_of(*corrections), encoding="utf-8")
    return extract(folder / "page.txt", "-o", folder / "out", "-q", "--corrections", folder / "mine.yaml")


def test_every_later_run_and_check_applies_the_file(folder: Path) -> None:
    assert corrected_run(folder, correction("611个", "set: {subject: 村网格}")).exit_code == 0
    (article,) = json.loads((folder / "out" / "page.json").read_text(encoding="utf-8"))["articles"]
    assert article["indicators"][1]["subject"] == "村网格"
    words = ("check", folder / "page.txt", "-o", folder / "out")
    assert extract(*words, "--corrections", folder / "mine.yaml").exit_code == 0
    assert extract(*words).exit_code == 1


def test_what_no_longer_applies_is_told_with_its_line(folder: Path) -> None:
    result = corrected_run(
        folder, correction("611个", "drop: true", "没有这句"), "{fact: 'b#1', sentence: 无, drop: true}"
    )
    assert result.exit_code == 1
    first, second = result.stderr.splitlines()
    assert first.startswith(
        f"extract: {folder}/mine.yaml:3: {fact_id('611个')} is not corrected: its sentence is another"
    )
    assert second == f"extract: {folder}/mine.yaml:4: b#1 is not corrected: its page was not read"


def test_the_record_of_the_run_names_the_corrections_only_where_there_are_any(folder: Path) -> None:
    corrected_run(folder, correction("611个", "set: {subject: 村网格}"))
    assert len(json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))["made_with"]["corrections"]) == 64
    extract(folder / "page.txt", "-o", folder / "out", "-q")
    assert "corrections" not in json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))["made_with"]
