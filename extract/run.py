"""Paths in, files or standard output out: the main job, around the pipeline."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from extract.console import Summary, complain, watched
from extract.gazetteer import load_gazetteer
from extract.gazetteer.loading import BUILT_IN
from extract.pipeline import Extractor
from extract.read import DEFAULT, Input, ReadError, ReadOptions, documents, find_inputs
from extract.record import made_with
from extract.rulebook import Rulebook, load_rulebook
from extract.write import document_json, fact_files
from schemas.reading import Reading


def extract_all(
    paths: Sequence[str], out: Path | None, rules: Sequence[str], *, quiet: bool, options: ReadOptions = DEFAULT
) -> list[ReadError]:
    """Extract all that can be read of the paths; the errors are those of the documents that could not be."""
    rulebook = load_rulebook(over=rules)
    if not quiet:
        complain(rulebook.changes())
    extractor = Extractor(rulebook, load_gazetteer())
    inputs, errors = find_inputs(paths)
    summary = Summary()
    with _sink(out, inputs, rulebook, quiet=quiet) as write:
        for found in watched(inputs, quiet=quiet):
            for source in documents(found, options):
                if isinstance(source, ReadError):
                    errors.append(source)
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
        yield lambda reading: _print(document_json(reading.document, one_line=one_line))
        return
    with fact_files(out, [found.name for found in inputs], made_with(rulebook, BUILT_IN)) as files:
        yield files.write
    if not quiet:
        complain(f"{out / name}: removed, its source is gone" for name in files.removed)


def _print(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
