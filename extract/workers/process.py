"""One process that reads documents: what it runs, and how the run sees it.

Chunks of tasks go in, packed outcomes come back in batches. A counter in shared memory tells which task the process is
at, so that the one at fault is known when it dies or does not come back.
"""

import ctypes
import multiprocessing
import os
import signal
import struct
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any

from extract.collection import collect_rarely
from extract.result import Outcome, pack, unpack
from extract.workers.reader import TaskReader
from extract.workers.tasks import Task

MakeReader = Callable[[], TaskReader]
"""How a process comes by what it reads with; it is called in the process."""

BATCH_BYTES = 256_000
BATCH_SECONDS = 0.2
"""Outcomes are sent together until they are so many bytes, or until so much time has gone."""
_LENGTH = struct.Struct("<Q")
_LAST_BREATH = 5.0
_DIE_WITH_PARENT = 1
"""`PR_SET_PDEATHSIG`"""


class WorkerProcess:
    """A process at work: `chunk` is what it has been given, None while it waits."""

    def __init__(self, make_reader: MakeReader, megabytes: int, others: Sequence["WorkerProcess"]) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        self._counter: Any = context.RawValue("q", 0)
        inherited = [self.pipe, *(other.pipe for other in others)] if context.get_start_method() == "fork" else []
        arguments = (make_reader, theirs, self._counter, megabytes, inherited)
        self._process = context.Process(target=_serve, args=arguments, daemon=True, name="extract-worker")
        self._process.start()
        theirs.close()
        self._seen = (0, monotonic())

    def give(self, tasks: Sequence[Task]) -> None:
        """Hand over tasks to a process that waits; raises `OSError` when it is gone."""
        self._counter.value = 0
        self._seen = (0, monotonic())
        self.pipe.send(list(tasks))

    def take(self) -> list[list[Outcome]]:
        """The outcomes of the next tasks, in their order; raises `EOFError` or `OSError` when the process is gone."""
        return [[unpack(outcome) for outcome in _parts(task)] for task in _parts(self.pipe.recv_bytes())]

    @property
    def started(self) -> int:
        """How many tasks it has begun."""
        return int(self._counter.value)

    def seconds_at_task(self) -> float:
        """For how long it has been at its task, as far as it has been looked at."""
        now = monotonic()
        if self._seen[0] != self.started:
            self._seen = (self.started, now)
        return now - self._seen[1]

    def ending(self) -> str:
        """How a process ended whose pipe is broken."""
        self._process.join(_LAST_BREATH)
        code = self._process.exitcode
        self.stop()
        return "it closed its pipe" if code is None else _ending(code)

    def stop(self) -> None:
        """End the process, wherever it is."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self.pipe.close()


def _context() -> Any:
    """Processes are copies of this one where that is safe: they start at once and share what is read only."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _serve(
    make_reader: MakeReader, pipe: Connection, counter: Any, megabytes: int, inherited: list[Connection]
) -> None:
    """The work of a process: chunk after chunk, until the other end of its pipe is gone."""
    for other in inherited:  # so that the end of this run is the end of every pipe
        other.close()
    _outlive_nobody()
    _limit_memory(megabytes)
    collect_rarely()
    reader = make_reader()
    with suppress(EOFError, OSError):
        while True:
            _read_chunk(reader, pipe.recv(), pipe, counter)


def _read_chunk(reader: TaskReader, tasks: Sequence[Task], pipe: Connection, counter: Any) -> None:
    batch: list[bytes] = []
    size, since = 0, monotonic()
    for number, task in enumerate(tasks, 1):
        counter.value = number
        packed = _framed(_framed([pack(outcome)]) for outcome in reader.outcomes(task))
        batch.append(packed)
        size += len(packed)
        if number == len(tasks) or size >= BATCH_BYTES or monotonic() - since > BATCH_SECONDS:
            reader.flush()
            pipe.send_bytes(b"".join(batch))
            batch, size, since = [], 0, monotonic()


def _framed(parts: Iterable[bytes]) -> bytes:
    """Parts as one, with the length of the whole before it."""
    whole = b"".join(parts)
    return _LENGTH.pack(len(whole)) + whole


def _parts(whole: bytes) -> Iterator[bytes]:
    """What stands behind each length."""
    start = 0
    while start < len(whole):
        (length,) = _LENGTH.unpack_from(whole, start)
        start += _LENGTH.size + length
        yield whole[start - length : start]


def _outlive_nobody() -> None:
    """Leave interruptions to the run, and end with it: a process left over would hold the lock on the folder."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _limit_memory(megabytes: int) -> None:
    """A document that wants more gets a `MemoryError`, where the system keeps such limits."""
    if os.name != "posix":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = megabytes * 1_000_000
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def _ending(code: int) -> str:
    if code >= 0:
        return f"it ended with exit code {code}"
    name = signal.Signals(-code).name
    return f"it was ended by {name}{', perhaps for want of memory' if name == 'SIGKILL' else ''}"
