"""Edits of pages and rules, and the differences that each must give: no more and no less."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app
from extract.rulebook import RULES_FOLDER

PAGE = """## 清河县：“板凳夜谈”解民忧

■记者 王明

近年来，清河县推行“板凳夜谈”工作法，干部晚上到村里听意见。截至2024年6月，全县共划分网格819个，配备网格员近900名。

今年以来，全县举办培训班12期，培训干部300人次。

大家议定修路的事，当场签字，群众出资2万元。后来又议定打井的事，群众出资3万元。最后议定装灯的事，群众出资5万元。

## 清河县：“村头长桌”议事忙

■记者 李华

目前，全县建成议事点76处，选聘议事员152名。
"""
FIRST, SECOND = PAGE.split("## 清河县：“村头", 1)
SECOND = "## 清河县：“村头" + SECOND
OTHER = "## 巨鹿县建成食堂\n\n■记者 张三\n\n目前，巨鹿县建成老年食堂43个。\n"
_, _, TRAINING, FUNDS = FIRST.rstrip().rsplit("\n\n", 3)


@dataclass(frozen=True)
class Edit:
    """An edit and all that it must give: `~ 15期 value 12 → 15`; lines of the table of figures, taken and given."""

    page: str
    gives: list[str]
    rows: tuple[int, int]
    other: str | None = OTHER


EDITS = {
    "nothing": Edit(PAGE, [], (0, 0)),
    "a line added at the top": Edit("扫一扫，看更多内容\n\n" + PAGE, [], (0, 0)),
    "spaces and line breaks": Edit(PAGE.replace("全县举办", "全县\n举办"), [], (0, 0)),
    "a value": Edit(PAGE.replace("12期", "15期"), ["~ 15期 培训班: value 12 → 15"], (2, 2)),
    "a modifier": Edit(PAGE.replace("近900名", "900余名"), ["~ 900余名 网格员: modifier nearly → over"], (2, 2)),
    "a unit": Edit(PAGE.replace("12期", "12场"), ["~ 12场 培训班: unit 期 → 场"], (2, 2)),
    "a subject": Edit(PAGE.replace("举办培训班", "举办座谈会"), ["~ 12期 座谈会: subject 培训班 → 座谈会"], (2, 2)),
    "a subject of another type": Edit(
        PAGE.replace("议事员152名", "党员152名"),
        ["~ 152名 党员: subject 议事员 → 党员; type staff → party_member"],
        (2, 2),
    ),
    "a place": Edit(
        PAGE.replace("目前，全县建成", "目前，谢炉镇建成"),
        [
            "~ 152名 议事员: place 河北省/邢台市/清河县 → 河北省/邢台市/清河县/谢炉镇",
            "~ 76处 议事点: place 河北省/邢台市/清河县 → 河北省/邢台市/清河县/谢炉镇",
        ],
        (2, 2),
    ),
    "a time": Edit(
        PAGE.replace("今年以来，全县举办", "去年，全县举办"),
        ["~ 12期 培训班: time 今年以来 → 去年", "~ 300人次 干部: time 今年以来 → 去年"],
        (2, 2),
    ),
    "a paragraph moved": Edit(PAGE.replace(f"{TRAINING}\n\n{FUNDS}", f"{FUNDS}\n\n{TRAINING}"), [], (2, 2)),
    "an article moved": Edit(f"{SECOND}\n{FIRST}", [], (2, 2)),
    "a sentence added": Edit(
        PAGE.replace("培训干部300人次。", "培训干部300人次。全县清理垃圾80吨。"), ["+ 80吨 垃圾"], (0, 1)
    ),
    "a repeat inserted among three alike": Edit(
        PAGE.replace("后来又", "接着议定买书的事，群众出资4万元。后来又"), ["+ 4万元 群众出资"], (2, 3)
    ),
    "a repeat taken from three alike": Edit(
        PAGE.replace("后来又议定打井的事，群众出资3万元。", ""), ["- 3万元 群众出资"], (2, 1)
    ),
    "an article removed": Edit(
        FIRST, ["- 152名 议事员", "- 76处 议事点", "- 清河县：“村头长桌”议事忙", "- 村头长桌"], (2, 0)
    ),
    "a page removed": Edit(PAGE, ["- 43个 老年食堂", "- 巨鹿县建成食堂"], (1, 0), other=None),
    "a headline": Edit(
        PAGE.replace("议事忙", "议事勤"),
        ["~ 清河县：“村头长桌”议事勤: title 清河县：“村头长桌”议事忙 → 清河县：“村头长桌”议事勤"],
        (2, 2),
    ),
}


def extract(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def git(*words: str, check: bool = True) -> str:
    return subprocess.run(["git", *words], capture_output=True, check=check, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two pages and their facts, committed."""
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet")
    git("config", "user.email", "test@example.org")
    git("config", "user.name", "test")
    Path("seeds").mkdir()
    Path("seeds/a.txt").write_text(PAGE, encoding="utf-8")
    Path("seeds/b.txt").write_text(OTHER, encoding="utf-8")
    Path(".gitignore").write_text("run.json\n", encoding="utf-8")
    assert extract("seeds", "--out", "out").exit_code == 0
    git("add", ".")
    git("commit", "--quiet", "--message", "facts")
    return tmp_path


def told(changes: dict[str, Any]) -> list[str]:
    lines = [f"+ {entry['told']}" for entry in changes["added"]]
    lines += [f"- {entry['told']}" for entry in changes["removed"]]
    for change in changes["changed"]:
        fields = "; ".join(f"{one['field']} {one['old']} → {one['new']}" for one in change["fields"])
        lines.append(f"~ {change['told']}: {fields}")
    return sorted(lines)


def rows_of(table: str) -> tuple[int, int]:
    """Lines that `git diff` takes from a table, and gives to it."""
    stat = git("diff", "--numstat", "--", f"out/{table}.csv").split()
    return (int(stat[1]), int(stat[0])) if stat else (0, 0)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_gives_its_differences_and_no_others(repository: Path, name: str) -> None:
    edit = EDITS[name]
    Path("seeds/a.txt").write_text(edit.page, encoding="utf-8")
    if edit.other is None:
        Path("seeds/b.txt").unlink()
    extract("seeds", "--out", "out")
    result = extract("diff", "git:HEAD", "out", "--format", "json")
    assert told(json.loads(result.stdout)) == sorted(edit.gives)
    assert result.exit_code == bool(edit.gives)
    assert rows_of("indicators") == edit.rows
    for table in ("articles", "models"):
        assert max(rows_of(table)) <= 1


def test_without_their_tables_documents_are_compared_by_neighbours(repository: Path) -> None:
    shutil.copytree("out", "old")
    for name in ("a unit", "a subject", "a paragraph moved", "a repeat inserted among three alike"):
        Path("seeds/a.txt").write_text(EDITS[name].page, encoding="utf-8")
        extract("seeds", "--out", "new")
        for folder in ("old", "new"):
            Path(folder, "indicators.csv").unlink(missing_ok=True)
        result = extract("diff", "old/a.json", "new/a.json", "--format", "json")
        assert len(told(json.loads(result.stdout))) == len(EDITS[name].gives), name


def test_a_widened_rule_is_told_by_rule(repository: Path) -> None:
    shutil.copytree(RULES_FOLDER, "rules")
    narrow = Path("rules/quantities.yaml")
    text = narrow.read_text(encoding="utf-8")
    assert text.count("      - 处\n") == 1
    narrow.write_text(text.replace("      - 处\n", ""), encoding="utf-8")
    assert extract("seeds", "--out", "narrow", "--rules", "rules").exit_code == 0
    result = extract("diff", "narrow", "out", "--by", "rule")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == "type.facility  +1"
    assert result.stdout.splitlines()[-1].startswith("1 added, 0 removed, 0 changed;")
    stat = git("diff", "--no-index", "--numstat", "--", "narrow/indicators.csv", "out/indicators.csv", check=False)
    assert stat.split()[:2] == ["1", "0"]


def test_the_table_is_in_columns(repository: Path) -> None:
    Path("seeds/a.txt").write_text(PAGE.replace("12期", "15期").replace("76处", "86处"), encoding="utf-8")
    extract("seeds", "--out", "new")
    assert extract("diff", "out", "new").stdout.splitlines() == [
        "a.txt  清河县：“板凳夜谈”解民忧",
        "  ~ 15期 培训班  value 12 → 15",
        "a.txt  清河县：“村头长桌”议事忙",
        "  ~ 86处 议事点  value 76 → 86",
        "0 added, 0 removed, 2 changed; 13 as before",
    ]


def test_markdown_shows_the_words_of_a_page_as_words(repository: Path) -> None:
    Path("seeds/a.txt").write_text(PAGE.replace("议事忙", "@all|<b>"), encoding="utf-8")
    extract("seeds", "--out", "new")
    table = extract("diff", "out", "new", "--format", "markdown").stdout
    assert "<b>" not in table.replace("\\<b\\>", "")
    assert "| --- | --- | --- | --- |" in table


def test_annotations_name_the_line_of_the_fact(repository: Path) -> None:
    Path("seeds/a.txt").write_text(PAGE.replace("12期", "15期"), encoding="utf-8")
    extract("seeds", "--out", "new")
    (line, _) = extract("diff", "out", "new", "--format", "github").stdout.splitlines()
    place, _, message = line.removeprefix("::warning ").partition("::")
    assert message == "15期 培训班  value 12 → 15"
    told_line = int(dict(part.split("=") for part in place.split(","))["line"])
    written = Path("new/a.json").read_text(encoding="utf-8").splitlines()
    assert json.loads(written[told_line - 1].partition(": ")[2].rstrip(",")).startswith("a#")
    assert '"subject": "培训班"' in written[told_line + 1]


def test_nothing_different_is_said_and_no_error(repository: Path) -> None:
    result = extract("diff", "git:HEAD:out", "out")
    assert (result.exit_code, result.stdout) == (0, "no fact differs (15 facts)\n")


def test_revisions_are_read_from_a_folder_below_too(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "seeds")
    for old in ("git:HEAD", "git:HEAD:out", "git:HEAD:out/"):
        result = extract("diff", old, "../out")
        assert (result.exit_code, result.stdout) == (0, "no fact differs (15 facts)\n"), result.stderr
    assert extract("diff", "git:HEAD:out", "git:HEAD:out").exit_code == 0
    assert extract("diff", "git:HEAD:out/a.json", "../out/a.json").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("none", "out", "none: there is no such file or folder"),
        ("git:none", "out", "git:none: there is no such revision"),
        ("git:HEAD", "git:HEAD", "git:HEAD: name the folder as well, git:HEAD:PATH"),
        ("git:HEAD:none", "out", "git:HEAD:none: there is no none in this revision"),
        ("seeds/a.txt", "out", "seeds/a.txt: no document of this version of extract: file: Invalid JSON"),
    ],
)
def test_what_cannot_be_compared_is_named(repository: Path, old: str, new: str, message: str) -> None:
    result = extract("diff", old, new)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"extract: {message}")


def test_a_folder_s_other_files_are_left_alone(repository: Path) -> None:
    Path("out/notes.json").write_text('{"mine": 1}', encoding="utf-8")
    Path("out/broken.json").write_text("{", encoding="utf-8")
    assert extract("diff", "git:HEAD", "out").exit_code == 0
