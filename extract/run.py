"""Paths in, files or standard output out: the main job, around the pipeline."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from extract.console import Summary, complain, watched, write_data
from extract.corrections import StaleCorrection, stale
from extract.formats import DEFAULT as DEFAULT_FORMATS
from extract.formats import JSON, WRITERS, FormatError, asked_for
from extract.read import DEFAULT, Input, ReadOptions, find_inputs
from extract.result import Failure, Result
from extract.stopping import Interrupted, StoppedError, interruptible
from extract.workers import AS_IT_SUITS, Manner, Setup, failure_of, outcomes
from extract.write import OutputError, fact_files
from schemas.reading import CorrectionOutcome

_LINES = ("jsonl",)


def extract_all(
    paths: Sequence[str],
    out: Path | None,
    rules: Sequence[str],
    *,
    quiet: bool,
    formats: str = ",".join(DEFAULT_FORMATS),
    corrections: Path | None = None,
    options: ReadOptions = DEFAULT,
    manner: Manner = AS_IT_SUITS,
) -> list[Failure | StaleCorrection]:
    """Extract all that can be read of the paths; what needs somebody: documents that could not be, and corrections
    that no longer apply.

    `formats` are those of the files in `out`. Raises `FormatError`, `RulebookError`, `OutputError` and `StoppedError`.
    """
    wanted = _wanted(formats, out)
    setup = Setup(rules, manner.limits, options, corrections)
    if not quiet:
        complain(setup.rulebook.changes())
    inputs, errors = find_inputs(paths)
    failures: list[Failure | StaleCorrection] = [failure_of(error) for error in errors]
    corrected: list[CorrectionOutcome] = []
    summary = Summary()
    with _stoppable(summary, out), _sink(out, inputs, setup, wanted, quiet=quiet) as write:
        one_line = out is None and (len(inputs) != 1 or wanted == _LINES)
        with closing(outcomes(inputs, setup, manner, one_line=one_line)) as found:
            for outcome in watched(found, len(inputs), quiet=quiet):
                if isinstance(outcome, Failure):
                    failures.append(outcome)
                else:
                    write(outcome)
                    corrected += outcome.corrections
                    summary.add(outcome.source, outcome.counts, is_kept=outcome.is_kept)
    if not quiet:
        summary.show()
    return [*failures, *stale(setup.corrections, corrected)]


def _wanted(formats: str, out: Path | None) -> tuple[str, ...]:
    """The formats that are asked for; raises `FormatError` for those that standard output cannot take."""
    wanted = asked_for(formats, (*DEFAULT_FORMATS, *WRITERS))
    if out is None and wanted not in (DEFAULT_FORMATS, (JSON,), _LINES):
        raise FormatError("name a folder for these formats, --out DIR; standard output takes json or jsonl")
    return wanted


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
    out: Path | None, inputs: Sequence[Input], setup: Setup, formats: Sequence[str], *, quiet: bool
) -> Iterator[Callable[[Result], None]]:
    """Where results go: into the folder, or to standard output."""
    if out is None:
        yield lambda result: _print(result.document)
        return
    with fact_files(out, [found.name for found in inputs], setup.made_with, formats) as files:
        yield files.add
    why = "its source is gone" if JSON in formats else f"this run writes {', '.join(formats)}"
    if not quiet:
        complain(f"{out / name}: removed, {why}" for name in files.removed)


def _print(content: bytes) -> None:
    try:
        write_data(content)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what it still holds is not tried again
        raise OutputError(f"standard output: cannot be written: {error.strerror or error}") from error
