"""UTF-8 on every stream and in every file name, whatever the locale; what a terminal lacks is written out."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pages import ROOT

RARE = "塘㙍镇𠮷"
"""Beside common characters one that GBK lacks and one beyond 16 bits."""
PAGE = f"## {RARE}：“板凳夜谈”解民忧😀\n\n■记者 王明\n\n目前，全镇共划分网格819个，其中农村网格611个、社区网格218个。\n"
LOCALES = {
    "nothing set": {"LC_ALL": "C"},
    "no help of Python": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "POSIX": {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "a console of Windows": {"PYTHONIOENCODING": "gbk"},
    "a console of MS-DOS": {"PYTHONIOENCODING": "cp437:strict"},
    "Latin": {"PYTHONIOENCODING": "latin-1"},
}


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "页").mkdir()
    (tmp_path / "页" / f"{RARE}.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def extract(folder: Path, settings: dict[str, str], *words: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "cli", *words],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), "TERMINAL_WIDTH": "100", **settings},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("name", LOCALES)
def test_every_command_speaks_in_every_locale(pages: Path, name: str) -> None:
    page = f"页/{RARE}.txt"
    for words, code in (
        (["--help"], 0),
        (["页", "--out", "出"], 0),
        (["audit", "出"], 1),
        (["check", "页", "--out", "出"], 0),
        (["rules", "list"], 0),
        (["rules", "explain", page], 0),
        (["rules", "explain", "--text", f"{RARE}有5个村。"], 0),
        (["rules", "coverage", "页"], 0),
        (["show", f"{RARE}#没有", "出"], 2),
        ([f"{RARE}没有.txt"], 1),
        (["页", "--rules", RARE], 2),
    ):
        done = extract(pages, LOCALES[name], *words)
        assert done.returncode == code, (words, done.stderr.decode("utf-8", "replace"))
        assert b"Traceback" not in done.stderr
    assert (pages / "出" / f"{RARE}.json").exists()


@pytest.mark.parametrize("name", LOCALES)
def test_what_a_program_reads_is_utf_8_and_the_same_bytes(pages: Path, name: str) -> None:
    plain = {"LC_ALL": "C.UTF-8"}
    for words in (
        ["页", "--quiet"],
        ["rules", "coverage", "页", "--json"],
        ["rules", "explain", f"页/{RARE}.txt", "--json"],
        ["rules", "schema", "models"],
    ):
        done = extract(pages, LOCALES[name], *words)
        assert done.stdout == extract(pages, plain, *words).stdout
        json.loads(done.stdout)


def test_a_pipe_gets_utf_8_and_an_encoding_that_was_asked_for_gets_its_gaps_written_out(pages: Path) -> None:
    words = ["rules", "explain", "--text", f"{RARE}有5个村。"]
    assert RARE in extract(pages, LOCALES["no help of Python"], *words).stdout.decode()
    shown = extract(pages, LOCALES["a console of Windows"], *words).stdout.decode("gbk")
    assert r"塘\u364d镇\U00020bb7有5个村" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal that is no window")
@pytest.mark.parametrize("name", ["no help of Python", "a console of Windows"])
def test_a_terminal_gets_every_message_too(pages: Path, name: str) -> None:
    ours, theirs = pty.openpty()
    settings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm", **LOCALES[name]}
    words = [sys.executable, "-m", "cli", "页", "--out", "出"]
    done = subprocess.run(words, cwd=pages, env=settings, stdout=theirs, stderr=theirs, check=False)
    os.close(theirs)
    shown = os.read(ours, 65536)
    os.close(ours)
    assert done.returncode == 0, shown
    assert ("塘" if name == "no help of Python" else r"\u364d").encode() in shown
