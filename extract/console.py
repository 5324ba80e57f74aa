"""What a person sees on standard error: errors, progress over long work, the summary at the end."""

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from extract.report import Line

if TYPE_CHECKING:
    from rich.console import Console

LONG_WORK = 40
"""Sources from which on a progress bar is shown."""
MOST_ROWS = 20
"""Sources that the summary lists one by one; of more it tells the sum."""
_COUNTS = ("articles", "figures", "models", "ledger")

_STYLES = {"plain": "", "strong": "bold", "faint": "dim", "good": "green", "bad": "red", "near": "yellow"}

_REDRAWN = 0.2

Item = TypeVar("Item")
Counts = tuple[int, ...]
"""Articles, figures, models and ledger numbers of a document."""


class Summary:
    """Counts of what was found, source by source while they are few."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, Counts]] = []
        self._sums = [0] * len(_COUNTS)
        self._kept = 0
        self.documents = 0
        """The documents counted."""

    def add(self, source: str, counts: Counts, *, is_kept: bool = False) -> None:
        """Count a document; `is_kept`: an earlier run had read it."""
        if self.documents <= MOST_ROWS:
            self._rows.append((source, counts))
        self.documents += 1
        self._kept += is_kept
        self._sums = [before + count for before, count in zip(self._sums, counts, strict=True)]

    def show(self) -> None:
        """Print the table: a row a source if they are few, and their sum."""
        if not self._rows:
            return
        from rich.table import Table

        table = Table("source", box=None, pad_edge=False)
        for name in _COUNTS:
            table.add_column(name, justify="right")
        for source, counts in self._rows if self.documents <= MOST_ROWS else ():
            table.add_row(visible(source), *map(str, counts))
        if self.documents != 1:
            table.add_row(f"{self.documents} sources", *map(str, self._sums))
        _stderr().print(table)
        if self._kept:
            complain([f"{self._kept} of them had been read by an earlier run; --no-cache reads all anew"])


def show(lines: Iterable[Line], *, to_stderr: bool = False) -> None:
    """Print a report to standard output, on a terminal with its styles."""
    stream = sys.stderr if to_stderr else sys.stdout
    if not stream.isatty():
        for parts in lines:
            print("".join(visible(text) for text, _ in parts).rstrip(), file=stream, flush=True)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    for parts in lines:
        console.print(Text.assemble(*((visible(text), _STYLES[style]) for text, style in parts)), soft_wrap=True)


def complain(messages: Iterable[object]) -> None:
    """Print errors, a line each."""
    for message in messages:
        print(visible(f"extract: {message}"), file=sys.stderr)


def show_text(text: str, *, as_it_is: bool = False) -> None:
    """Print what was asked for on standard output; unless it is for a program, nothing in it steers the terminal."""
    lines = text.split("\n")
    sys.stdout.write("".join(f"{line if as_it_is else visible(line)}\n" for line in lines))


def watched(items: Iterable[Item], count: int, *, quiet: bool) -> Iterator[Item]:
    """The items one by one, on a terminal with a progress bar over long work; `count` is 0 where it is not known."""
    if quiet or 0 < count < LONG_WORK or not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.completed:,} read"), BarColumn(), TimeElapsedColumn()
    # drawn by this thread alone: processes are copied from it, and a lock that another thread holds stays locked there
    with Progress(*columns, console=_stderr(), transient=True, auto_refresh=False) as progress:
        task, drawn = progress.add_task("", total=count or None), 0.0
        for item in items:
            yield item
            progress.advance(task)
            if monotonic() - drawn > _REDRAWN:
                progress.refresh()
                drawn = monotonic()


def visible(text: str) -> str:
    """The text with control and direction characters written out: none of them reaches the terminal."""
    return "".join(
        char if char in " \u3000" or unicodedata.category(char)[0] not in "CZ" else ascii(char)[1:-1] for char in text
    )


def _stderr() -> "Console":
    from rich.console import Console

    return Console(stderr=True, markup=False, emoji=False, highlight=False)
