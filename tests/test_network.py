"""Nothing is fetched and nothing is sent: no command opens a socket, looks up a name or starts another program."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.pages import ROOT, SEEDS

GUARDED = """
import json, sys

WATCHED = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.", "os.system", "os.exec", "os.spawn")
seen = []

def watch(event, _):
    if event.startswith(WATCHED):
        seen.append(event)

sys.addaudithook(watch)
from cli import app

codes = []
for words in json.loads(sys.argv[1]):
    try:
        app(words)
    except SystemExit as ended:
        codes.append(ended.code)
if sys.argv[2:]:
    import socket
    socket.socket()
print(json.dumps({"codes": codes, "seen": seen}), file=sys.stderr)
"""
"""Runs commands and tells what of the outer world they touched; with a second word it opens a socket itself."""


def guarded(folder: Path, commands: list[list[str]], *more: str) -> dict[str, list[object]]:
    done = subprocess.run(
        [sys.executable, "-c", GUARDED, json.dumps(commands), *more],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    told: dict[str, list[object]] = json.loads(done.stderr.splitlines()[-1])
    return told


def test_no_command_reaches_out(tmp_path: Path) -> None:
    page = str(sorted(SEEDS.glob("*.txt"))[0])
    commands = {
        ("run", page, "--out", "out", "--quiet"): 0,
        ("run", page, "--quiet"): 0,
        ("diff", "out", "out"): 0,
        ("check", page, "--out", "out"): 0,
        ("audit", "out"): None,
        ("show", "none", "out", page): 2,
        ("rules", "list"): 0,
        ("rules", "check"): 0,
        ("rules", "test", "-k", "type.grid"): 0,
        ("rules", "coverage", page): 0,
        ("rules", "explain", page): 0,
        ("rules", "schema", "models"): 0,
    }
    told = guarded(tmp_path, [list(words) for words in commands])
    assert told["seen"] == []
    for (words, expected), code in zip(commands.items(), told["codes"], strict=True):
        assert expected is None or code == expected, words


def test_the_guard_sees_a_socket(tmp_path: Path) -> None:
    assert "socket.__new__" in guarded(tmp_path, [], "open one")["seen"]
