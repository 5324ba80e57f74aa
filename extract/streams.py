"""UTF-8 on the command's streams and in the names of files, whatever the machine's locale says.

What a program reads is UTF-8 always. A terminal, or whoever sets `PYTHONIOENCODING`, keeps an encoding of its own, and
characters that it lacks are written out.
"""

import io
import os
import sys
from typing import Any

ONCE = "PYTHONUTF8"
"""Python's own switch; once it is on, nothing more can be done about the locale."""
ASKED = "PYTHONIOENCODING"


def in_utf_8() -> None:
    """Make sure that names of files are UTF-8, if need be by starting over in Python's UTF-8 mode; then the streams."""
    if os.name == "posix" and sys.getfilesystemencoding() != "utf-8" and os.environ.get(ONCE) != "1":
        _start_over()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(**_settings(stream))


def _start_over() -> None:
    """The same command in UTF-8 mode, under the same process id."""
    encoding = sys.stderr.encoding if sys.stderr and sys.stderr.isatty() else ""
    if encoding and not _is_ascii(encoding):
        os.environ.setdefault(ASKED, encoding)
    os.environ[ONCE] = "1"
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _settings(stream: io.TextIOWrapper) -> dict[str, Any]:
    keeps_its_own = not _is_ascii(stream.encoding) and (ASKED in os.environ or stream.isatty())
    return {"errors": "backslashreplace"} | ({} if keeps_its_own else {"encoding": "utf-8"})


def _is_ascii(encoding: str) -> bool:
    """Whether it is the encoding of a locale that says nothing."""
    return encoding.lower().replace("-", "") in ("ascii", "usascii", "ansi_x3.41968", "646")
