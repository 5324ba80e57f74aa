"""`python -m tests.benchmarks.footprint`: what starting the command costs; `--install`: what installing it takes.

Starting is measured in the processor's time, beside an interpreter that does nothing, turn by turn in one run.
Installing is done for real, into a new environment, with what `pip install .` brings.
"""

import argparse
import os
import subprocess
import sys
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.pages import ROOT, SEEDS

NOTHING = "python -c pass"
COMMANDS: Mapping[str, Sequence[str]] = {
    NOTHING: ("-c", "pass"),
    "python -c 'import typer'": ("-c", "import typer"),
    "extract --help": ("-m", "cli", "--help"),
    "extract page.txt": ("-m", "cli", str(sorted(SEEDS.glob("*.txt"))[0]), "--quiet"),
}


def main() -> None:
    """Print the table of starts, and what an installation holds."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.footprint", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="how often to start each")
    parser.add_argument("--install", action="store_true", help="also install into a new environment")
    wanted = parser.parse_args()
    starts = started(wanted.rounds)
    for name, seconds in starts.items():
        print(f"{name:<28}{1000 * seconds:>8.0f} ms{seconds / starts[NOTHING]:>8.1f} times {NOTHING}")
    if wanted.install:
        count, megabytes = installed()
        print(f"pip install .: {count} distributions, {megabytes:.1f} MB")


def started(rounds: int) -> dict[str, float]:
    """The median seconds of the processor that each command takes, from its start to its end."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(rounds):
        for name, words in COMMANDS.items():
            start = _of_children()
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            subprocess.run([sys.executable, *words], env=environment, stdout=subprocess.DEVNULL, check=True)
            times[name].append(_of_children() - start)
    return {name: median(seconds) for name, seconds in times.items()}


def _of_children() -> float:
    """The processor's seconds that ended child processes have taken."""
    used = os.times()
    return used.children_user + used.children_system


def installed() -> tuple[int, float]:
    """Distributions and megabytes of a new environment, without pip itself and without what Python compiles."""
    with TemporaryDirectory(prefix="extract-footprint-") as folder:
        venv.create(folder, with_pip=True)
        python = next(path for place in ("bin", "Scripts") for path in Path(folder, place).glob("python*"))
        install = [python, "-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check", str(ROOT)]
        subprocess.run(install, check=True, stderr=subprocess.DEVNULL)
        (site,) = Path(folder).glob("[lL]ib/**/site-packages")
        own = [path for path in site.iterdir() if not path.name.startswith(("pip", "setuptools", "pkg_resources"))]
        files = [file for path in own for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()]
        names = {path.name for path in own if path.suffix == ".dist-info"}
        return len(names), sum(file.stat().st_size for file in files if file.suffix != ".pyc") / 1e6


if __name__ == "__main__":
    main()
