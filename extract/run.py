"""Paths in, files or standard output out: the main job, around the pipeline."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extract.console import Summary, complain, watched, write_data
from extract.gazetteer import load_gazetteer
from extract.gazetteer.loading import BUILT_IN
from extract.pipeline import Extractor
from extract.read import Input, ReadError, find_inputs, read_input
from extract.record import made_with
from extract.rulebook import Rulebook, load_rulebook
from extract.write import document_json, fact_files
from schemas.reading import Reading


def extract_all(paths: Sequence[str], out: Path | None, rules: Sequence[str], *, quiet: bool) -> list[ReadError]:
    """Extract all that can be read of the paths; the errors are those of the inputs that could not be."""
    rulebook = load_rulebook(over=rules)
    if not quiet:
        complain(rulebook.changes())
    extractor = Extractor(rulebook, load_gazetteer())
    inputs, errors = find_inputs(paths)
    summary = Summary()
    with _sink(out, inputs, rulebook, quiet=quiet) as write:
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
    out: Path | None, inputs: Sequence[Input], rulebook: Rulebook, *, quiet: bool
) -> Iterator[Callable[[Reading], None]]:
    """Where readings go: into the folder, or to standard output."""
    if out is None:
        one_line = len(inputs) != 1
        yield lambda reading: write_data(document_json(reading.document, one_line=one_line))
        return
    with fact_files(out, [found.name for found in inputs], made_with(rulebook, BUILT_IN)) as files:
        yield files.write
    if not quiet:
        complain(f"{out / name}: removed, its source is gone" for name in files.removed)
