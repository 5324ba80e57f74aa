"""`python -m tests.fuzz`: so many broken inputs for every room, and what fell over, as a table."""

import argparse
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from time import perf_counter

from extract.alarm import TimeIsUp, time_limit
from tests.fuzz.targets import TARGETS, Name, Target

FOUND = Path(__file__).parent / "found"
"""Inputs that something fell over, one a file: `TARGET-HASH`; the tests feed them again."""
LONGEST_SECONDS = 3.0
"""An input that takes more of the processor's time hangs; other processes do not count."""


@dataclass(slots=True)
class Tally:
    """Executions of one target: their number and seconds, and for each kind of failure an input."""

    executions: int = 0
    seconds: float = 0.0
    failures: dict[str, str | bytes] = field(default_factory=dict)


def main() -> None:
    """Run the targets and print the table; exit code 1 when something failed."""
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("--executions", type=int, default=20_000, help="how many in all")
    parser.add_argument("--seed", type=int, default=0, help="what the inputs are made from")
    parser.add_argument("--target", choices=[*TARGETS], action="append", help="only this one; may be repeated")
    parser.add_argument("--keep", action="store_true", help=f"keep what fails in {FOUND.name}/")
    wanted = parser.parse_args()
    names: list[Name] = wanted.target or [*TARGETS]
    tallies = {name: fuzzed(name, share, wanted.seed) for name, share in _shares(names, wanted.executions)}
    report(tallies, wanted.seed)
    for name, tally in tallies.items():
        for failure, content in tally.failures.items():
            print(f"\n{name}: {failure}\n{content!r}")
            if wanted.keep:
                keep(name, content)
    sys.exit(any(tally.failures for tally in tallies.values()))


def _shares(names: list[Name], executions: int) -> Iterator[tuple[Name, int]]:
    whole = sum(TARGETS[name].share for name in names)
    yield from ((name, max(1, round(executions * TARGETS[name].share / whole))) for name in names)


def fuzzed(name: Name, executions: int, seed: int, target: Target | None = None) -> Tally:
    """Feed one target so many inputs; the same seed makes the same inputs."""
    target, random, tally = target or TARGETS[name], Random(f"{seed} {name}"), Tally()
    start = perf_counter()
    for _ in range(executions):
        content = target.feed(random)
        failure = fed(target, content)
        if failure:
            tally.failures.setdefault(failure, content)
        tally.executions += 1
    tally.seconds = perf_counter() - start
    return tally


def fed(target: Target, content: str | bytes) -> str:
    """What an input did to a target: nothing, or the kind of failure and its place."""
    try:
        with in_time(LONGEST_SECONDS):
            target.check(content)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}: {error}"[:300]
    return ""


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Raise `TimeoutError` in what takes longer, where the system can interrupt it: a hang is a failure too."""
    try:
        with time_limit(seconds):
            yield
    except TimeIsUp as over:
        raise TimeoutError("it hangs").with_traceback(over.__traceback__) from None  # which ends where it hung


def keep(name: Name, content: str | bytes) -> None:
    """Put a failing input where the tests find it."""
    raw = content if isinstance(content, bytes) else content.encode()
    FOUND.mkdir(exist_ok=True)
    (FOUND / f"{name}-{sha256(raw).hexdigest()[:8]}").write_bytes(raw)


def report(tallies: dict[Name, Tally], seed: int) -> None:
    """Print executions, speed and failures, target by target."""
    print(f"seed {seed}")
    print(f"{'target':<12}{'executions':>12}{'a second':>10}{'failures':>10}")
    for name, tally in tallies.items():
        rate = tally.executions / tally.seconds if tally.seconds else 0
        print(f"{name:<12}{tally.executions:>12,}{rate:>10,.0f}{len(tally.failures):>10}")
    print(f"{'all':<12}{sum(tally.executions for tally in tallies.values()):>12,}")


if __name__ == "__main__":
    main()
