"""Which figures stand for a place, what they are divided by, and the tables that readers would draw by hand."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from extract.comparison import compare
from extract.comparison.bases import BaseRule, load_bases
from extract.comparison.table import cells_of
from extract.read import find_inputs, read_input
from extract.tables import COLUMNS, rows
from schemas.comparison import ComparedFigure, Comparison
from schemas.reading import Reading
from tests.pages import ROOT, SEEDS, extractor, seed_readings, source

DEV = ROOT.parent / "shared" / "dev"
TYPES = ("grid", "party_org", "volunteer_hours")
"""The types whose tables are checked against the right answers."""

HEAD = "## 清河县：网格化治理见实效\n\n■记者 王明\n\n近日，清河县推进网格化治理。"


def compared(*pages: str) -> Comparison:
    """The comparison of pages."""
    return of(*(extractor().reading(source(page, f"{number}.txt")) for number, page in enumerate(pages)))


def of(*readings: Reading) -> Comparison:
    columns = COLUMNS["indicators"]
    cells = [
        dict(zip(columns, row, strict=True)) for one in readings for table, row in rows(one) if table == "indicators"
    ]
    return compare([one.document for one in readings], {str(cell["id"]): str(cell["sentence"]) for cell in cells})


def standing(found: Comparison) -> list[str]:
    return [figure.text for figure in found.figures if figure.aside is None]


def aside(found: Comparison) -> dict[str, str]:
    return {figure.text: figure.aside for figure in found.figures if figure.aside is not None}


@pytest.mark.parametrize(
    ("sentence", "stand", "beside"),
    [
        ("全县共划分网格819个，其中农村网格611个、社区网格208个。", ["819个"], {"611个": "part", "208个": "part"}),
        ("全县建立党总支33个、党支部668个。", ["33个", "668个"], {}),
        ("全县计划新建网格驿站5个。", [], {"5个": "planned"}),
        ("每个网格不少于3名网格员。", [], {"3名": "standard"}),
        ("全县走访群众几十家。", [], {"几十家": "open"}),
    ],
)
def test_a_total_stands_and_what_is_part_of_it_stands_aside(
    sentence: str, stand: list[str], beside: dict[str, str]
) -> None:
    found = compared(f"{HEAD}{sentence}\n")
    assert (standing(found), aside(found)) == (stand, beside)


def test_what_two_pages_print_alike_stands_once_and_leads_to_both() -> None:
    page = f"{HEAD}全县共划分网格819个。\n"
    found = compared(page, page.replace("见实效", "显成效"))
    one, other = found.figures
    assert (one.aside, other.aside, other.stands_for_it) == (None, "repeat", one.id)


def test_two_numbers_for_one_thing_both_stand() -> None:
    found = compared(f"{HEAD}全县共划分网格819个。\n", f"{HEAD}全县共划分网格820个。\n")
    assert standing(found) == ["819个", "820个"]


def test_a_part_that_lies_in_another_place_stands_for_that_place() -> None:
    page = "## 石家庄市：网格化治理见实效\n\n■记者 王明\n\n石家庄市共划分网格819个，其中桥西区网格211个。\n"
    found = compared(page)
    assert {(figure.place, figure.text) for figure in found.figures if figure.aside is None} == {
        ("河北省/石家庄市", "819个"),
        ("河北省/石家庄市/桥西区", "211个"),
    }


@pytest.mark.parametrize(
    ("sentence", "rates"),
    [
        ("全县共有常住人口40000人，配备网格员80名。", {"80名": [("population", 20.0, True)]}),
        ("全县共有常住人口近40000人，配备网格员80名。", {"80名": [("population", 20.0, False)]}),
        ("全县辖20个社区，划分网格130个。", {"130个": [("community", 6.5, True)]}),
        ("全县选取20个社区试点，划分网格130个。", {}),
        ("全县外来人口40000人，配备网格员80名。", {}),
        ("全县共有常住人口40000人，满意率达98%。", {}),
        ("全县常住人口40000人，总人口50000人，配备网格员80名。", {}),
    ],
)
def test_a_figure_is_divided_by_what_its_place_has_as_a_whole(
    sentence: str, rates: dict[str, list[tuple[str, float, bool]]]
) -> None:
    figures = compared(f"{HEAD}{sentence}\n").figures
    given = {figure.text: [(rate.base, rate.value, rate.is_exact) for rate in figure.rates] for figure in figures}
    assert {text: found for text, found in given.items() if found} == rates


def _base(rule: BaseRule, text: str) -> list[ComparedFigure]:
    found = compared(f"{HEAD}\n{text}。\n")
    return [figure for figure in found.figures if rule.holds(figure, text)]


@pytest.mark.parametrize("rule", load_bases().bases, ids=lambda rule: rule.base)
def test_the_examples_of_the_bases_hold(rule: BaseRule) -> None:
    assert [text for text in rule.examples.match if not _base(rule, text)] == []
    assert [example.text for example in rule.examples.reject if _base(rule, example.text)] == []


def by_hand(figures: list[dict[str, Any]]) -> set[tuple[str, str, float]]:
    """The figures of right answers that stand for their place: no part of another one of its type and place."""
    kinds = {figure["start"]: (figure["place"], figure["type"][0]) for figure in figures}
    return {
        (figure["place"], figure["type"][0], figure["value"])
        for figure in figures
        if figure["must"] and figure["type"][0] in TYPES
        if kinds.get(figure["part_of"]) != (figure["place"], figure["type"][0])
    }


def optional(figures: list[dict[str, Any]]) -> set[tuple[str, float]]:
    """What right answers leave to the taste of the reader, as a figure or in its type."""
    return {
        (figure["place"], figure["value"])
        for figure in figures
        if not figure["must"] or set(figure["type"][1:]) & {*TYPES}
    }


@pytest.mark.parametrize(
    ("pages", "gold"), [(SEEDS, ROOT / "tests" / "gold"), (DEV / "texts", DEV / "gold")], ids=["seeds", "dev"]
)
def test_the_table_is_the_one_that_right_answers_give(pages: Path, gold: Path) -> None:
    if not pages.is_dir():
        pytest.skip(f"{pages} is not here")
    readings = [extractor().reading(read_input(found)) for found in find_inputs([str(pages)])[0]]
    articles = [
        article
        for path in sorted(gold.glob("*.json"))
        for article in json.loads(path.read_text(encoding="utf-8")).get("articles", [])
    ]
    expected = set[tuple[str, str, float]]().union(*(by_hand(article["indicators"]) for article in articles))
    left = set[tuple[str, float]]().union(*(optional(article["indicators"]) for article in articles))
    table = {
        (figure.place, figure.type, figure.value)
        for figure in of(*readings).figures
        if figure.aside is None and figure.type in TYPES
    }
    assert expected <= table
    assert {(place, kind, value) for place, kind, value in table - expected if (place, value) not in left} == set()


def test_the_table_of_the_seeds_as_a_reader_draws_it() -> None:
    """Place by place the figure that leads, and how many stand beside it."""
    cells = cells_of(of(*seed_readings()))
    drawn = {
        (str(place).rpartition("/")[2], kind): (cell.standing[0].text, len(cell.standing) - 1)
        for (place, kind), cell in cells.items()
        if kind in TYPES
    }
    assert drawn == {
        ("天台县", "grid"): ("819个", 1),
        ("栾城区", "grid"): ("131个", 0),
        ("天台县", "party_org"): ("33个", 2),
        ("李沧区", "party_org"): ("176个", 0),
        ("荔湾区", "party_org"): ("201个", 3),
        ("铜仁市", "party_org"): ("8个", 1),
        ("万山区", "party_org"): ("5个", 2),
        ("栾城区", "volunteer_hours"): ("30000小时", 0),
        ("李沧区", "volunteer_hours"): ("75000余小时", 0),
    }


def test_every_figure_is_in_the_comparison_once() -> None:
    documents = [reading.document for reading in seed_readings()]
    written = [figure.id for one in documents for article in one.articles for figure in article.indicators]
    assert sorted(figure.id for figure in of(*seed_readings()).figures) == sorted(written)


def test_a_model_of_two_places_stands_first_with_both() -> None:
    first = of(*seed_readings()).models[0]
    assert (first.name, len(first.places)) == ("线上+线下", 3)


def run(*words: object) -> Any:
    return CliRunner().invoke(app, ["compare", *map(str, words)])


def test_the_command_draws_bars_on_one_scale_for_each_unit() -> None:
    result = run(ROOT / "out", "--type", "volunteer_hours")
    assert result.exit_code == 0
    bars = [line.count("█") for line in result.stdout.splitlines() if line.startswith(("  河北", "  山东"))]
    assert bars[-2:] == [9, 24]


def test_where_nothing_can_be_compared_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(f"{HEAD}全县共划分网格819个。\n", encoding="utf-8")
    CliRunner().invoke(app, [str(tmp_path / "page.txt"), "--out", str(tmp_path / "out"), "--quiet"])
    result = run(tmp_path / "out")
    assert (result.exit_code, "no type has figures of two places" in result.stdout) == (0, True)
    assert "819个" in run(tmp_path / "out", "--type", "grid").stdout


def test_the_rows_for_a_spreadsheet_hold_no_formula(tmp_path: Path) -> None:
    (tmp_path / "=1+1.txt").write_text(f"{HEAD}全县共划分网格819个。\n", encoding="utf-8")
    CliRunner().invoke(app, [str(tmp_path), "--out", str(tmp_path / "out"), "--quiet"])
    (row,) = csv.DictReader(io.StringIO(run(tmp_path / "out", "--csv").stdout.removeprefix("\ufeff")))
    assert (row["source"], row["value"], row["stands"]) == ("'=1+1.txt", "819", "yes")


def test_only_the_places_that_are_asked_for_are_told() -> None:
    found = json.loads(run(ROOT / "out", "--place", "浙江省", "--json").stdout)
    assert {place["place"] for place in found["places"]} == {"浙江省/台州市/天台县"}
    assert {figure["place"] for figure in found["figures"]} == {"浙江省/台州市/天台县"}


def test_an_unknown_type_is_said_with_those_that_there_are() -> None:
    result = run(ROOT / "out", "--type", "grids")
    assert result.exit_code == 2
    assert "no figure is of type 'grids'; there are activity," in result.stderr
