"""Answers that take long to work out and never change, kept from run to run: how patterns compile, what rule files say.

They lie in a file of the user's private folder, as JSON: nothing that is run. A question names all that its answer
depends on, except Python and the code that answers; what another Python or another code has made is not read. A fault
of the file costs time, never a run.
"""

import atexit
import json
import os
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from extract.private import is_own, private_folder

MOST_BYTES = 32_000_000
"""A larger file is not read."""
MOST_ANSWERS = 3_000
"""Where there are more, those go that this process did not ask for."""
BROKEN = (ValueError, TypeError, LookupError, OverflowError, RuntimeError, MemoryError, RecursionError)
"""What is raised by what is not what was kept."""


class Answers:
    """Answers by question, read from a file as the process begins to ask, written to it as the process ends."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._made_with = _made_with()
        self._kept = _read(path, self._made_with) if path is not None else {}
        self._asked: set[str] = set()
        self._made: dict[str, Any] = {}
        self._process = os.getpid()

    def get(self, question: str) -> Any:
        """What was kept; None for nothing. It is given once: who may ask again remembers it."""
        answer = self._kept.pop(question, None)
        if answer is not None:
            self._asked.add(question)
        return answer

    def put(self, question: str, answer: Any) -> None:
        """Keep an answer that JSON can hold."""
        self._made[question] = answer

    def write(self) -> None:
        """Put what is new on the disk; a process that was forked leaves that to its parent."""
        if self._path is None or not self._made or os.getpid() != self._process:
            return
        kept = _read(self._path, self._made_with)
        asked = {question: kept[question] for question in sorted(self._asked & kept.keys())} | self._made
        answers = {**asked, **kept, **asked}  # those asked for first, and as they are now
        most = max(MOST_ANSWERS, len(asked))
        self._made = {}
        beside = self._path.with_name(f"{self._path.name}.{self._process}")
        with suppress(OSError):
            beside.unlink(missing_ok=True)
            with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                written = [self._made_with, dict(islice(answers.items(), most))]
                file.write(json.dumps(written, separators=(",", ":")).encode())
            beside.replace(self._path)


@cache
def kept_answers() -> Answers:
    """The answers of earlier runs, and those of this one."""
    folder = private_folder()
    answers = Answers(folder / f"answers-{sys.implementation.cache_tag}.json" if folder is not None else None)
    atexit.register(answers.write)
    return answers


def _made_with() -> str:
    """Which Python, and which code."""
    package = Path(__file__).parent
    digest = sha256(f"{sys.version} {sys.byteorder}".encode())
    answering = ("answers.*", "beginnings.*", "expressions.*", "rulebook/*.*")
    for path in sorted(path for names in answering for path in package.glob(names)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path, wanted: str) -> dict[str, Any]:
    try:
        if not is_own(path) or path.stat().st_size > MOST_BYTES:
            return {}
        made_with, kept = json.loads(path.read_bytes())
    except (OSError, *BROKEN):
        return {}
    return kept if made_with == wanted and isinstance(kept, dict) else {}
