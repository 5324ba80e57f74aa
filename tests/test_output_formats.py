"""Other formats: the same facts with real types, read by the tools that they are for."""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner, Result

from cli import app
from extract.formats import WRITERS, FormatError, asked_for
from extract.formats.fields import Kind, exact, fields_of
from extract.result import result_of
from extract.write import fact_files
from schemas.facts import Document, Finding, Indicator
from schemas.run import RunRecord
from tests.pages import ROOT, SEEDS, seed_readings
from tests.test_write import MADE_WITH


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed pages in all formats."""
    folder = tmp_path_factory.mktemp("formats") / "out"
    names = [reading.document.source for reading in seed_readings()]
    with fact_files(folder, names, MADE_WITH, ("json", "csv", *WRITERS)) as files:
        for reading in seed_readings():
            files.add(result_of(reading, one_line=False))
    return folder


@pytest.fixture(scope="module")
def database(out: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(out / "facts.sqlite")) as connection:
        yield connection


def extract(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def documents() -> list[Document]:
    return [reading.document for reading in seed_readings()]


def figures() -> list[Indicator]:
    return [figure for one in documents() for article in one.articles for figure in article.indicators]


def sum_of_values() -> Decimal:
    return sum((exact(figure.value) or Decimal(0) for figure in figures()), Decimal(0))


def number_of(table: str) -> int:
    """How many records of a kind the documents hold."""
    articles = [article for one in documents() for article in one.articles]
    counts = {
        "articles": len(articles),
        "models": sum(len(article.models) for article in articles),
        "indicators": len(figures()),
        "numbers": sum(len(one.numbers) for one in documents()),
        "findings": sum(len(one.findings) for one in documents()),
    }
    return counts[table]


TABLES = ("articles", "models", "indicators", "numbers", "findings")


def asked(query: str, out: Path) -> Any:
    return duckdb.sql(query.replace("OUT", str(out)))


def test_the_record_of_the_run_names_all_files(out: Path) -> None:
    record = RunRecord.model_validate_json((out / "run.json").read_bytes())
    assert set(record.files) == {path.name for path in out.iterdir()}


def test_json_lines_hold_the_documents(out: Path) -> None:
    lines = (out / "facts.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    assert [Document.model_validate_json(line) for line in lines] == documents()


@pytest.mark.parametrize("table", TABLES)
def test_parquet_and_sqlite_hold_as_many_rows_as_json(out: Path, database: sqlite3.Connection, table: str) -> None:
    ((rows,),) = asked(f"SELECT count(*) FROM 'OUT/{table}.parquet'", out).fetchall()
    ((kept,),) = database.execute(f"SELECT count(*) FROM {table}")
    assert rows == kept == number_of(table) > 0


def test_duckdb_adds_up_the_values_exactly(out: Path) -> None:
    ((total,),) = asked("SELECT sum(value) FROM 'OUT/indicators.parquet'", out).fetchall()
    assert total == sum_of_values()


def test_sqlite_adds_up_the_values(database: sqlite3.Connection) -> None:
    ((total,),) = database.execute("SELECT sum(value) FROM indicators")
    assert total == pytest.approx(float(sum_of_values()))


def test_parquet_holds_every_field_of_every_figure(out: Path) -> None:
    rows = asked("SELECT * FROM 'OUT/indicators.parquet'", out)
    kept = [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]
    for row, figure in zip(kept, figures(), strict=True):
        written = figure.model_dump()
        for name, kind in fields_of(Indicator).items():
            value = written[name]
            if kind in (Kind.NUMBER, Kind.VALUE):
                assert row[f"{name}_text"] == (None if value is None else str(value))
                value = exact(value)
            elif kind is Kind.SPAN:
                value = {"start": value[0], "end": value[1]}
            elif kind is Kind.PLACE and value and value["span"]:
                value["span"] = dict(zip(("start", "end"), value["span"], strict=True))
            assert row[name] == value, name


def test_parquet_has_decimals_lists_and_structs(out: Path) -> None:
    types = dict(asked("SELECT column_name, column_type FROM (DESCRIBE FROM 'OUT/indicators.parquet')", out).fetchall())
    assert types["value"] == "DECIMAL(38,9)"
    assert types["span"] == 'STRUCT("start" BIGINT, "end" BIGINT)'
    assert types["place"].startswith("STRUCT(province VARCHAR")
    (authors,) = asked("SELECT authors FROM 'OUT/articles.parquet' WHERE len(authors) > 1 LIMIT 1", out).fetchall()[0]
    assert len(authors) > 1


def test_pandas_and_polars_read_the_same_totals(out: Path) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    path = out / "indicators.parquet"
    assert pandas.read_parquet(path)["value"].dropna().sum() == sum_of_values()
    assert polars.read_parquet(path)["value"].sum() == sum_of_values()


def test_references_in_sqlite_lead_somewhere(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    pairs = "SELECT a.id, b.id FROM indicators a JOIN indicators b ON b.key = a.part_of ORDER BY a.key"
    assert database.execute(pairs).fetchall() == [
        (figure.id, figure.part_of) for figure in figures() if figure.part_of is not None
    ]
    of_findings = (
        "SELECT i.id FROM finding_figures f JOIN indicators i ON i.key = f.indicator ORDER BY finding, position"
    )
    told = [fact for one in documents() for finding in one.findings for fact in finding.facts]
    assert [id_ for (id_,) in database.execute(of_findings)] == told


def test_the_view_tells_each_figure_in_its_sentence(database: sqlite3.Connection) -> None:
    rows = database.execute("SELECT id, subject, value_text, sentence, title FROM facts ORDER BY key").fetchall()
    assert [row[0] for row in rows] == [figure.id for figure in figures()]
    assert all(row[3] for row in rows)


@pytest.mark.parametrize("words", ["志愿者", "网格员", "红色社区社会组织"])
def test_sentences_are_found_by_their_words(database: sqlite3.Connection, words: str) -> None:
    found = database.execute("SELECT rowid FROM indicators_fts WHERE indicators_fts MATCH ?", [words]).fetchall()
    held = database.execute(
        "SELECT key FROM indicators WHERE instr(sentence, ?1) OR instr(subject, ?1) ORDER BY key", [words]
    ).fetchall()
    assert sorted(found) == held != []


def test_a_ratio_and_a_number_too_long_for_the_decimal_are_kept_as_text(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    figure = figures()[0]
    odd = [figure.model_copy(update={"value": value}) for value in ("1:3", 1e40, 0.1234567891, 2.5)]
    article = documents()[0].articles[0].model_copy(update={"indicators": tuple(odd)})
    document = documents()[0].model_copy(update={"articles": (article,), "findings": ()})
    with closing(WRITERS["parquet"](tmp_path)) as writer:
        writer.add_document(document, {})
    rows = asked("SELECT value, value_text FROM 'OUT/indicators.parquet'", tmp_path).fetchall()
    assert rows == [(None, "1:3"), (None, "1e+40"), (None, "0.1234567891"), (Decimal("2.5"), "2.5")]


@pytest.mark.parametrize("name", ["jsonl", "parquet", "sqlite"])
def test_export_gives_the_files_that_the_run_gives(out: Path, tmp_path: Path, name: str) -> None:
    result = extract("export", out, "--to", name, "-o", tmp_path / "tables")
    assert result.exit_code == 0, result.output
    files = list((tmp_path / "tables").iterdir())
    assert files
    for file in files:
        assert file.read_bytes() == (out / file.name).read_bytes()


def test_export_reads_a_folder_without_a_table_too(out: Path, tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").write_bytes((out / "facts.jsonl").read_bytes())
    assert extract("export", tmp_path, "--to", "sqlite", "-o", tmp_path / "new").exit_code == 0
    with closing(sqlite3.connect(tmp_path / "new" / "facts.sqlite")) as connection:
        assert connection.execute("SELECT count(*), count(sentence) FROM facts").fetchall() == [(len(figures()), 0)]


def test_formats_are_asked_for_by_name(tmp_path: Path) -> None:
    result = extract(SEEDS, "--out", tmp_path / "out", "--format", "jsonl", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["facts.jsonl", "run.json"]


def test_files_of_a_format_that_is_not_asked_for_again_go(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("无事。", encoding="utf-8")
    extract(page, "--out", tmp_path / "out", "--format", "jsonl,json")
    result = extract(page, "--out", tmp_path / "out", "--format", "json")
    assert "facts.jsonl: removed" in result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["page.json", "run.json"]


def test_json_lines_go_to_standard_output(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("无事。", encoding="utf-8")
    (line,) = extract(page, "--format", "jsonl", "--quiet").stdout.splitlines()
    assert json.loads(line)["source"] == "page.txt"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("parkuet", "there is no format 'parkuet'; there are json, csv, jsonl, parquet, sqlite"),
        (" , ", "name a format: json, csv, jsonl, parquet, sqlite"),
    ],
)
def test_a_format_that_is_not_known_is_told(words: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        asked_for(words, ("json", "csv", *WRITERS))
    assert str(caught.value) == message


def test_a_format_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.formats.find_spec", lambda _name: None)
    with pytest.raises(FormatError, match=r"parquet needs pyarrow: pip install 'extract-facts\[parquet\]'"):
        asked_for("parquet", tuple(WRITERS))


def test_tables_need_a_folder(tmp_path: Path) -> None:
    result = extract(SEEDS, "--format", "sqlite")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name a folder for these formats, --out DIR" in result.stderr


@pytest.mark.parametrize(("name", "size"), [("sqlite", 8192), ("sqlite", 200_000), ("parquet", 8192), ("jsonl", 8192)])
def test_a_full_disk_is_told_and_nothing_is_written(tmp_path: Path, name: str, size: int) -> None:
    full = f"import resource, cli; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); cli.app()"
    words = [str(SEEDS), "--out", str(tmp_path / "out"), "--format", name, "--quiet"]
    done = subprocess.run([sys.executable, "-c", full, *words], cwd=ROOT, capture_output=True, check=False, text=True)
    assert done.returncode == 2, done.stderr
    assert re.fullmatch(r"extract: .*: cannot be written: (disk I/O error|.*File too large)\n", done.stderr)
    assert list(tmp_path.iterdir()) == []


def test_fields_know_their_kinds() -> None:
    assert fields_of(Indicator)["value"] is Kind.VALUE
    assert fields_of(Indicator)["place"] is Kind.PLACE
    assert fields_of(Finding)["facts"] is Kind.TEXTS
