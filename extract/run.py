"""Paths in, files or standard output out: the main job, around the pipeline."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extract.console import Summary, complain, watched
from extract.corrections import StaleCorrection, load_corrections, stale
from extract.formats import DEFAULT, JSON, WRITERS, FormatError, asked_for
from extract.gazetteer import load_gazetteer
from extract.gazetteer.loading import BUILT_IN
from extract.pipeline import Extractor
from extract.read import Input, ReadError, find_inputs, read_input
from extract.record import made_with
from extract.rulebook import load_rulebook
from extract.write import document_json, fact_files
from schemas.reading import CorrectionOutcome, Reading
from schemas.run import MadeWith

_TO_STANDARD_OUTPUT = (("json",), ("jsonl",))


def extract_all(
    paths: Sequence[str],
    out: Path | None,
    rules: Sequence[str],
    *,
    quiet: bool,
    formats: str = ",".join(DEFAULT),
    corrections: Path | None = None,
) -> list[ReadError | StaleCorrection]:
    """Extract all that can be read of the paths; what needs somebody: inputs that could not be read, and corrections
    that no longer apply.

    `formats` are those of the files in `out`; raises `FormatError` and what rules and output raise.
    """
    wanted = asked_for(formats, (*DEFAULT, *WRITERS))
    if out is None and wanted != DEFAULT and wanted not in _TO_STANDARD_OUTPUT:
        raise FormatError("name a folder for these formats, --out DIR; standard output takes json or jsonl")
    rulebook = load_rulebook(over=rules)
    if not quiet:
        complain(rulebook.changes())
    gazetteer = load_gazetteer()
    wished = load_corrections(corrections, rulebook, gazetteer)
    extractor = Extractor(rulebook, gazetteer, wished)
    inputs, unread = find_inputs(paths)
    errors: list[ReadError | StaleCorrection] = [*unread]
    outcomes: list[CorrectionOutcome] = []
    summary = Summary()
    with _sink(out, inputs, made_with(rulebook, BUILT_IN, wished.digest), wanted, quiet=quiet) as write:
        for found in watched(inputs, quiet=quiet):
            try:
                source = read_input(found)
            except ReadError as error:
                errors.append(error)
                continue
            reading = extractor.reading(source)
            write(reading)
            outcomes += reading.corrections
            summary.add(reading.document)
    if not quiet:
        summary.show()
    return [*errors, *stale(wished, outcomes)]


@contextmanager
def _sink(
    out: Path | None, inputs: Sequence[Input], made_with: MadeWith, formats: Sequence[str], *, quiet: bool
) -> Iterator[Callable[[Reading], None]]:
    """Where readings go: into the folder, or to standard output."""
    if out is None:
        one_line = len(inputs) != 1 or formats == ("jsonl",)
        yield lambda reading: _print(document_json(reading.document, one_line=one_line))
        return
    with fact_files(out, [found.name for found in inputs], made_with, formats) as files:
        yield files.write
    why = "its source is gone" if JSON in formats else f"this run writes {', '.join(formats)}"
    if not quiet:
        complain(f"{out / name}: removed, {why}" for name in files.removed)


def _print(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
