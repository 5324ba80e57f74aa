"""A command run from a small process of its own: what it took, and how it ended.

A child's peak of memory begins with that of the process that starts it; a test run is larger than most commands.
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_START = """
import os, sys, time
start = time.perf_counter()
child = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[1:]], os.environ)
_, status, used = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), time.perf_counter() - start, used.ru_maxrss / 1024)
"""


@dataclass(frozen=True, slots=True)
class Watched:
    """How a run of Python ended, its seconds, the megabytes of its own process at most, and what it complained of."""

    exit_code: int
    seconds: float
    megabytes: float
    stderr: str


def watch(words: Sequence[str], folder: Path) -> Watched:
    """Run Python with these words in a folder; what it prints to standard output must be nothing."""
    command = [sys.executable, "-c", _START, *words]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8")
    code, seconds, megabytes = done.stdout.split()
    return Watched(int(code), float(seconds), float(megabytes), done.stderr)
