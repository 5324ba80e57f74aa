"""Paths in, files or standard output out: the main job, around the pipeline."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extract.console import Summary, complain, watched
from extract.formats import DEFAULT, JSON, WRITERS, FormatError, asked_for
from extract.gazetteer import load_gazetteer
from extract.gazetteer.loading import BUILT_IN
from extract.pipeline import Extractor
from extract.read import Input, ReadError, find_inputs, read_input
from extract.record import made_with
from extract.rulebook import Rulebook, load_rulebook
from extract.write import document_json, fact_files
from schemas.reading import Reading

_TO_STANDARD_OUTPUT = (("json",), ("jsonl",))


def extract_all(
    paths: Sequence[str], out: Path | None, rules: Sequence[str], *, quiet: bool, formats: str = ",".join(DEFAULT)
) -> list[ReadError]:
    """Extract all that can be read of the paths; the errors are those of the inputs that could not be.

    `formats` are those of the files in `out`; raises `FormatError` and what rules and output raise.
    """
    wanted = asked_for(formats, (*DEFAULT, *WRITERS))
    if out is None and wanted != DEFAULT and wanted not in _TO_STANDARD_OUTPUT:
        raise FormatError("name a folder for these formats, --out DIR; standard output takes json or jsonl")
    rulebook = load_rulebook(over=rules)
    if not quiet:
        complain(rulebook.changes())
    extractor = Extractor(rulebook, load_gazetteer())
    inputs, errors = find_inputs(paths)
    summary = Summary()
    with _sink(out, inputs, rulebook, wanted, quiet=quiet) as write:
        for found in watched(inputs, quiet=quiet):
            try:
                source = read_input(found)
            except ReadError as error:
                errors.append(error)
                continue
            reading = extractor.reading(source)
            write(reading)
            summary.add(reading.document)
    if not quiet:
        summary.show()
    return errors


@contextmanager
def _sink(
    out: Path | None, inputs: Sequence[Input], rulebook: Rulebook, formats: Sequence[str], *, quiet: bool
) -> Iterator[Callable[[Reading], None]]:
    """Where readings go: into the folder, or to standard output."""
    if out is None:
        one_line = len(inputs) != 1 or formats == ("jsonl",)
        yield lambda reading: _print(document_json(reading.document, one_line=one_line))
        return
    with fact_files(out, [found.name for found in inputs], made_with(rulebook, BUILT_IN), formats) as files:
        yield files.write
    why = "its source is gone" if JSON in formats else f"this run writes {', '.join(formats)}"
    if not quiet:
        complain(f"{out / name}: removed, {why}" for name in files.removed)


def _print(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
