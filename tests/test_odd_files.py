"""A run over odd files: it finishes, each has its result or its named error, and memory stays small."""

import json
import re
from pathlib import Path

import pytest

from extract.read.finding import printable
from tests.odd_files import GENERATED, REAL, generated, real, write_odd_files
from tests.pages import ROOT
from tests.watched import watch

MOST_MEGABYTES = 286
ERROR = re.compile(r"extract: (?P<name>.+?)(?:#.*?)?: .+ \[(?P<code>[a-z_]+)\]")


def test_there_are_as_many_as_are_promised(tmp_path: Path) -> None:
    assert len({name for name, _ in generated()}) >= GENERATED
    assert len({name for name, _ in real(tmp_path)}) >= REAL


@pytest.mark.heavy
def test_each_odd_file_ends_as_its_result_or_its_named_error(tmp_path: Path) -> None:
    folder, out = tmp_path / "pages", tmp_path / "out"
    folder.mkdir()
    names = write_odd_files(folder)
    run = watch(["-m", "cli", str(folder), "--out", str(out), "--quiet"], ROOT)
    told = run.stderr
    assert run.exit_code == 1
    assert "Traceback" not in told
    errors = [ERROR.fullmatch(line) for line in told.splitlines()]
    assert all(errors), [line for line in told.splitlines() if not ERROR.fullmatch(line)]
    failed = {error["name"] for error in errors if error}
    read = {each["source"] for each in json.loads((out / "run.json").read_text(encoding="utf-8"))["inputs"]}
    read = {name.partition("#")[0] for name in read}
    missing = [name for name in names if _shown(name) not in failed | {_shown(name) for name in read}]
    assert not missing
    print(f"{len(names)} files, {len(read)} with results, {len(errors)} errors, {run.megabytes:.0f} MB")
    assert run.megabytes < MOST_MEGABYTES


def _shown(name: str) -> str:
    """The name as a terminal is shown it."""
    return printable(name).replace("\n", "\\n").replace("\x1b", "\\x1b")
