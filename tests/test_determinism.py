"""The same input, rules and version give the same bytes: on any day, from any folder, with any hash seed."""

import os
import subprocess
import sys
from pathlib import Path

from tests.pages import ROOT, SEEDS


def run(out: Path, *, cwd: Path, hash_seed: str, paths: list[str]) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "cli", *paths, "--out", str(out), "--quiet"],
        cwd=cwd,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    first = run(tmp_path / "one", cwd=ROOT, hash_seed="0", paths=["seeds"])
    second = run(tmp_path / "two", cwd=tmp_path, hash_seed="1", paths=[str(SEEDS)])
    assert first == second
    assert str(tmp_path).encode() not in b"".join(second.values())


def test_a_page_is_read_alike_alone_and_among_others(tmp_path: Path) -> None:
    every = run(tmp_path / "one", cwd=ROOT, hash_seed="0", paths=["seeds"])
    last = sorted(SEEDS.glob("*.txt"))[-1]
    alone = run(tmp_path / "two", cwd=ROOT, hash_seed="0", paths=[str(last)])
    assert alone[f"{last.stem}.json"] == every[f"{last.stem}.json"]
