"""A task → the outcome of each of its documents, whatever happens: facts, or a failure that has a name."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import TypeVar

from extract.alarm import Limit, TimeIsUp, time_limit
from extract.cache import ResultCache
from extract.read import DEFAULT, ReadOptions
from extract.result import Failure, Outcome, Result, pack, result_of, unpack
from extract.workers.limits import Limits
from extract.workers.opening import fault, opened
from extract.workers.tasks import Task
from schemas.reading import Reading
from schemas.records import Source

TIMEOUT, MEMORY, CRASHED = "timeout", "memory", "crashed"

Made = TypeVar("Made")


class TaskReader:
    """Reads documents one by one.

    `read` is the extractor's; `slow_rule` names the rule that is at fault when a text takes too long, if one is;
    `options` say how inputs are opened.
    """

    def __init__(
        self,
        read: Callable[[Source], Reading],
        slow_rule: Callable[[str], str | None],
        limits: Limits,
        cache: ResultCache | None,
        options: ReadOptions = DEFAULT,
    ) -> None:
        self._read = read
        self._slow_rule = slow_rule
        self._limits = limits
        self._cache = cache
        self._options = options

    def outcomes(self, task: Task) -> Iterator[Outcome]:
        """What becomes of each document of a task. Only what stops the whole run is raised."""
        documents = opened(task.found, self._options) if task.opened is None else iter([task.opened])
        while (found := self._guarded(lambda: next(documents, None), task)) is not None:
            yield self._facts(found, task) if isinstance(found, Source) else found

    def flush(self) -> None:
        """What has been read is kept from now on."""
        if self._cache is not None:
            self._cache.flush()

    def close(self) -> None:
        """What has been read is kept, and nothing more."""
        if self._cache is not None:
            self._cache.close()

    def _facts(self, source: Source, task: Task) -> Outcome:
        one_line = task.one_line or source.container is not None
        return self._guarded(lambda: self._result(source, one_line=one_line), task, source)

    def _result(self, source: Source, *, one_line: bool) -> Result:
        if self._cache is None:
            return result_of(self._read(source), one_line=one_line)
        key = self._cache.key((str(one_line), *map(repr, dataclasses.astuple(source))))
        kept = _unpacked(self._cache.get(key))
        if kept is not None:
            return dataclasses.replace(kept, is_kept=True)
        result = result_of(self._read(source), one_line=one_line)
        self._cache.put(key, pack(result))
        return result

    def _guarded(self, work: Callable[[], Made], task: Task, source: Source | None = None) -> Made | Failure:
        """What the work gives, or the failure that it ends with."""
        name = source.name if source else task.name
        is_awaited = source is None and task.found.path is None
        limit = Limit()
        try:
            with nullcontext(limit) if is_awaited else time_limit(self._limits.seconds_for(task.size)) as limit:
                return work()
        except TimeIsUp:
            return self._timed_out(name, task, source)
        except MemoryError:
            return Failure(name, MEMORY, "there is not enough memory to read it; --memory-limit allows it more")
        except Exception as error:  # whatever it is, it costs this document only
            return self._timed_out(name, task, source) if limit.is_over else fault(name, error)

    def _timed_out(self, name: str, task: Task, source: Source | None) -> Failure:
        rule = self._slow_rule(source.text) if source else None
        return timed_out(name, task.size, self._limits, rule)


def timed_out(name: str, size: int, limits: Limits, rule: str | None = None) -> Failure:
    """The failure of a document that took too long."""
    why = f"the rule {rule} alone takes too long on it" if rule else "--time-limit allows it more"
    return Failure(name, TIMEOUT, f"not read within {limits.seconds_for(size):g} s of computing; {why}")


def _unpacked(kept: bytes | None) -> Result | None:
    if kept is None:
        return None
    try:
        found = unpack(kept)
    except ValueError:
        return None
    return found if isinstance(found, Result) else None
