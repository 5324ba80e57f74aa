"""UTF-8 on every stream and in every file name, whatever the locale; what a terminal lacks is written out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pages import ROOT

RARE = "塘㙍镇𠮷"
"""Beside common characters one that GBK lacks and one beyond 16 bits."""
PAGE = f"## {RARE}：“板凳夜谈”解民忧😀\n\n■记者 王明\n\n目前，全镇共划分网格819个，其中农村网格611个、社区网格218个。\n"
LOCALES = {
    "no locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "a console of Windows": {"PYTHONIOENCODING": "gbk"},
    "a console of MS-DOS": {"PYTHONIOENCODING": "cp437:strict"},
}
COMMANDS = """
import json, sys
from cli import app
from extract.streams import in_utf_8

in_utf_8()
for words in json.loads(sys.argv[1]):
    try:
        app(words)
    except SystemExit as ended:
        print(f"\\n--- {ended.code}", flush=True)
"""
"""Several commands in one process, and the exit code of each."""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "页").mkdir()
    (tmp_path / "页" / f"{RARE}.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def python(folder: Path, settings: dict[str, str], *words: str) -> tuple[str, str]:
    """What a fresh interpreter with this locale prints, as UTF-8 or in the encoding that it was asked for."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**kept, "PYTHONPATH": str(ROOT), "TERMINAL_WIDTH": "100", **settings}
    done = subprocess.run([sys.executable, *words], cwd=folder, env=environment, capture_output=True, check=False)
    encoding = settings.get("PYTHONIOENCODING", "utf-8").partition(":")[0]
    assert b"Traceback" not in done.stderr, done.stderr.decode(encoding)
    return done.stdout.decode(encoding, "replace"), done.stderr.decode(encoding)


@pytest.mark.parametrize("name", LOCALES)
def test_every_command_speaks_in_every_locale(pages: Path, name: str) -> None:
    commands = {
        ("--help",): 0,
        ("页", "--out", "出"): 0,
        ("audit", "出"): 1,
        ("diff", "出", "出", "--format", "markdown"): 0,
        ("rules", "list"): 0,
        ("rules", "explain", "--text", f"{RARE}有5个村。"): 0,
        ("rules", "coverage", "页"): 0,
        ("show", f"{RARE}#没有", "出"): 2,
        (f"{RARE}没有.txt",): 1,
        ("页", "--rules", RARE): 2,
    }
    shown, _ = python(pages, LOCALES[name], "-c", COMMANDS, json.dumps([*commands]))
    codes = [int(line.removeprefix("--- ")) for line in shown.splitlines() if line.startswith("--- ")]
    assert codes == [*commands.values()]
    assert (pages / "出" / f"{RARE}.json").exists()
    rare = RARE if name == "no locale" else r"\u364d"
    assert rare in shown


@pytest.mark.parametrize("name", LOCALES)
def test_what_a_program_reads_is_utf_8_and_the_same_bytes(pages: Path, name: str) -> None:
    """Also where the words of the command line come in the bytes of another locale."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **LOCALES[name]}
    words = [sys.executable, "-m", "cli", f"页/{RARE}.txt", "--quiet"]
    done = subprocess.run(words, cwd=pages, env=environment, capture_output=True, check=True)
    assert json.loads(done.stdout.decode("utf-8"))["source"] == f"{RARE}.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such terminals")
@pytest.mark.parametrize("name", ["no locale", "a console of Windows"])
def test_a_terminal_gets_every_message_too(pages: Path, name: str) -> None:
    import pty

    ours, theirs = pty.openpty()
    settings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm", **LOCALES[name]}
    words = [sys.executable, "-m", "cli", f"{RARE}没有.txt"]
    done = subprocess.run(words, cwd=pages, env=settings, stdout=theirs, stderr=theirs, check=False)
    os.close(theirs)
    shown = os.read(ours, 65536)
    os.close(ours)
    assert done.returncode == 1, shown
    assert (RARE if name == "no locale" else r"\u364d").encode() in shown
