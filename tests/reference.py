"""The reference of all commands, made of the command itself: `python -m tests.reference` writes docs/commands.md."""

import re
from collections.abc import Iterator
from typing import Any

import typer.main

from cli import app
from tests.pages import ROOT

PAGE = ROOT / "docs" / "commands.md"
_KEPT = "\b"
"""What stands before lines that are kept as they are."""
_TYPE = re.compile(r" <[\w[\]]+>$")
"""The type of an argument, which its help tells."""
_HEAD = """# Commands

Made of the command itself by `make reference`; `extract COMMAND --help` says the same. Exit codes of all commands: 0
fine, 1 something needs you, 2 could not run. `extract PATH...` is short for `extract run PATH...`.

Completion of commands, options and their values: `extract --install-completion`, for bash, zsh, fish and PowerShell.
"""


def reference() -> str:
    """The page as Markdown."""
    sections = [_section(" ".join(["extract", *words]), command) for words, command in _commands(_root(), ())]
    return "\n".join([_HEAD, *sections])


def _root() -> Any:
    return typer.main.get_command(app)


def _commands(group: Any, before: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command by its words, those of a group after it."""
    for name, command in group.commands.items():
        yield (*before, name), command
        if hasattr(command, "commands"):
            yield from _commands(command, (*before, name))


def _section(name: str, command: Any) -> str:
    context = command.make_context(name, [], resilient_parsing=True)
    lines = [f"## {name}", ""]
    if not hasattr(command, "commands"):
        lines += [f"`{' '.join([name, *command.collect_usage_pieces(context)])}`", ""]
    lines += _text(command.help or "")
    records = [param.get_help_record(context) for param in command.params]
    rows = [f"| `{_cell(_TYPE.sub('', name))}` | {_cell(told)} |" for name, told in filter(None, records)]
    return "\n".join([*lines, *(["| argument or option | meaning |", "| --- | --- |", *rows, ""] if rows else [])])


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", r"\|")


def _text(told: str) -> Iterator[str]:
    """Paragraphs joined to lines, kept lines as a block of code."""
    for paragraph in told.strip().split("\n\n"):
        lines = paragraph.strip("\n").split("\n")
        if lines[0] == _KEPT:
            yield from ("```", *(line.removeprefix("  ") for line in lines[1:]), "```", "")
        else:
            yield from (" ".join(line.strip() for line in lines), "")


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
