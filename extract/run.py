"""Paths in, files or standard output out: the main job, around the pipeline."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from extract.console import Summary, complain, watched, write_data
from extract.read import DEFAULT, Input, ReadOptions, find_inputs
from extract.result import Failure, Result
from extract.stopping import Interrupted, StoppedError, interruptible
from extract.workers import AS_IT_SUITS, Manner, Setup, failure_of, outcomes
from extract.write import OutputError, fact_files


def extract_all(
    paths: Sequence[str],
    out: Path | None,
    rules: Sequence[str],
    *,
    quiet: bool,
    options: ReadOptions = DEFAULT,
    manner: Manner = AS_IT_SUITS,
) -> list[Failure]:
    """Extract all that can be read of the paths; the failures are those of the documents that could not be.

    Raises `RulebookError`, `OutputError` and `StoppedError`.
    """
    setup = Setup(rules, manner.limits, options)
    if not quiet:
        complain(setup.rulebook.changes())
    inputs, errors = find_inputs(paths)
    failures = [failure_of(error) for error in errors]
    summary = Summary()
    with _stoppable(summary, out), _sink(out, inputs, setup, quiet=quiet) as write:
        one_line = out is None and len(inputs) != 1
        with closing(outcomes(inputs, setup, manner, one_line=one_line)) as found:
            for outcome in watched(found, len(inputs), quiet=quiet):
                if isinstance(outcome, Failure):
                    failures.append(outcome)
                else:
                    write(outcome)
                    summary.add(outcome.source, outcome.counts, is_kept=outcome.is_kept)
    if not quiet:
        summary.show()
    return failures


@contextmanager
def _stoppable(summary: Summary, out: Path | None) -> Iterator[None]:
    """What an interruption leaves is said: as a rule nothing, because the folder is replaced as a whole."""
    try:
        with interruptible():
            yield
    except Interrupted as interruption:
        left = "" if out is None else f"; {out} is as it was"
        message = f"stopped ({interruption}) after {summary.documents} documents{left}"
        raise StoppedError(message, interruption.exit_code) from None


@contextmanager
def _sink(
    out: Path | None, inputs: Sequence[Input], setup: Setup, *, quiet: bool
) -> Iterator[Callable[[Result], None]]:
    """Where results go: into the folder, or to standard output."""
    if out is None:
        yield lambda result: _print(result.document)
        return
    with fact_files(out, [found.name for found in inputs], setup.made_with) as files:
        yield files.add
    if not quiet:
        complain(f"{out / name}: removed, its source is gone" for name in files.removed)


def _print(content: bytes) -> None:
    try:
        write_data(content)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what it still holds is not tried again
        raise OutputError(f"standard output: cannot be written: {error.strerror or error}") from error
