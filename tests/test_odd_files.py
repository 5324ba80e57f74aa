"""A run over odd files: it finishes, each has its result or its named error, and memory stays small."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from extract.read.finding import printable
from tests.odd_files import GENERATED, REAL, generated, real, write_odd_files
from tests.pages import ROOT

MOST_MEMORY = 300_000_000
ERROR = re.compile(r"extract: (?P<name>.+?)(?:#.*?)?: .+ \[(?P<code>[a-z_]+)\]")


def test_there_are_as_many_as_are_promised(tmp_path: Path) -> None:
    assert len({name for name, _ in generated()}) >= GENERATED
    assert len({name for name, _ in real(tmp_path)}) >= REAL


@pytest.mark.heavy
def test_each_odd_file_ends_as_its_result_or_its_named_error(tmp_path: Path) -> None:
    folder, out = tmp_path / "pages", tmp_path / "out"
    folder.mkdir()
    names = write_odd_files(folder)
    said = tmp_path / "said.txt"
    with said.open("wb") as file:
        words = [sys.executable, "-m", "cli", str(folder), "--out", str(out), "--quiet"]
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=file)
        _, status, used = os.wait4(process.pid, 0)  # of this process alone, whatever else the tests have run
    told = said.read_text(encoding="utf-8")
    assert os.waitstatus_to_exitcode(status) == 1
    assert "Traceback" not in told
    errors = [ERROR.fullmatch(line) for line in told.splitlines()]
    assert all(errors), [line for line in told.splitlines() if not ERROR.fullmatch(line)]
    failed = {error["name"] for error in errors if error}
    read = {each["source"] for each in json.loads((out / "run.json").read_text(encoding="utf-8"))["inputs"]}
    read = {name.partition("#")[0] for name in read}
    missing = [name for name in names if _shown(name) not in failed | {_shown(name) for name in read}]
    assert not missing
    memory = used.ru_maxrss * 1024
    print(f"{len(names)} files, {len(read)} with results, {len(errors)} errors, {memory / 1e6:.0f} MB")
    assert memory < MOST_MEMORY


def _shown(name: str) -> str:
    """The name as a terminal is shown it."""
    return printable(name).replace("\n", "\\n").replace("\x1b", "\\x1b")
