"""Faults of the world around a run, in its midst: the old state stays, or the run goes on and says what is missing."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from extract import run as run_module
from extract.read import Input, find_inputs
from extract.result import Result
from extract.write import FactFiles
from tests.pages import ROOT

PAGE = "目前，全镇共划分网格{}个。"
JOBS = pytest.mark.parametrize("jobs", ["1", "2"])
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="faults are made with the means of Linux")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(PAGE.format(819 + number), encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def after_finding(monkeypatch: pytest.MonkeyPatch, happens: Iterator[None]) -> None:
    """Let something happen when the inputs have been found and none has been read."""

    def found(paths: list[str]) -> tuple[list[Input], list[Exception]]:
        result = find_inputs(paths)
        next(happens)
        return result

    monkeypatch.setattr(run_module, "find_inputs", found)


@JOBS
def test_a_file_that_vanishes_is_named_and_the_others_are_read(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    def vanish() -> Iterator[None]:
        (pages / "3.txt").unlink()
        yield

    after_finding(monkeypatch, vanish())
    result = CliRunner().invoke(app, [str(pages), "--out", str(tmp_path / "out"), "--quiet", "--jobs", jobs])
    assert result.exit_code == 1
    assert result.stderr == "extract: 3.txt: cannot be read: No such file or directory [unreadable]\n"
    assert len(list((tmp_path / "out").glob("?.json"))) == 5


@JOBS
def test_a_file_that_may_no_longer_be_read_is_named(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    """Taking the right away does not keep root out: a folder in the file's place does."""

    def forbid() -> Iterator[None]:
        (pages / "3.txt").chmod(0)
        if os.access(pages / "3.txt", os.R_OK):
            (pages / "3.txt").unlink()
            (pages / "3.txt").symlink_to("/proc/self/mem")
        yield

    after_finding(monkeypatch, forbid())
    result = CliRunner().invoke(app, [str(pages), "--out", str(tmp_path / "out"), "--quiet", "--jobs", jobs])
    assert result.exit_code == 1
    assert result.stderr.startswith("extract: 3.txt: cannot be read: ")
    assert len(list((tmp_path / "out").glob("?.json"))) == 5


@JOBS
def test_a_folder_that_is_taken_away_in_mid_run_is_named_and_the_old_state_stays(
    pages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    out = tmp_path / "out"
    CliRunner().invoke(app, [str(pages), "--out", str(out), "--quiet"])
    before = contents(out)
    add, written = FactFiles.add, []

    def add_and_lose(files: FactFiles, result: Result) -> None:
        written.append(result.source)
        if len(written) == 3:
            shutil.rmtree(files._folder)
        add(files, result)

    monkeypatch.setattr(FactFiles, "add", add_and_lose)
    result = CliRunner().invoke(app, [str(pages), "--out", str(out), "--quiet", "--jobs", jobs])
    assert result.exit_code == 2
    assert result.stderr == f"extract: {out}/2.json: cannot be written: No such file or directory\n"
    assert contents(out) == before
    assert not (tmp_path / ".out.extract").exists()


@JOBS
def test_a_disk_that_is_full_in_mid_run_leaves_the_old_state(pages: Path, tmp_path: Path, jobs: str) -> None:
    """The system lets no file grow beyond 20 kB, as on a disk without room."""
    out = tmp_path / "out"
    CliRunner().invoke(app, [str(pages), "--out", str(out), "--quiet"])
    before = contents(out)
    result = subprocess.run(
        [sys.executable, "-m", "cli", "seeds", "--out", str(out), "--jobs", jobs],
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )
    assert result.returncode == 2
    assert result.stderr.startswith(f"extract: {out}")
    assert result.stderr.endswith(": cannot be written: File too large\n")
    assert contents(out) == before
    assert not (tmp_path / ".out.extract").exists()


@JOBS
@pytest.mark.parametrize("out", ["/dev/full", "closed"])
def test_standard_output_that_takes_no_more_stops_the_run_without_a_traceback(pages: Path, jobs: str, out: str) -> None:
    command = [sys.executable, "-m", "cli", str(pages), "--jobs", jobs, "--quiet"]
    if out == "closed":
        reading, writing = os.pipe()
        os.close(reading)
    else:
        writing = os.open(out, os.O_WRONLY)
    result = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, check=False, text=True)
    os.close(writing)
    assert result.returncode == 2
    why = "Broken pipe" if out == "closed" else "No space left on device"
    assert result.stderr == f"extract: standard output: cannot be written: {why}\n"
