"""The library: what README shows of it, its types, and that importing it costs nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

import extract
from extract import extract_path, extract_text, load_rulebook
from extract.api import TABLES
from tests.pages import ROOT, SEEDS, extractor, seed_readings, source

PAGE = "## 清河县建成网格\n\n■记者 王明\n\n目前，全县共划分网格819个，按照最高1:3比例增配组织员。\n"


def test_a_text_gives_the_facts_that_the_command_gives() -> None:
    facts = extract_text(PAGE, name="page.txt")
    assert facts.documents == (extractor().document(source(PAGE)),)
    assert [figure.value for figure in facts.figures] == [819, "1:3"]


def test_paths_give_their_pages_and_what_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    facts = extract_path(SEEDS, tmp_path / "bad.txt", str(tmp_path / "none"))
    assert facts.readings == seed_readings()
    assert {error.name for error in facts.errors} == {"bad.txt", str(tmp_path / "none")}
    assert len(facts.findings) == sum(len(one.document.findings) for one in seed_readings())


def test_rules_of_a_pack_are_used(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text("schema: 1\nname: p\nversion: '1'\ndisable: [type.grid]\n", encoding="utf-8")
    rulebook = load_rulebook(pack)
    assert extract_text(PAGE).figures[0].type == "grid"
    assert extract_text(PAGE, rulebook=rulebook).figures[0].type != "grid"


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_the_records_of_all_sources(table: str) -> None:
    facts = extract_path(SEEDS)
    counts = {
        "articles": len(facts.articles),
        "models": len(facts.models),
        "indicators": len(facts.figures),
        "numbers": sum(len(document.numbers) for document in facts.documents),
        "findings": len(facts.findings),
    }
    rows = facts.rows(table)
    assert len(rows) == counts[table] > 0
    assert {tuple(row) for row in rows} == {tuple(rows[0])}


def test_a_row_tells_a_figure_flat() -> None:
    first, ratio = extract_text(PAGE, name="page.txt").rows()
    assert (first["value"], first["value_text"], first["place"], first["place_code"]) == (
        *(819, "819", "河北省/邢台市/清河县", "130534"),
    )
    assert PAGE[first["start"] : first["end"]] == first["text"] == "819个"
    assert "全县共划分网格819个" in first["sentence"]
    assert (ratio["value"], ratio["value_text"]) == (None, "1:3")


@pytest.mark.parametrize("table", TABLES)
def test_data_frames_hold_the_rows(table: str) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    facts = extract_path(SEEDS)
    rows = facts.rows(table)
    assert facts.to_polars(table).to_dicts() == rows
    frame = facts.to_pandas(table)
    assert list(frame.columns) == list(rows[0])
    for row, kept in zip(rows, frame.to_dict("records"), strict=True):
        assert {name: value for name, value in row.items() if value is not None} == {
            name: value for name, value in kept.items() if value is not None and value == value
        }


def test_a_data_frame_of_no_facts_has_its_columns() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    nothing, some = extract_text("无事。"), extract_text(PAGE)
    assert nothing.to_pandas().dtypes.to_dict() == some.to_pandas().dtypes.to_dict()
    assert nothing.to_polars().schema == some.to_polars().schema


def test_a_table_that_is_not_there_is_told() -> None:
    with pytest.raises(ValueError, match="there is no table 'figures'; there are articles, models, indicators"):
        extract_text(PAGE).rows("figures")


def test_importing_the_package_loads_no_library() -> None:
    told = "import sys, extract; print(*{'pydantic', 'yaml', 'jieba', 'rich', 'pandas', 'pyarrow'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, check=True, text=True)
    assert done.stdout.strip() == ""


def test_the_names_of_the_package_are_told_and_no_others() -> None:
    assert set(extract.__all__) <= set(dir(extract))
    with pytest.raises(AttributeError, match="has no attribute 'extract_txt'"):
        extract.extract_txt  # noqa: B018


def test_programs_that_use_it_are_checked_for_types(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from extract import extract_text\n\nvalue: int | float | str | None = extract_text('').figures[0].value\n"
        "wrong: int = extract_text('').figures[0].unit\n",
        encoding="utf-8",
    )
    words = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache"), str(program)]
    told = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, text=True).stdout
    assert "program.py:4: error: Incompatible types in assignment" in told
    assert "Found 1 error" in told
