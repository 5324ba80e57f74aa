"""A run that is stopped says what was done, leaves nothing behind, and is gone on with by the next one."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.pages import ROOT

PAGES = 250
PAGE = "## 某镇建成网格\n\n■记者 王明\n\n目前，全镇共划分网格{}个，配备网格员近900名。\n"
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(PAGES):
        (folder / f"{number:04}.txt").write_text(PAGE.format(number) * 4, encoding="utf-8")
    return folder


def start(pages: Path, out: Path, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "cli", str(pages), "--out", str(out), *words]
    environment = os.environ | {"XDG_CACHE_HOME": str(pages.parent / "home")}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


def run(pages: Path, out: Path, *words: str) -> str:
    running = start(pages, out, *words)
    _, told = running.communicate()
    assert running.returncode == 0, told
    return told


def stop(running: subprocess.Popen[str], number: int, workspace: Path, least: int) -> str:
    """End a run by a signal when it has written some documents; what it says."""
    wait_until(lambda: len(list(workspace.glob("new/*.json"))) >= least, running)
    running.send_signal(number)
    return running.communicate()[1]


def wait_until(happened: Callable[[], bool], running: subprocess.Popen[str]) -> None:
    while running.poll() is None and not happened():
        time.sleep(0.01)


def kept_in(home: Path) -> int:
    """How many results lie in the cache."""
    try:
        with closing(sqlite3.connect(f"file:{home}/extract/results.sqlite?mode=ro", uri=True)) as base:
            return int(base.execute("select count(*) from results").fetchone()[0])
    except sqlite3.Error:
        return 0


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_leaves_the_folder_as_it_was_and_says_so(
    pages: Path, tmp_path: Path, jobs: str, number: int, code: int
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    running = start(pages, out, "--jobs", jobs)
    told = stop(running, number, tmp_path / ".out.extract", 20)
    assert running.returncode == code
    stopped = (
        rf"extract: stopped \({signal.Signals(number).name}\) after \d+ documents; {re.escape(str(out))} is as it was\n"
    )
    assert re.fullmatch(stopped, told)
    assert contents(out) == {"notes.txt": b"mine"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "out", "pages"]


@pytest.mark.parametrize("words", [pytest.param(("--jobs", "1"), marks=pytest.mark.heavy), ("--jobs", "2")])
def test_the_next_run_goes_on_where_the_last_one_was_killed(pages: Path, tmp_path: Path, words: Sequence[str]) -> None:
    clean, out = tmp_path / "clean", tmp_path / "out"
    run(pages, clean, *words)
    running = start(pages, out, "--cache", *words)
    wait_until(lambda: kept_in(tmp_path / "home") > 0, running)
    stop(running, signal.SIGKILL, tmp_path / ".out.extract", 30)
    assert not out.exists()
    told = run(pages, out, "--cache", *words)
    kept = re.search(r"(\d+) of them had been read by an earlier run", told)
    assert kept
    assert 1 <= int(kept[1]) < PAGES
    assert contents(out) == contents(clean)
    assert f"{PAGES} of them" in run(pages, out, "--cache", *words)
    assert "of them" not in run(pages, out, "--no-cache", *words)
    assert contents(out) == contents(clean)


def test_a_small_run_keeps_no_results(pages: Path, tmp_path: Path) -> None:
    run(pages, tmp_path / "out", "--quiet")
    assert [path.suffix for path in (tmp_path / "home" / "extract").iterdir()] == [".json"]


def test_a_run_that_is_killed_takes_its_processes_with_it(pages: Path, tmp_path: Path) -> None:
    running = start(pages, tmp_path / "out", "--jobs", "2")
    workspace = tmp_path / ".out.extract"
    while running.poll() is None and len(list(workspace.glob("new/*.json"))) < 20:
        time.sleep(0.01)
    children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
    if not children.exists():
        pytest.skip("the system does not list the processes of a process")
    theirs = children.read_text().split()
    running.kill()
    running.communicate()
    assert len(theirs) == 2
    deadline = time.monotonic() + 10
    while any(Path("/proc", one).exists() for one in theirs) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [one for one in theirs if Path("/proc", one).exists()]
    run(pages, tmp_path / "out", "--quiet")
