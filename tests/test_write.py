"""What is written: files as the contract has them, each whole or not at all."""

import csv
import json
from pathlib import Path

import pytest

from extract.result import document_json, result_of
from extract.tables import COLUMNS
from extract.write import FactFiles, OutputError, document_names, fact_files
from schemas.reading import Reading
from schemas.run import MadeWith, RunRecord
from tests.pages import extractor, seed_readings, source

MADE_WITH = MadeWith(extract="1", libraries={}, rulebook="r", gazetteer="g")


def written(folder: Path, *texts: tuple[str, str]) -> list[str]:
    """The files that sources of these names and texts come to."""
    readings = [extractor().reading(source(text, name)) for name, text in texts]
    with fact_files(folder, [name for name, _ in texts], MADE_WITH) as files:
        for reading in readings:
            write(files, reading)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def write(files: FactFiles, reading: Reading) -> None:
    files.add(result_of(reading, one_line=False))


def _write_and_break(files: FactFiles) -> None:
    write(files, extractor().reading(source("无事。", "b.txt")))
    raise KeyError("no source of this run")


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


TABLES = ["articles.csv", "indicators.csv", "models.csv"]
OWN = [*TABLES, "run.json"]


def test_a_document_per_source_three_tables_and_the_record(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    assert written(out, ("a.txt", "无事。"), ("sub/b.txt", "无事。")) == ["a.json", *OWN, "sub/b.json"]


def test_a_run_over_nothing_writes_empty_tables(tmp_path: Path) -> None:
    assert written(tmp_path) == OWN
    assert table(tmp_path, "indicators") == []


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        (["a.txt", "b.txt"], ["a", "b"]),
        (["a.txt", "a.md", "b.txt"], ["a.txt", "a.md", "b"]),
        (["x/a.txt", "a.txt"], ["x/a", "a"]),
        (["a.txt", "a.md", "a.txt.md"], ["a.txt", "a.md", "a.txt.md"]),
        (["stdin"], ["stdin"]),
        (["2024.11.txt"], ["2024.11"]),
        (["run.txt", "x/run.txt"], ["run_", "x/run"]),
    ],
)
def test_sources_that_would_collide_keep_their_suffix(sources: list[str], names: list[str]) -> None:
    assert list(document_names(sources).values()) == names


def test_json_is_indented_readable_and_in_the_order_of_the_contract() -> None:
    for reading in seed_readings():
        content = document_json(reading.document).decode()
        assert content.endswith("}\n")
        assert content.startswith('{\n  "schema": 1,\n  "source": ')
        assert "\\u" not in content
        document = json.loads(content)
        head = ["schema", "source", "sha256", "published", "text"]
        assert list(document) == [*head, "articles", "numbers", "findings"]
        for article in document["articles"]:
            assert list(article)[:3] == ["id", "title", "kicker"]
        for number in document["numbers"]:
            assert list(number) == ["text", "span", "class", "rule"]


def test_tables_hold_what_the_documents_hold(tmp_path: Path) -> None:
    with fact_files(tmp_path, [reading.document.source for reading in seed_readings()], MADE_WITH) as files:
        for reading in seed_readings():
            write(files, reading)
    articles = [article for reading in seed_readings() for article in reading.document.articles]
    figures = [figure for article in articles for figure in article.indicators]
    assert [row["id"] for row in table(tmp_path, "articles")] == [article.id for article in articles]
    assert [row["id"] for row in table(tmp_path, "models")] == [m.id for article in articles for m in article.models]
    rows = table(tmp_path, "indicators")
    assert [row["id"] for row in rows] == [figure.id for figure in figures]
    for row, figure in zip(rows, figures, strict=True):
        assert tuple(row) == COLUMNS["indicators"]
        assert row["text"] in row["sentence"].replace(" ", "") or " " in row["text"]
        assert row["value"] == ("" if figure.value is None else str(figure.value))


def test_tables_carry_no_offsets(tmp_path: Path) -> None:
    page = "## 某镇建成网格\n\n■记者 王明\n\n目前，全镇共划分网格819个。\n"
    written(tmp_path / "one", ("a.txt", page))
    written(tmp_path / "two", ("a.txt", "\n\n" + page))
    for name in TABLES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_tables_open_rightly_and_run_no_formula(tmp_path: Path) -> None:
    written(tmp_path, ("=1+1.txt", "## 目前，全镇共划分网格819个。"), ("＠a.txt", "目前，全镇共划分网格819个。"))
    content = (tmp_path / "articles.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfsource,id,")
    assert b"\r" not in content
    for row in table(tmp_path, "articles"):
        assert row["source"] in {"'=1+1.txt", "'＠a.txt"}


def test_the_record_tells_what_the_run_was_made_of(tmp_path: Path) -> None:
    written(tmp_path, ("b.txt", "无事。"), ("a.txt", "无事。"))
    record = RunRecord.model_validate_json((tmp_path / "run.json").read_bytes())
    assert [one.source for one in record.inputs] == ["b.txt", "a.txt"]
    assert {one.sha256 for one in record.inputs} == {source("无事。").sha256}
    assert sorted(record.files) == sorted(["a.json", "b.json", *OWN])
    assert record.made_with == MADE_WITH


def test_documents_of_sources_that_are_gone_go_and_files_of_others_stay(tmp_path: Path) -> None:
    written(tmp_path, ("a.txt", "无事。"), ("old/b.txt", "无事。"))
    (tmp_path / "c.json").write_text("mine", encoding="utf-8")
    (tmp_path / "old" / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("c.json")
    with fact_files(tmp_path, ["a.txt"], MADE_WITH) as files:
        write(files, extractor().reading(source("无事。", "a.txt")))
    assert files.removed == ("old/b.json",)
    kept = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))
    assert kept == [
        *("a.json", "articles.csv", "c.json", "empty", "indicators.csv"),
        *("link", "models.csv", "old", "old/notes.txt", "run.json"),
    ]
    assert (tmp_path / "link").readlink() == Path("c.json")


def test_without_a_record_nothing_is_ours_to_remove(tmp_path: Path) -> None:
    written(tmp_path, ("a.txt", "无事。"))
    (tmp_path / "run.json").unlink()
    assert written(tmp_path, ("b.txt", "无事。")) == ["a.json", *TABLES[:1], "b.json", *OWN[1:]]


def test_a_record_that_is_somebody_else_s_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"mine": 1}', encoding="utf-8")
    with pytest.raises(OutputError, match=r"run.json: is no record of a run"):
        written(tmp_path, ("a.txt", "无事。"))
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_a_file_where_a_folder_is_needed_is_named(tmp_path: Path) -> None:
    (tmp_path / "sub").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=rf"{tmp_path.name}/sub: cannot be written: File exists"):
        written(tmp_path, ("sub/b.txt", "无事。"))
    assert [path.name for path in tmp_path.iterdir()] == ["sub"]


def test_a_run_that_breaks_off_leaves_everything_as_it_was(tmp_path: Path) -> None:
    written(tmp_path, ("a.txt", "无事。"))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(KeyError, match="no source of this run"), fact_files(tmp_path, ["b.txt"], MADE_WITH) as files:
        _write_and_break(files)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert [path.name for path in tmp_path.parent.glob(".*.extract")] == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OutputError, match=r"file: cannot be written: File exists"):
        written(tmp_path / "file", ("a.txt", "无事。"))
