"""Paths, folders, globs and `-` → inputs, each file once, in name order."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from extract.read.errors import Fault, ReadError

STDIN = "-"
_MAGIC = frozenset("*?[")
_ANY_DEPTH = "**"
_FACTS = ("run.json", "articles.csv", "indicators.csv")
"""Files that together mark a folder of facts, which is no folder of pages."""


@dataclass(frozen=True, slots=True)
class Input:
    """Something to read: `name` as the output spells it, `path` None for standard input.

    `named` when the user named the file itself and not a folder above it.
    """

    name: str
    path: Path | None
    named: bool = True


def find_inputs(paths: Iterable[str]) -> tuple[list[Input], list[ReadError]]:
    """What the paths name, each file once, folders in name order; and what of it cannot be."""
    inputs: dict[str, Input] = {}
    errors: list[ReadError] = []
    for found in _named_by(paths):
        if isinstance(found, ReadError):
            errors.append(found)
        elif found.name not in inputs:
            inputs[found.name] = found
        elif not _is_same(inputs[found.name], found):
            advice = f"another source is called {found.name!r}; name a folder above both"
            errors.append(ReadError(printable(str(found.path)), advice, Fault.SAME_NAME))
    return list(inputs.values()), errors


def printable(name: str) -> str:
    """A file name that is not UTF-8 on the disk, with its odd bytes written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _is_same(one: Input, other: Input) -> bool:
    return (one.path and one.path.resolve()) == (other.path and other.path.resolve())


def _named_by(paths: Iterable[str]) -> Iterator[Input | ReadError]:
    for name in paths:
        path = Path(name)
        if name == STDIN:
            yield Input("stdin", None)
        elif path.is_dir():
            yield from _in_folder(path)
        elif _exists(path):
            yield Input(printable(path.name), path)
        elif _MAGIC & set(name):
            yield from _matching(name)
        else:
            yield ReadError(printable(name), "there is no such file or folder", Fault.NOT_FOUND)


def _exists(path: Path) -> bool:
    """Also for a link to nothing and a name too long to be one: opening it will say what is wrong."""
    return os.path.lexists(path)


def _in_folder(folder: Path) -> Iterator[Input | ReadError]:
    """All files beneath a folder in the order of their names, hidden ones left out."""
    found = sorted(_walk(folder), key=lambda one: one[0])
    if not found:
        yield ReadError(printable(str(folder)), "there is no file in this folder", Fault.NOT_FOUND)
    for parts, one in found:
        yield one if isinstance(one, ReadError) else Input(printable("/".join(parts)), one, named=False)


def _matching(pattern: str) -> Iterator[Input | ReadError]:
    """The files that a pattern names, as parts of the folder that it begins with; `**` is any depth of folders."""
    parts = Path(pattern).parts
    fixed = next(at for at, part in enumerate(parts) if _MAGIC & set(part))
    folder, wanted = Path(*parts[:fixed]), parts[fixed:]
    found = sorted(_walk(folder), key=lambda one: one[0]) if folder.is_dir() else []
    matching = [(parts, one) for parts, one in found if isinstance(one, ReadError) or _matches(parts, wanted)]
    if not matching:
        yield ReadError(printable(pattern), "no file matches this", Fault.NOT_FOUND)
    for parts, one in matching:
        yield one if isinstance(one, ReadError) else Input(printable("/".join(parts)), one)


def _matches(parts: Sequence[str], wanted: Sequence[str]) -> bool:
    if not wanted:
        return not parts
    if wanted[0] == _ANY_DEPTH:
        return any(_matches(parts[skipped:], wanted[1:]) for skipped in range(len(parts)))
    return bool(parts) and fnmatchcase(parts[0], wanted[0]) and _matches(parts[1:], wanted[1:])


Found = tuple[tuple[str, ...], Path | ReadError]
"""The parts of a name beneath the folder that was walked, and the file or what hinders."""


def _walk(folder: Path) -> Iterator[Found]:
    """All files that are shown; without recursion, so that no depth is too deep, and no link to a folder followed."""
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        here = waiting.pop()
        try:
            entries = [entry for entry in os.scandir(Path(folder, *here)) if not entry.name.startswith(".")]
        except OSError as error:
            yield here, ReadError.of_system(printable(str(Path(folder, *here))), error)
            continue
        if {entry.name for entry in entries}.issuperset(_FACTS):
            continue
        for entry in entries:
            parts = (*here, entry.name)
            if entry.is_dir(follow_symlinks=False):
                waiting.append(parts)
            elif not entry.is_dir():
                yield parts, Path(entry.path)


def refuse_what_is_no_file(name: str, path: Path) -> None:
    """An error for pipes, devices and folders: reading them may never end; raises `ReadError`, `OSError`."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise ReadError(name, "not a regular file; pipe it in: extract - < FILE", Fault.NOT_A_FILE)
