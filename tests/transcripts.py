"""Console blocks of the documents: their commands run, what they print."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterator

from typer.testing import CliRunner

from cli import app

BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n", re.MULTILINE)


def commands(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a block, each with what it prints."""
    parts = _COMMAND.split(block)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def printed(command: str) -> str:
    """What a command prints, run in the working folder."""
    words = shlex.split(command)
    if words[0] == "extract":
        return CliRunner().invoke(app, words[1:]).output
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(["bash", "-c", command], capture_output=True, check=True, env=environment).stdout.decode()


def plain(text: str) -> str:
    """The text without spaces at the ends of lines."""
    return "".join(line.rstrip() + "\n" for line in text.splitlines())
