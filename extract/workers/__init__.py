"""Documents read here or in processes of their own: the same outcomes in the same order.

In this process a document has a limit of time, and an error in it costs that document only. Processes of their own
guard against the rest (a crash of the interpreter, a hang in foreign code, memory without end), and use all cores.
"""

import os
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from extract.read import Input
from extract.result import Outcome
from extract.workers.limits import DEFAULT, Limits
from extract.workers.opening import failure_of
from extract.workers.setup import Setup
from extract.workers.tasks import Task, chunk_bytes, size_of, tasks_of

__all__ = ["AS_IT_SUITS", "LARGE", "Limits", "Manner", "Setup", "Task", "failure_of", "outcomes"]

LARGE = 10_000_000
"""Bytes from which on a run is worth processes of its own, and is worth being gone on with."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a run is done; none of it changes a byte of what is written.

    `jobs` processes read, None for as many as suit the size: of a small run none but this one, unless `is_isolated`.
    `with_cache` what was read before is not read again, None for large runs only.
    """

    jobs: int | None = None
    is_isolated: bool = False
    limits: Limits = DEFAULT
    with_cache: bool | None = None


AS_IT_SUITS = Manner()


def outcomes(
    inputs: Sequence[Input], setup: Setup, manner: Manner, *, one_line: bool
) -> Generator[Outcome, None, None]:
    """What becomes of each document of the inputs, in order; `one_line` is how all JSON is written."""
    size = sum(map(size_of, inputs))
    with_cache = size >= LARGE if manner.with_cache is None else manner.with_cache
    jobs = _jobs(manner, size)
    found = tasks_of(inputs, setup.options, one_line=one_line, is_spread=jobs > 0)
    if jobs:
        from extract.workers.pool import Pool  # what it needs of multiprocessing costs a small run some time

        setup.load_all()
        pool = Pool(partial(setup.reader, with_cache=with_cache), jobs, setup.limits, chunk_bytes(size, jobs))
        yield from pool.outcomes(found)
        return
    with closing(setup.reader(with_cache=with_cache)) as reader:
        for task in found:
            yield from reader.outcomes(task)


def _jobs(manner: Manner, size: int) -> int:
    """How many processes of their own read; 0 where this one does."""
    jobs = manner.jobs
    if jobs is None:
        jobs = _cores() if size >= LARGE else 1
        return jobs if size >= LARGE or manner.is_isolated else 0
    return jobs if jobs > 1 or manner.is_isolated else 0


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
