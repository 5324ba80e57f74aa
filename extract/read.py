"""Paths → sources: the only room that opens inputs and decodes them.

Every input ends as a `Source` or as a `ReadError` that says what to do; none stops the others.
"""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from schemas.records import Source

MAX_BYTES = 20_000_000
SUFFIXES = frozenset({".txt", ".md"})
"""What is read of a folder; a file named outright is read whatever its suffix."""
STDIN = "-"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class ReadError(Exception):
    """An input that could not be read: which, and what to do about it."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name
        self.message = message


@dataclass(frozen=True, slots=True)
class Input:
    """Something to read: `name` as the output spells it, `path` None for standard input."""

    name: str
    path: Path | None


def find_inputs(paths: Iterable[str]) -> tuple[list[Input], list[ReadError]]:
    """What the paths name, each file once, folders in name order; and what of it cannot be."""
    inputs: list[Input] = []
    errors: list[ReadError] = []
    names: dict[str, Path | None] = {}
    for found in _named_by(paths):
        if isinstance(found, ReadError):
            errors.append(found)
            continue
        place = found.path and found.path.resolve()
        if found.name not in names:
            names[found.name] = place
            inputs.append(found)
        elif names[found.name] != place:
            errors.append(
                ReadError(
                    _printable(str(found.path)), f"another source is called {found.name!r}; name a folder above both"
                )
            )
    return inputs, errors


def read_input(found: Input) -> Source:
    """The input's decoded text; raises `ReadError`."""
    content = _content(found)
    if len(content) > MAX_BYTES:
        raise ReadError(found.name, f"larger than {MAX_BYTES // 1_000_000} MB; split it")
    return Source(found.name, _decode(found.name, content), sha256(content).hexdigest())


def documents(found: Input) -> Iterator[Source | ReadError]:
    """The documents of an input one by one, and what of it could not be read."""
    try:
        yield read_input(found)
    except ReadError as error:
        yield error


def _named_by(paths: Iterable[str]) -> Iterator[Input | ReadError]:
    for name in paths:
        path = Path(name)
        if name == STDIN:
            yield Input("stdin", None)
        elif path.is_dir():
            yield from _in_folder(path)
        elif path.exists():
            yield Input(_printable(path.name), path)
        else:
            yield ReadError(_printable(name), "there is no such file or folder")


def _in_folder(folder: Path) -> Iterator[Input | ReadError]:
    """The readable files beneath a folder in the order of their names, hidden ones left out."""
    files, errors = _walk(folder)
    yield from errors
    if not files and not errors:
        yield ReadError(_printable(str(folder)), f"there is no {' or '.join(sorted(SUFFIXES))} file in this folder")
    for path in sorted(files, key=lambda path: path.relative_to(folder).parts):
        yield Input(_printable(path.relative_to(folder).as_posix()), path)


def _walk(folder: Path) -> tuple[list[Path], list[ReadError]]:
    """All files with a suffix that is read; without recursion, so that no depth is too deep."""
    files: list[Path] = []
    errors: list[ReadError] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except OSError as error:
            errors.append(ReadError(_printable(str(here)), _reason(error)))
            continue
        shown = [entry for entry in entries if not entry.name.startswith(".")]
        waiting += [Path(entry.path) for entry in shown if entry.is_dir(follow_symlinks=False)]
        files += [Path(entry.path) for entry in shown if _is_text_file(entry)]
    return files, errors


def _is_text_file(entry: os.DirEntry[str]) -> bool:
    return Path(entry.name).suffix.lower() in SUFFIXES and not entry.is_dir()


def _content(found: Input) -> bytes:
    """At most one byte more than is allowed."""
    if found.path is None:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        if not stat.S_ISREG(found.path.stat().st_mode):
            raise ReadError(found.name, "not a regular file; pipe it in: extract - < FILE")
        with found.path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReadError(found.name, _reason(error)) from error


def _decode(name: str, content: bytes) -> str:
    """UTF-8 as it stands: no newline translation, a byte order mark not counted."""
    if content.startswith(_UTF_16_MARKS):
        raise ReadError(name, "this is UTF-16; save it as UTF-8")
    if b"\0" in content:
        raise ReadError(name, f"binary, not text: a zero byte at byte {content.index(0)}")
    try:
        return content.removeprefix(_BYTE_ORDER_MARK).decode("utf-8")
    except UnicodeDecodeError:
        raise ReadError(name, _encoding_hint(content)) from None


def _encoding_hint(content: bytes) -> str:
    where = f"not UTF-8 at byte {_first_bad_byte(content)}"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return f"{where}; save it as UTF-8"
    return f"{where}; it may be GB 18030: iconv -f GB18030 -t UTF-8 FILE > NEW_FILE"


def _first_bad_byte(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(content)


def _reason(error: OSError) -> str:
    return f"cannot be read: {error.strerror or error}"


def _printable(name: str) -> str:
    """A file name that is not UTF-8 on the disk, with its odd bytes written out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
