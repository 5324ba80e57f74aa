"""Several processes over one stream of tasks: outcomes in the order of the tasks, whatever becomes of a process.

Each process has a pipe of its own. One that dies, or stays at a document beyond its time, is ended and replaced; the
document it was at gets the failure, the others of its chunk are read again.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait

from extract.result import Failure, Outcome
from extract.workers.limits import Limits
from extract.workers.process import MakeReader, WorkerProcess
from extract.workers.reader import CRASHED, timed_out
from extract.workers.tasks import CHUNK_BYTES, Task, chunks

GRACE = 10.0
_SHARE = 3
"""A process is stopped that is at a document so many times as long as it may compute, and so many seconds more."""
AHEAD = 3
"""So many chunks a process may be begun or done that wait for one before them: what bounds the memory."""
_TICK = 1.0
_IDLE_DEATHS = 3
"""A process that dies so often before it begins a document is taken to die of the first."""


@dataclass(slots=True)
class _Chunk:
    """Tasks with the outcomes that there are; `asked` are the numbers of those that a process was given last."""

    tasks: tuple[Task, ...]
    outcomes: list[list[Outcome] | None]
    asked: list[int]
    taken: int = 0
    idle_deaths: int = 0

    @property
    def missing(self) -> list[int]:
        """The numbers of the tasks that have no outcome yet."""
        return [number for number, outcome in enumerate(self.outcomes) if outcome is None]


class Pool:
    """So many processes that read, within limits; they are given work in chunks of `chunk_size` bytes."""

    def __init__(self, make_reader: MakeReader, jobs: int, limits: Limits, chunk_size: int = CHUNK_BYTES) -> None:
        self._make_reader = make_reader
        self._jobs = jobs
        self._limits = limits
        self._chunk_size = chunk_size
        self._busy: dict[WorkerProcess, _Chunk] = {}
        self._idle: list[WorkerProcess] = []

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """What becomes of each document, in order; the processes are gone when this ends, however it does."""
        waiting = chunks(tasks, self._chunk_size)
        line: deque[_Chunk] = deque()
        again: deque[_Chunk] = deque()
        try:
            while True:
                self._hand_out(waiting, line, again)
                while line and not line[0].missing:
                    yield from _finished(line.popleft())
                    self._hand_out(waiting, line, again)
                if not line:
                    return
                again.extend(self._attend())
        finally:
            for worker in (*self._busy, *self._idle):
                worker.stop()

    def _hand_out(self, waiting: Iterator[tuple[Task, ...]], line: deque[_Chunk], again: deque[_Chunk]) -> None:
        """Give work to every process that has none; chunks that were broken off go first."""
        while len(self._busy) < self._jobs:
            chunk = again.popleft() if again else None
            if chunk is None:
                tasks = next(waiting, None) if len(line) < AHEAD * self._jobs else None
                if tasks is None:
                    return
                chunk = _Chunk(tasks, [None] * len(tasks), [])
                line.append(chunk)
            chunk.asked, chunk.taken = chunk.missing, 0
            worker = self._idle.pop() if self._idle else self._started()
            self._busy[worker] = chunk
            try:
                worker.give([chunk.tasks[number] for number in chunk.asked])
            except OSError:
                again.extend(self._ended(worker))

    def _started(self) -> WorkerProcess:
        return WorkerProcess(self._make_reader, self._limits.megabytes, [*self._busy, *self._idle])

    def _attend(self) -> list[_Chunk]:
        """Take what the processes have; the chunks that must be handed out again."""
        ready = wait([worker.pipe for worker in self._busy], _TICK)
        broken: list[_Chunk] = []
        for worker in list(self._busy):
            if worker.pipe in ready:
                broken += self._taken(worker)
            else:
                broken += self._overdue(worker)
        return broken

    def _taken(self, worker: WorkerProcess) -> list[_Chunk]:
        chunk = self._busy[worker]
        try:
            outcomes = worker.take()
        except (EOFError, OSError):
            return self._ended(worker)
        for outcome in outcomes:
            chunk.outcomes[chunk.asked[chunk.taken]] = outcome
            chunk.taken += 1
        if chunk.taken == len(chunk.asked):
            del self._busy[worker]
            self._idle.append(worker)
        return []

    def _ended(self, worker: WorkerProcess) -> list[_Chunk]:
        """A process has died: of the document it was at, if it was at one."""
        chunk, started = self._busy.pop(worker), worker.started
        ending = worker.ending()
        chunk.idle_deaths += started == 0
        if started or chunk.idle_deaths >= _IDLE_DEATHS:
            chunk.idle_deaths = 0
            _blame(chunk, started, lambda task: Failure(task.name, CRASHED, f"the process that read it died: {ending}"))
        return [chunk]

    def _overdue(self, worker: WorkerProcess) -> list[_Chunk]:
        """A process that does not come back from a document is stopped, some time after it should have stopped."""
        chunk, started = self._busy[worker], worker.started
        task = chunk.tasks[chunk.asked[max(started, 1) - 1]]
        if worker.seconds_at_task() < self._limits.seconds_for(task.size) * _SHARE + GRACE:
            return []
        del self._busy[worker]
        worker.stop()
        _blame(chunk, started, lambda task: timed_out(task.name, task.size, self._limits))
        return [chunk]


def _blame(chunk: _Chunk, started: int, failure: Callable[[Task], Failure]) -> None:
    """Give the failure to the document that a process was at, unless its outcome had come before."""
    number = chunk.asked[max(started, 1) - 1]
    if chunk.outcomes[number] is None:
        chunk.outcomes[number] = [failure(chunk.tasks[number])]


def _finished(chunk: _Chunk) -> Iterator[Outcome]:
    return (outcome for found in chunk.outcomes for outcome in found or ())
