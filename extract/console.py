"""What a person sees on standard error: errors, progress over long work, the summary at the end."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from extract.report import Line
from extract.unseen import visible
from schemas.facts import Document

if TYPE_CHECKING:
    from rich.console import Console

LONG_WORK = 40
"""Sources from which on a progress bar is shown."""
MOST_ROWS = 20
"""Sources that the summary lists one by one; of more it tells the sum."""
_COUNTS = ("articles", "figures", "models", "ledger")

_STYLES = {"plain": "", "strong": "bold", "faint": "dim", "good": "green", "bad": "red", "near": "yellow"}

Item = TypeVar("Item")


class Summary:
    """Counts of what was found, source by source."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, tuple[int, ...]]] = []

    def add(self, document: Document) -> None:
        """Count a document."""
        figures = sum(len(article.indicators) for article in document.articles)
        models = sum(len(article.models) for article in document.articles)
        self._rows.append((document.source, (len(document.articles), figures, models, len(document.numbers))))

    def show(self) -> None:
        """Print the table: a row a source if they are few, and their sum."""
        if not self._rows:
            return
        from rich.table import Table

        table = Table("source", box=None, pad_edge=False)
        for name in _COUNTS:
            table.add_column(name, justify="right")
        for source, counts in self._rows if len(self._rows) <= MOST_ROWS else ():
            table.add_row(visible(source), *map(str, counts))
        if len(self._rows) != 1:
            sums = [sum(column) for column in zip(*(counts for _, counts in self._rows), strict=True)]
            table.add_row(f"{len(self._rows)} sources", *map(str, sums))
        _stderr().print(table)


def show(lines: Iterable[Line], *, to_stderr: bool = False) -> None:
    """Print a report to standard output, on a terminal with its styles."""
    stream = sys.stderr if to_stderr else sys.stdout
    if not stream.isatty():
        for parts in lines:
            print(visible("".join(text for text, _ in parts).rstrip()), file=stream, flush=True)
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
    if as_it_is:
        write_data(f"{text}\n".encode())
    else:
        print("\n".join(map(visible, text.split("\n"))), flush=True)


def write_data(content: bytes) -> None:
    """Write what a program reads to standard output, in UTF-8 whatever the terminal's encoding."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def watched(items: Sequence[Item], *, quiet: bool) -> Iterator[Item]:
    """The items one by one, on a terminal with a progress bar over long work."""
    if quiet or len(items) < LONG_WORK or not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import track

    yield from track(items, description="reading", console=_stderr(), transient=True)


def _stderr() -> "Console":
    from rich.console import Console

    return Console(stderr=True, markup=False, emoji=False, highlight=False)
