"""What earlier runs worked out is used again; whatever else stands in its place costs time and nothing more."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract import answers, expressions
from extract.answers import Answers, kept_answers
from extract.expressions import expression, keeping_ranges
from tests.pages import ROOT, SEEDS

PATTERNS = ("网格(?P<n>[0-9]+)个", "(?i)a|b", r"(?s).[一-鿿]{2,4}(?!个)", "(a)(?P<x>b)?(c)", "[^0-9，]+", "")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    fresh(monkeypatch)
    yield tmp_path / "extract"
    fresh(monkeypatch)


def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """As another process would begin."""
    monkeypatch.setattr(answers.atexit, "register", lambda _: None)
    kept_answers.cache_clear()
    expressions._expression.cache_clear()


def file_of(home: Path) -> Path:
    (found,) = home.iterdir()
    return found


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_kept_expression_is_what_re_compiles(pattern: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "全县网格819个，AbC，ab，建立社区党组织201个"
    wanted = re.compile(pattern)
    for _ in range(2):
        got = expression(pattern)
        assert (got, got.flags, got.groups, got.groupindex) == (
            wanted,
            wanted.flags,
            wanted.groups,
            wanted.groupindex,
        )
        assert [one.groupdict() for one in got.finditer(text)] == [one.groupdict() for one in wanted.finditer(text)]
        assert got.findall(text) == wanted.findall(text)
        kept_answers().write()
        fresh(monkeypatch)
        monkeypatch.setattr(expressions, "_codes", pytest.fail)


@pytest.mark.parametrize("pattern", ["(", "[z-a]", "(?P<a>x)(?P<a>y)", "a{99999999999}"])
def test_a_wrong_pattern_is_told_as_ever(pattern: str, home: Path) -> None:
    for _ in range(2):
        with pytest.raises((re.error, OverflowError)):
            expression(pattern)


@pytest.mark.parametrize("ranges", [{(48, 57)}, {(1, 2), (5, 5)}, set(), None])
def test_kept_ranges_are_those_that_were_worked_out(
    ranges: set[tuple[int, int]] | None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    @keeping_ranges
    def work(pattern: str) -> set[tuple[int, int]] | None:
        asked.append(pattern)
        return ranges

    assert work("网格") == ranges
    kept_answers().write()
    fresh(monkeypatch)
    work.cache_clear()  # type: ignore[attr-defined]
    assert work("网格") == ranges
    assert asked == ["网格"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[",
        b"[]",
        b"[1, 2, 3]",
        b'["x", {}]',
        b"{}",
        b"[" * 100_000,
        b'[1e999, "NaN"]',
    ],
)
def test_a_file_that_is_torn_is_made_anew(content: bytes, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expression("网格")
    kept_answers().write()
    file_of(home).write_bytes(content)
    fresh(monkeypatch)
    assert expression("网格").findall("网格") == ["网格"]
    kept_answers().write()
    assert len(json.loads(file_of(home).read_bytes())[1]) == 1


@pytest.mark.parametrize(
    "planted",
    [None, 0, "x", [], [0], [0, 0, {}, "x"], [0, 0, {}, "AAAA"], [32, 0, {}, "/////w=="], [0, 9, {"a": 99}, ""], {}],
)
def test_an_answer_that_is_none_is_worked_out_anew(planted: Any, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expression("网格")
    kept_answers().write()
    made_with, kept = json.loads(file_of(home).read_bytes())
    file_of(home).write_bytes(json.dumps([made_with, dict.fromkeys(kept, planted)]).encode())
    fresh(monkeypatch)
    assert expression("网格").findall("网格") == ["网格"]
    kept_answers().write()
    assert json.loads(file_of(home).read_bytes()) == [made_with, kept]


def test_what_another_version_has_made_is_not_read(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_answers().put("question", "of old")
    kept_answers().write()
    fresh(monkeypatch)
    assert kept_answers().get("question") == "of old"
    fresh(monkeypatch)
    monkeypatch.setattr(answers, "_made_with", lambda: "another")
    assert kept_answers().get("question") is None


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise there")
@pytest.mark.parametrize("rights", [0o644, 0o660, 0o602])
def test_a_file_that_others_can_read_or_write_is_not_read(
    rights: int, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_answers().put("question", "planted")
    kept_answers().write()
    assert file_of(home).stat().st_mode & 0o777 == 0o600
    file_of(home).chmod(rights)
    fresh(monkeypatch)
    assert kept_answers().get("question") is None


def test_the_answers_do_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MOST_ANSWERS", 10)
    path = tmp_path / "answers"
    for run in range(3):
        kept = Answers(path)
        for number in range(8):
            kept.put(f"{run} {number}", number)
        kept.write()
    found = json.loads(path.read_bytes())[1]
    assert len(found) == 10
    assert all(f"2 {number}" in found for number in range(8))


@pytest.mark.parametrize("home", ["", "/dev/null/nowhere"], ids=["a folder", "no folder can be made"])
def test_a_run_gives_the_same_facts_with_answers_and_without(home: str, tmp_path: Path) -> None:
    outs = []
    for run in ("first", "second"):
        environment = os.environ | {"XDG_CACHE_HOME": home or str(tmp_path / "home")}
        words = [sys.executable, "-m", "cli", str(SEEDS), "--out", str(tmp_path / run), "--quiet"]
        done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, check=True, text=True)
        assert (done.stdout, done.stderr) == ("", "")
        outs.append({path.name: path.read_bytes() for path in (tmp_path / run).iterdir() if path.name != "run.json"})
    assert outs[0] == outs[1]
    assert {name: (ROOT / "out" / name).read_bytes() for name in outs[0]} == outs[0]
