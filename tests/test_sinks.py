"""Whatever stands in a page, a headline or a file name: where it is shown it is text and nothing else."""

import csv
import io
import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typer.testing import CliRunner, Result

from cli import app
from extract.cells import safe_cell
from extract.diff.render import markdown

TRICKS = "@team#1|<script>`x`[y](z)$a$&#64;b\x1b[2J\u202e\u200b##[group]*c*"
"""What forges a mention, a cell, markup, a formula, a colour or a command of a log; no two of them the same."""
HEADLINE = f"清河县{TRICKS}：夜谈解民忧"
PAGE = f"## {HEADLINE}\n\n■记者 王明\n\n全县共划分网格819个，其中农村网格611个、社区网格218个。\n"
NAMES = (
    "::error file=a::b\n::warning::c.txt",
    "  ::stop-commands::x.txt",
    "=cmd|' C'!A0.txt",
    f"{TRICKS.replace('/', '')}.txt",
    "\r\x85\u2028.txt",
)
FORMATS = ("text", "json", "markdown", "github")


def extract(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages under tricky names, the facts of both states of them."""
    here = tmp_path_factory.mktemp("sinks")
    for state, page in (("old", PAGE), ("new", PAGE.replace("819", "820").replace("夜谈", "日谈"))):
        (here / state).mkdir()
        for name in NAMES:
            (here / state / name).write_text(page, encoding="utf-8", newline="")
        assert extract(here / state, "--out", here / f"{state}-out", "--quiet").exit_code == 0
    return here


def commands(here: Path) -> dict[str, list[str | Path]]:
    """Every command that shows words of pages or names of files."""
    old, new, facts, later = here / "old", here / "new", here / "old-out", here / "new-out"
    page = old / NAMES[1]
    figure = json.loads((facts / NAMES[1]).with_suffix(".json").read_text(encoding="utf-8"))["articles"][0]
    fact = figure["indicators"][0]["id"]
    return {
        "run": [old, "--out", here / "again"],
        "run to standard output": [old, "--quiet"],
        **{f"diff {form}": ["diff", facts, later, "--format", form] for form in FORMATS},
        **{f"diff {form} by rule": ["diff", facts, later, "--format", form, "--by", "rule"] for form in FORMATS},
        **{f"check {form}": ["check", new, "--out", facts, "--format", form] for form in FORMATS},
        "audit text": ["audit", facts],
        "audit json": ["audit", facts, "--format", "json"],
        "show": ["show", fact, facts, old],
        "show without the page": ["show", fact, facts, new],
        "coverage": ["rules", "coverage", old],
        "coverage json": ["rules", "coverage", old, "--json"],
        "explain": ["rules", "explain", page],
        "explain json": ["rules", "explain", page, "--json"],
        "what is not there": [here / "none" / NAMES[0]],
        "facts that are not there": ["diff", here / "none" / NAMES[0], facts],
        "rules that are not there": ["rules", "check", "--rules", here / "none" / NAMES[0]],
        "an option that is not there": [f"--{TRICKS}"],
        "a fact that is not there": ["show", TRICKS, facts],
    }


def lines_of(result: Result) -> list[str]:
    return [*result.stdout.split("\n"), *result.stderr.split("\n")]


def test_no_command_passes_on_what_steers_a_terminal_or_a_log(folders: Path) -> None:
    for name, words in commands(folders).items():
        result = extract(*words)
        assert result.exit_code in (0, 1, 2), name
        assert result.exception is None or isinstance(result.exception, SystemExit), name
        for line in lines_of(result):
            assert not [c for c in line if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")], (name, line)
            assert "##[" not in line or "github" in name, (name, line)
            assert not line.lstrip().startswith("::") or "github" in name, (name, line)


def test_json_stays_json_and_says_what_the_page_says(folders: Path) -> None:
    for name, words in commands(folders).items():
        if "json" in name:
            json.loads(extract(*words).stdout)
    found = json.loads(extract("diff", folders / "old-out", folders / "new-out", "--format", "json").stdout)
    assert {entry["source"] for kind in found.values() for entry in kind} == set(NAMES)
    documents = [json.loads(line) for line in extract(folders / "old", "--quiet").stdout.splitlines()]
    assert {document["source"] for document in documents} == set(NAMES)


def test_an_annotation_is_one_command_whatever_the_headline_and_the_file_are_called(folders: Path) -> None:
    lines = extract("check", folders / "new", "--out", folders / "old-out", "--format", "github").stdout.splitlines()
    *annotations, last = lines
    assert last.endswith("as before")
    for line in annotations:
        command = re.fullmatch(r"::warning (?P<place>[^:]*)::(?P<message>.*)", line)
        assert command, line
        keys = [part.partition("=")[0] for part in command["place"].split(",")]
        assert keys in (["file", "line", "col", "title"], ["file", "line", "title"]), line


def cells(html: str) -> list[str]:
    return re.findall(r"<td>(.*?)</td>", html, re.DOTALL)


def test_markdown_is_a_table_of_plain_words(folders: Path) -> None:
    words = extract("diff", folders / "old-out", folders / "new-out", "--format", "markdown").stdout
    html = MarkdownIt("commonmark").enable("table").render(words)
    assert set(re.findall(r"</?(\w+)", html)) == {"p", "strong", "table", "thead", "tbody", "tr", "th", "td"}
    assert len(cells(html)) == 4 * (words.count("\n| ") - 2)
    assert not re.search(r"@\w|(?<!&)#\w", words)


def test_the_summary_of_a_check_is_as_plain(folders: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    extract("check", folders / "new", "--out", folders / "old-out", "--summary", summary)
    html = MarkdownIt("commonmark").enable("table").render(summary.read_text(encoding="utf-8"))
    assert set(re.findall(r"</?(\w+)", html)) == {"h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td"}


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("|`*_<>[]()!#@&\\~$:/-+ \n"))))
def test_any_text_is_one_markdown_cell_of_text(text: str) -> None:
    html = MarkdownIt("commonmark").enable("table").render(f"| a | b |\n| --- | --- |\n| {markdown(text)} | end |\n")
    assert len(cells(html)) == 2
    assert cells(html)[1] == "end"
    assert not set(re.findall(r"</?(\w+)", html)) - {"table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠a", "'＠a"),
        ("  =1+1", "'  =1+1"),
        ("\u3000=1+1", "'\u3000=1+1"),
        ("\t=1+1", r"\t=1+1"),
        ("\r=1+1", r"\r=1+1"),
        ("\n=1+1", r"\n=1+1"),
        ("\u200b=1+1", r"\u200b=1+1"),
        ('a";=1+1', 'a";=1+1'),
        ('a","=1+1', 'a","=1+1'),
        ('=HYPERLINK("http://x","点")', '\'=HYPERLINK("http://x","点")'),
        ("网格819个", "网格819个"),
        ("", ""),
    ],
)
def test_no_text_of_a_table_is_a_formula(text: str, cell: str) -> None:
    assert safe_cell(text) == cell
    assert parsed([text, "end"]) == [cell, "end"]


def test_numbers_of_a_table_stay_numbers() -> None:
    assert [safe_cell(number) for number in (-3.5, 12, None)] == [-3.5, 12, None]


def parsed(row: list[str]) -> list[str]:
    """A row written and read again."""
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerow([safe_cell(cell) for cell in row])
    (read,) = csv.reader(io.StringIO(file.getvalue(), newline=""))
    return read


@given(st.lists(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("=+-@\t\r\n\",; '＝")))))
def test_whatever_the_texts_a_row_is_one_line_and_no_cell_begins_a_formula(row: list[str]) -> None:
    read = parsed([*row, "end"])
    assert len(read) == len(row) + 1
    assert not [
        cell for cell in read if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    ]
