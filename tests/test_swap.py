"""The output is the old state or the new one, whole, whatever happens to the run that writes it."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract import swap
from extract.swap import SwapError, exchange, replacing
from tests.pages import ROOT

KILLS = 40
STATES = ("old", "new")
FILES = [f"{number}.json" for number in range(60)]
WRITER = """
import sys
from pathlib import Path
from extract.swap import replacing
folder, state, size = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
ours = [f"{number}.json" for number in range(60)]
with replacing(folder, lambda: ours) as new:
    print("begun", flush=True)
    for name in ours:
        (new / name).write_text(state * size)
"""


def start(folder: Path, state: str, size: int = 100) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", WRITER, str(folder), state, str(size)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def write(folder: Path, state: str) -> None:
    with replacing(folder, lambda: FILES) as new:
        for name in FILES:
            (new / name).write_text(state * 100)


def state_of(folder: Path) -> str:
    """The one state that all files of the folder are in; fails on a torn or mixed one."""
    assert sorted(path.name for path in folder.glob("*.json")) == sorted(FILES)
    states = {path.read_text() for path in folder.glob("*.json")}
    assert len(states) == 1, "mixed"
    (text,) = states
    assert text in {state * 100 for state in STATES}, "torn"
    return text[:3]


def test_a_run_that_is_killed_at_any_moment_leaves_one_state(tmp_path: Path) -> None:
    folder, moments = tmp_path / "out", random.Random(819)
    write(folder, "old")
    (folder / "notes.txt").write_text("mine")
    began = time.perf_counter()
    running = start(folder, "new")
    running.communicate()
    whole = time.perf_counter() - began
    seen = set()
    for kill in range(KILLS):
        running = start(folder, STATES[kill % 2])
        time.sleep(moments.uniform(0.3, 1.1) * whole)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        seen.add(state_of(folder))
        assert (folder / "notes.txt").read_text() == "mine"
    assert seen == set(STATES)
    write(folder, "new")
    assert state_of(folder) == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_a_run_that_is_killed_between_two_renames_is_made_good(tmp_path: Path) -> None:
    folder, workspace = tmp_path / "out", tmp_path / ".out.extract"
    write(folder, "old")
    workspace.mkdir()
    folder.rename(workspace / "old")
    with pytest.raises(ZeroDivisionError), replacing(folder, lambda: FILES):
        _ = 1 / 0
    assert state_of(folder) == "old"


def test_where_names_cannot_be_exchanged_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    write(tmp_path / "out", "old")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    write(tmp_path / "out", "new")
    assert state_of(tmp_path / "out") == "new"
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_second_rename_that_fails_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    write(tmp_path / "out", "old")
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(5, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="Input/output error"):
        write(tmp_path / "out", "new")
    assert state_of(tmp_path / "out") == "old"


def test_a_reader_never_finds_a_file_missing_or_torn(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write(folder, "old")
    running, seen = start(folder, "new"), set()
    while running.poll() is None:
        seen |= {Path(folder, name).read_text() for name in FILES}
    running.communicate()
    assert seen <= {state * 100 for state in STATES}
    assert state_of(folder) == "new"


def test_a_second_run_at_the_same_time_is_kept_out(tmp_path: Path) -> None:
    write(tmp_path / "out", "old")
    with replacing(tmp_path / "out", lambda: FILES) as new:
        (new / "half").write_text("half")
        with pytest.raises(SwapError, match="another run is writing to it"):
            write(tmp_path / "out", "new")
        assert state_of(tmp_path / "out") == "old"
        for name in FILES:
            (new / name).write_text("new" * 100)
    assert (tmp_path / "out" / "half").exists()
    write(tmp_path / "other", "new")


def test_many_runs_at_the_same_time_leave_the_state_of_one(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write(folder, "old")
    runs = [start(folder, STATES[number % 2]) for number in range(6)]
    ends = [run.communicate()[1] for run in runs]
    assert any(run.returncode == 0 for run in runs)
    for run, told in zip(runs, ends, strict=True):
        assert run.returncode == 0 or "another run is writing to it" in told
    state_of(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB."""
    place = tmp_path / "small"
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if os.name != "posix" or shutil.which("mount") is None or subprocess.run(words, check=False).returncode:
        pytest.skip("a file system can only be mounted by root")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def extract(*words: str | Path) -> subprocess.CompletedProcess[str]:
    told = [sys.executable, "-m", "cli", *map(str, words)]
    return subprocess.run(told, cwd=ROOT, capture_output=True, check=False, text=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_on_a_full_disk_the_old_state_stays(mounted: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("目前，全镇共划分网格819个。", encoding="utf-8")
    assert extract(page, "--out", mounted / "out").returncode == 0
    before = contents(mounted / "out")
    result = extract("seeds", "--out", mounted / "out")
    assert result.returncode == 2
    assert result.stderr.startswith(f"extract: {mounted}/out")
    assert result.stderr.endswith(": cannot be written: No space left on device\n")
    assert contents(mounted / "out") == before
    assert [path.name for path in mounted.iterdir()] == ["out"]


def test_where_nothing_can_be_written_the_folder_is_named(mounted: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("目前，全镇共划分网格819个。", encoding="utf-8")
    assert extract(page, "--out", mounted / "out").returncode == 0
    before = contents(mounted / "out")
    subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
    result = extract(page, "--out", mounted / "out")
    assert result.returncode == 2
    assert "Read-only file system" in result.stderr
    assert f"{mounted}" in result.stderr
    assert contents(mounted / "out") == before


def test_a_mount_point_is_not_replaced(mounted: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("目前，全镇共划分网格819个。", encoding="utf-8")
    result = extract(page, "--out", mounted)
    assert result.returncode == 2
    assert result.stderr == (
        f"extract: {mounted}: cannot be written: it cannot be renamed, as a mount point cannot; name a folder in it\n"
    )


@pytest.mark.heavy
def test_the_command_killed_at_any_moment_leaves_the_record_of_what_is_there(tmp_path: Path) -> None:
    """The whole program: documents, tables and record are always those of one run."""
    out, moments = tmp_path / "out", random.Random(611)
    pages = [tmp_path / "one", tmp_path / "two"]
    for number, folder in enumerate(pages):
        folder.mkdir()
        (folder / "a.txt").write_text(f"目前，全镇共划分网格{811 + number}个。", encoding="utf-8")
        (folder / f"b{number}.txt").write_text("无事。", encoding="utf-8")
    expected = []
    for folder in pages:
        assert extract(folder, "--out", out).returncode == 0
        expected.append(contents(out))
    began = time.perf_counter()
    assert extract(pages[0], "--out", out).returncode == 0
    whole = time.perf_counter() - began
    for kill in range(8):
        words = [sys.executable, "-m", "cli", str(pages[kill % 2]), "--out", str(out)]
        running = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.5, 1.0) * whole)
        running.kill()
        running.wait()
        assert contents(out) in expected


def test_names_are_exchanged_in_one_step(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "one" / "file").write_text("")
    if not exchange(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this system has no exchange of names")
    assert (tmp_path / "other" / "file").exists()
