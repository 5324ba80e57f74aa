"""The command: its streams, its exit codes, what it says when something is wrong."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from tests.pages import SEEDS

PAGE = "## 某镇建成网格\n\n■记者 王明\n\n目前，全镇共划分网格819个。\n"


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TYPER_FORCE_DISABLE_TERMINAL", "1")
    monkeypatch.setenv("TERMINAL_WIDTH", "100")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def extract(*words: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


def test_files_are_written_and_the_summary_goes_to_standard_error(page: Path, tmp_path: Path) -> None:
    result = extract(page, "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    header, row = result.stderr.splitlines()
    assert header.split() == ["source", "articles", "figures", "models", "ledger"]
    assert row.split()[0] == "page.txt"
    assert (tmp_path / "out" / "page.json").exists()


def test_quiet_says_nothing(page: Path, tmp_path: Path) -> None:
    result = extract(page, "--quiet", "--out", tmp_path / "out")
    assert (result.exit_code, result.output) == (0, "")


def test_options_stand_before_or_after_the_paths_and_run_may_be_said(page: Path) -> None:
    outputs = {extract("-q", page).stdout, extract(page, "-q").stdout, extract("run", page, "-q").stdout}
    assert len(outputs) == 1


def test_without_a_folder_one_document_goes_to_standard_output(page: Path) -> None:
    document = json.loads(extract(page).stdout)
    assert document["source"] == "page.txt"


def test_several_documents_go_to_standard_output_a_line_each(page: Path) -> None:
    result = extract(page, SEEDS, "--quiet")
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()][:2] == [
        "page.txt",
        "000_96f8ddeaac8b8986.txt",
    ]


def test_a_dash_reads_standard_input() -> None:
    result = extract("-", stdin=PAGE)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["source"] == "stdin"


def test_one_bad_source_does_not_stop_the_others(page: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xff")
    result = extract(bad, page, tmp_path / "none.txt", "--out", tmp_path / "out", "--quiet")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"extract: {tmp_path}/none.txt: there is no such file or folder [not_found]",
        "extract: bad.txt: not UTF-8 at byte 0, and no other encoding gives Chinese text (shares of print: "
        "gb18030 0.00, big5hkscs 0.00); save it as UTF-8, or name its encoding: --encoding gb18030 [encoding]",
    ]
    assert (tmp_path / "out" / "page.json").exists()


def test_an_output_folder_that_cannot_be_made_stops_it(page: Path) -> None:
    result = extract(page, "--out", page)
    assert result.exit_code == 2
    assert result.stderr == f"extract: {page}: cannot be written: File exists\n"


def test_bad_rules_stop_it_with_their_line_and_column(page: Path, tmp_path: Path) -> None:
    (tmp_path / "models.yaml").write_text("schema: 1\nmodel: []\n", encoding="utf-8")
    result = extract(page, "--rules", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{tmp_path}/models.yaml:2:1: file: unknown key 'model'")


def test_no_words_show_the_help_and_wrong_words_the_usage() -> None:
    assert extract().exit_code == 2
    assert "extract seeds/ --out out/" in extract("--help").stdout
    assert extract("--no-such-option").exit_code == 2
    slip = extract("runn")
    assert slip.exit_code == 2
    assert "did you mean 'run'?" in slip.stderr


def test_the_help_lists_commands_and_options_by_what_they_are_for() -> None:
    told = extract("--help").stdout
    titles = [line for line in told.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert titles[:3] == ["Options:", "Extract:", "Compare and check:"]
    assert titles.index("Write rules:") == len(titles) - 1
    options = extract("run", "--help").stdout
    assert [options.index(part) for part in ("Arguments:", "What is written:", "Options:")] == sorted(
        options.index(part) for part in ("Arguments:", "What is written:", "Options:")
    )


@pytest.mark.parametrize("words", [("run",), ("diff",), ("check",), ("audit",), ("show",), ("export",), ("import",)])
def test_the_help_of_every_command_has_an_example(words: tuple[str, ...]) -> None:
    assert "\n    extract " in extract(*words, "--help").stdout


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("extract ex", {"export"}),
        ("extract --fo", {"--format"}),
        ("extract page.txt --ru", {"--rules"}),
        ("extract rules ne", {"new"}),
        ("extract import a b --from ", {"label-studio", "doccano", "brat"}),
        ("extract diff a b --by r", {"rule"}),
    ],
)
def test_the_shell_completes_commands_options_and_their_values(
    words: str, offered: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_EXTRACT_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split(" ")) - 1))
    assert set(CliRunner().invoke(app, [], prog_name="extract").stdout.split()) == offered


def test_the_version_is_told() -> None:
    assert extract("--version").stdout.startswith("extract ")


def test_control_characters_in_names_do_not_reach_the_terminal(tmp_path: Path) -> None:
    result = extract(tmp_path / "\x1b[2J\u202e.txt")
    assert "\x1b" not in result.stderr
    assert r"\x1b[2J\u202e.txt" in result.stderr


def test_help_loads_nothing_but_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess

    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import cli; cli.app(['--help'])"],
        capture_output=True,
        check=False,
        text=True,
    ).stderr
    assert not {"jieba", "pydantic", "yaml", "rich.table"} & {
        line.split("|")[-1].strip() for line in loaded.splitlines()
    }


def test_what_is_removed_is_said(page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(PAGE, encoding="utf-8")
    extract(page, other, "--out", tmp_path / "out", "--quiet")
    result = extract(page, "--out", tmp_path / "out")
    assert result.stderr.startswith(f"extract: {tmp_path}/out/other.json: removed, its source is gone\n")
    assert extract(page, "--out", tmp_path / "out").stderr.startswith("source")


def test_the_folder_that_one_is_in_is_not_replaced(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = extract(page, "--out", ".")
    assert result.exit_code == 2
    assert result.stderr.startswith("extract: .: cannot be written: you are in this folder")


def audited(page: Path, tmp_path: Path) -> Path:
    page.write_text("目前，全县共划分网格819个，其中农村网格611个、社区网格218个。", encoding="utf-8")
    extract(page, "--out", tmp_path / "out", "--quiet")
    return tmp_path / "out"


def test_findings_are_listed_and_a_conflict_is_exit_code_1(page: Path, tmp_path: Path) -> None:
    result = extract("audit", audited(page, tmp_path))
    assert result.exit_code == 1
    first, second, *_, last = result.stdout.splitlines()
    assert first == "page.txt"
    assert second == "  ! total     819 ≠ 611 + 218 = 829"
    assert last == "0 hold, 1 conflict"


def test_findings_are_listed_as_json(page: Path, tmp_path: Path) -> None:
    listed = json.loads(extract("audit", audited(page, tmp_path), "--format", "json").stdout)
    assert [(one["source"], one["verdict"]) for one in listed["findings"]] == [("page.txt", "conflict")]


def test_without_conflict_the_audit_is_fine(page: Path, tmp_path: Path) -> None:
    extract(page, "--out", tmp_path / "out", "--quiet")
    assert extract("audit", tmp_path / "out", "--conflicts").exit_code == 0


def test_a_fact_is_shown_in_its_sentence_with_place_and_rules(page: Path, tmp_path: Path) -> None:
    extract(page, "--out", tmp_path / "out", "--quiet")
    document = json.loads((tmp_path / "out" / "page.json").read_text(encoding="utf-8"))
    (figure,) = document["articles"][0]["indicators"]
    result = extract("show", figure["id"], tmp_path / "out", page)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == figure["id"]
    assert f"source   {page}:5:11" in lines
    assert "sentence 目前,全镇共划分网格【819个】。".replace(",", "，") in lines
    assert any(line.startswith("rule     type.grid  bodies.yaml:") for line in lines)
    assert any(line.startswith("reasons  ") for line in lines)


@pytest.mark.parametrize("kind", ["article", "model"])
def test_articles_and_models_are_shown_too(page: Path, tmp_path: Path, kind: str) -> None:
    page.write_text("## 清河县：“板凳夜谈”解民忧\n\n■记者 王明\n\n清河县推行“板凳夜谈”工作法。\n", encoding="utf-8")
    extract(page, "--out", tmp_path / "out", "--quiet")
    (article,) = json.loads((tmp_path / "out" / "page.json").read_text(encoding="utf-8"))["articles"]
    fact = article if kind == "article" else article["models"][0]
    result = extract("show", fact["id"], tmp_path / "out", page)
    assert result.exit_code == 0
    assert f"source   {page}:1:" in result.stdout


def test_without_its_page_a_fact_is_shown_from_the_tables(page: Path, tmp_path: Path) -> None:
    extract(page, "--out", tmp_path / "out", "--quiet")
    document = json.loads((tmp_path / "out" / "page.json").read_text(encoding="utf-8"))
    fact = document["articles"][0]["indicators"][0]["id"]
    page.write_text(PAGE.replace("819", "820"), encoding="utf-8")
    result = extract("show", fact, tmp_path / "out", page)
    assert result.exit_code == 1
    assert "【819个】" in result.stdout
    assert "page.txt: it has changed since; run extract again [changed]" in result.stderr


def test_a_fact_that_is_not_there_is_named(page: Path, tmp_path: Path) -> None:
    extract(page, "--out", tmp_path / "out", "--quiet")
    result = extract("show", "none", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr == f"extract: {tmp_path}/out: there is no fact 'none'\n"
