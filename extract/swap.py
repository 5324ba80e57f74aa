"""A folder replaced as a whole: whoever reads it finds the old state or the new one, at every instant.

The new state is built in a workspace beside the folder, `.NAME.extract/new`, on the same file system. Files in the
folder that are not ours are linked into it. Then the kernel exchanges the two names in one step (`renameat2` on Linux,
`renamex_np` on macOS), and the workspace, which now holds the old state, is deleted. Whatever happens before the
exchange (a full disk, a crash, a kill) leaves the folder as it was; whatever happens after it leaves the new state.
What a killed run leaves is the workspace; the next run clears it.

A lock on the workspace keeps a second run out; the kernel frees it with the process that holds it.

Where the system cannot exchange names, two renames do it: a run killed between them leaves the old state in the
workspace, and the next run puts it back before anything else.
"""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

_EXCHANGE = 2
"""`RENAME_EXCHANGE` of Linux, `RENAME_SWAP` of macOS."""
_HERE = -100
"""`AT_FDCWD`: paths are relative to the working directory."""
_CANNOT_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})
_CANNOT_MOVE = frozenset({errno.EBUSY, errno.EXDEV})


class SwapError(Exception):
    """Why a folder cannot be replaced; the message says what to do."""


@contextmanager
def replacing(folder: Path, find_ours: Callable[[], Collection[str]]) -> Iterator[Path]:
    """A new, empty folder to build in, that takes the place of `folder` when the block ends well.

    `find_ours` tells, under the lock, the files in `folder` that are not kept, by their names in it; every other file
    is kept, unless one of its name was built. Raises `SwapError` and `OSError`, after which `folder` is as it was.
    """
    place = folder.resolve()
    if place.exists() and not place.is_dir():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
    if Path.cwd().is_relative_to(place):
        raise SwapError("you are in this folder, and it is replaced as a whole; name another, or go elsewhere")
    place.parent.mkdir(parents=True, exist_ok=True)
    workspace = place.with_name(f".{place.name}.extract")
    with _locked(workspace):
        new, old = workspace / "new", workspace / "old"
        _recover(place, new, old)
        try:
            new.mkdir()
            yield new
            ours = find_ours()
            if place.is_dir():
                _keep(place, new, ours)
                shutil.copymode(place, new)
            _flush(workspace)
            left = _put(new, place, old)
            if left is not None:
                _keep(left, place, ours)
        finally:
            with suppress(OSError):  # what is left over is no fault of what was written; the next run clears it
                _recover(place, new, old)
                workspace.rmdir()


@contextmanager
def _locked(workspace: Path) -> Iterator[None]:
    """The workspace for this process alone."""
    while True:
        workspace.mkdir(exist_ok=True)
        handle = os.open(workspace, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        try:
            _lock(handle)
            if _is_same(handle, workspace):
                yield
                return
        finally:
            os.close(handle)


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise SwapError("another run is writing to it; wait until it has ended") from None


def _is_same(handle: int, path: Path) -> bool:
    """Whether the folder is still there: the run that had the lock before may have deleted it."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _recover(place: Path, new: Path, old: Path) -> None:
    """Put the old state back when a run broke off between two renames, and clear the workspace."""
    if old.is_dir() and not place.exists():
        old.rename(place)
    for left in (new, old):
        if left.is_dir():
            shutil.rmtree(left)


def _keep(old: Path, new: Path, ours: Collection[str]) -> None:
    """Give the new folder every file of the old one that is not ours, as a link to the same file."""
    waiting = [PurePosixPath()]
    while waiting:
        here = waiting.pop()
        with os.scandir(old / here) as entries:
            found = list(entries)
        if not found and here.parts:
            (new / here).mkdir(parents=True, exist_ok=True)
        for entry in found:
            name = here / entry.name
            if entry.is_dir(follow_symlinks=False):
                waiting.append(name)
            elif name.as_posix() not in ours and not os.path.lexists(new / name):
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                _link(Path(entry.path), new / name)
            elif name.as_posix() not in ours and (new / name).is_dir():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(old / name))


def _link(file: Path, link: Path) -> None:
    try:
        os.link(file, link, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(file, link, follow_symlinks=False)


def _put(new: Path, place: Path, old: Path) -> Path | None:
    """Give the new folder its place; where the old one is then, if there was one."""
    try:
        if not place.exists():
            new.rename(place)
            return None
        if exchange(new, place):
            return new
        place.rename(old)
        new.rename(place)
        return old
    except OSError as error:
        if error.errno in _CANNOT_MOVE:
            raise SwapError("it cannot be renamed, as a mount point cannot; name a folder in it") from error
        raise


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or the file system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    library = _system()
    if hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(*names, _EXCHANGE)
    else:
        return False
    if not failed:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT_EXCHANGE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _flush(folder: Path) -> None:
    """What was written is on the disk before it gets its name."""
    library = _system()
    if not hasattr(library, "syncfs"):
        if hasattr(os, "sync"):
            os.sync()
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if library.syncfs(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(handle)


def _system() -> Any:
    """The C library, for calls that `os` does not have; None where there is no such thing."""
    return ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
