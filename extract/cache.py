"""Results of earlier runs, so that a run that was broken off goes on where it stopped.

One file of SQLite in the user's private folder. A key is a hash of all that decides a result: the text and name of the
source, the rules, the gazetteer, the versions and the program itself. What is kept is bytes with their own hash: an
entry that is torn or planted is no entry. Nothing in the file is ever run, and a fault of it costs time, never a run.
"""

import hashlib
import os
import sqlite3
import sys
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from time import monotonic

from extract.private import is_own, private_folder

FILE = "results.sqlite"
MAX_BYTES = 2_000_000_000
"""When the file is larger as it is opened, the older half of the entries goes."""
_FLUSH_SECONDS = 0.25
_WAIT = 10.0
_PACKAGES = ("extract", "schemas")
_SAFELY = ("pragma trusted_schema = off", "pragma journal_mode = wal", "pragma synchronous = normal")
_TABLE = """
create table if not exists results (number integer primary key, key blob unique, hash blob, content blob)
"""
_KEEP = "insert or replace into results (key, hash, content) values (?, ?, ?)"
_DROP = "delete from results where number < (select (min(number) + max(number)) / 2 from results)"


class ResultCache:
    """What earlier runs kept; several processes may use it at the same time, each with one of its own."""

    def __init__(self, made_with: str) -> None:
        self._made_with = _hash(made_with.encode(), program_hash(), repr(sys.version_info[:2]).encode())
        self._base: sqlite3.Connection | None = _opened()
        self._waiting: list[tuple[bytes, bytes, bytes]] = []
        self._flushed = monotonic()

    def key(self, parts: Iterable[str]) -> bytes:
        """The key of a result that these parts decide."""
        return _hash(self._made_with, *(_hash(part.encode("utf-8", "surrogatepass")) for part in parts))

    def get(self, key: bytes) -> bytes | None:
        """What was kept under the key; None for nothing, and for what is not what was kept."""
        if self._base is None:
            return None
        try:
            found = self._base.execute("select hash, content from results where key = ?", (key,)).fetchone()
            if found is None or found[0] != _hash(key, found[1]):
                return None
            return zlib.decompress(found[1])
        except (sqlite3.Error, zlib.error, TypeError):
            return None

    def put(self, key: bytes, content: bytes) -> None:
        """Keep something; it is on the disk a quarter of a second later, or after `flush`."""
        if self._base is not None:
            kept = zlib.compress(content, 1)
            self._waiting.append((key, _hash(key, kept), kept))
            if monotonic() - self._flushed > _FLUSH_SECONDS:
                self.flush()

    def flush(self) -> None:
        """Put on the disk what was kept since; at once, because others wait meanwhile."""
        if self._base is not None and self._waiting:
            with suppress(sqlite3.Error), self._base:
                self._base.executemany(_KEEP, self._waiting)
        self._waiting.clear()
        self._flushed = monotonic()

    def close(self) -> None:
        """Put on the disk what was kept, and let go of the file."""
        self.flush()
        if self._base is not None:
            self._base.close()
        self._base = None


def program_hash() -> bytes:
    """SHA-256 of the program's own files: a changed stage gives other results under the same version."""
    root = Path(__file__).resolve().parents[1]
    files = sorted(path for package in _PACKAGES for path in (root / package).rglob("*.py"))
    return _hash(*(_hash(path.read_bytes()) for path in files))


def _opened() -> sqlite3.Connection | None:
    """The file, made anew where it is none of SQLite's; None where nothing can be kept safely."""
    folder = private_folder()
    if folder is None:
        return None
    path = folder / FILE
    for _ in range(2):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o600))
            return _connected(path) if is_own(path) else None
        except sqlite3.OperationalError:  # it is locked, or the disk is full
            return None
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
        except OSError:
            return None
    return None


def _connected(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=_WAIT)
    for statement in (*_SAFELY, _TABLE, *([_DROP] if path.stat().st_size > MAX_BYTES else [])):
        base.execute(statement)
    base.commit()
    return base


def _hash(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()
