"""The examples run again whenever a rule file is saved."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

PAUSE = 0.5
"""Seconds between two looks at the files."""

State = dict[Path, tuple[int, int]]


def saves(folders: Iterable[Path], pause: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """Yields at once, and then each time after a rule file has been saved, added or removed; ends at Ctrl-C."""
    folders = list(folders)
    before = _state(folders)
    try:
        yield
        while True:
            pause(PAUSE)
            now = _state(folders)
            if now != before:
                before = now
                yield
    except KeyboardInterrupt:
        return


def _state(folders: Iterable[Path]) -> State:
    """Every rule file with the time of its last change and its size."""
    found: State = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml")):
            try:
                status = path.stat()
            except OSError:  # removed between the two calls
                continue
            found[path] = (status.st_mtime_ns, status.st_size)
    return found
