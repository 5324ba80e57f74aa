"""Inputs → tasks, and tasks → chunks of a size that is worth sending to a process."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.read import Input, ReadOptions
from extract.result import Failure
from extract.workers.opening import opened
from schemas.records import Source

CHUNK_BYTES = 500_000
"""A chunk is closed when it holds so much: less costs more in sending than it gains, more leaves processes idle."""
_CHUNKS_EACH = 8
"""So many chunks each process should have at least, so that all have work to the end."""
_OF_ITS_OWN = 1000
"""A document costs as much as so many bytes beside those that it has."""
_SPREAD = frozenset({".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".zip", ".warc", ".gz"})
"""Suffixes of containers whose documents are shared out among processes."""


@dataclass(frozen=True, slots=True)
class Task:
    """An input to read, or what it has been opened to: one of its documents, or why there is none.

    `size` is about how many bytes it has; `one_line` is how its JSON is written.
    """

    found: Input
    opened: Source | Failure | None = None
    size: int = 0
    one_line: bool = False

    @property
    def name(self) -> str:
        """What it is called, as the output spells it."""
        return self.found.name if isinstance(self.opened, Failure | None) else self.opened.name


def size_of(found: Input) -> int:
    """The bytes of a file; 0 for what has no size before it is read."""
    try:
        return found.path.stat().st_size if found.path else 0
    except OSError:
        return 0


def tasks_of(inputs: Sequence[Input], options: ReadOptions, *, one_line: bool, is_spread: bool) -> Iterator[Task]:
    """The inputs in order; `is_spread`: containers, and what only this process can read, opened to their documents."""
    for found in inputs:
        if is_spread and (found.path is None or found.path.suffix.lower() in _SPREAD):
            for one in opened(found, options):
                size = len(one.text.encode("utf-8", "surrogatepass")) if isinstance(one, Source) else 0
                yield Task(found, one, size, one_line)
        else:
            yield Task(found, None, size_of(found), one_line)


def chunk_bytes(size: int, jobs: int) -> int:
    """How large the chunks are for so many processes, when all that is to be read has so many bytes."""
    return min(CHUNK_BYTES, max(_OF_ITS_OWN, size // (jobs * _CHUNKS_EACH)))


def chunks(found: Iterable[Task], size: int) -> Iterator[tuple[Task, ...]]:
    """The tasks in order, in chunks of about so many bytes."""
    chunk: list[Task] = []
    filled = 0
    for task in found:
        chunk.append(task)
        filled += task.size + _OF_ITS_OWN
        if filled >= size:
            yield tuple(chunk)
            chunk, filled = [], 0
    if chunk:
        yield tuple(chunk)
