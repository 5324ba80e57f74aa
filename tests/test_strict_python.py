"""The main job under Python's development mode with every warning an error, on either engine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pages import ROOT, SEEDS

JOB = "import sys; sys.modules.update({absent}); from cli import main; main()"


@pytest.mark.heavy
@pytest.mark.parametrize("absent", ["rjieba", "daachorse", ""])
def test_it_warns_of_nothing_and_leaves_nothing_open(absent: str, tmp_path: Path) -> None:
    """Without its twin in Rust jieba is imported, which warns of its own code; and the facts are the same."""
    job = JOB.format(absent={absent: None} if absent else {})
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", job, str(SEEDS), "--out", str(tmp_path / "out"), "--quiet"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for path in (ROOT / "out").glob("*.csv"):
        assert (tmp_path / "out" / path.name).read_bytes() == path.read_bytes()
