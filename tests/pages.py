"""Sources and readings for tests."""

import os
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

from extract.pipeline import Extractor
from extract.read import find_inputs, read_input
from schemas.reading import Reading
from schemas.records import Source

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"


@cache
def extractor() -> Extractor:
    """The extractor with the built-in rules, made once."""
    return Extractor.from_rules()


@cache
def seeds() -> tuple[Source, ...]:
    """The five seed pages."""
    return tuple(read_input(found) for found in find_inputs([str(SEEDS)])[0])


@cache
def seed_readings() -> tuple[Reading, ...]:
    """The seed pages, read."""
    return tuple(extractor().reading(seed) for seed in seeds())


def source(text: str, name: str = "page.txt") -> Source:
    """A source of this text."""
    return Source(name, text, sha256(text.encode()).hexdigest())


def shell_environment(folder: Path) -> dict[str, str]:
    """The environment of a shell that knows `extract` and this Python, put into a folder beneath `folder`."""
    tools = folder / "tools"
    tools.mkdir()
    for name, words in (("extract", "-m cli"), ("python", "")):
        command = tools / name
        text = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" {words} "$@"\n'
        command.write_text(text, encoding="utf-8")
        command.chmod(0o755)
    return os.environ | {"PATH": f"{tools}:{os.environ['PATH']}"}
