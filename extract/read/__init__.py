"""Paths → sources: the only room that opens inputs and decodes them.

An input is found (`finding`), its format told by its name or its first bytes (`kinds`), and read by the module of that
format (`formats`), which gives one document or, of a container, one after another. Every document ends as a `Source`
or as a `ReadError` that says what to do; none stops the others, and nothing is held but the document in hand.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from extract.read.decoding import SAMPLE
from extract.read.errors import Fault, ReadError
from extract.read.finding import Input, find_inputs, refuse_what_is_no_file
from extract.read.formats import read_raw
from extract.read.options import DEFAULT, Fields, Limits, ReadOptions
from extract.read.raw import Raw
from schemas.records import Source

__all__ = [
    "DEFAULT",
    "Fault",
    "Fields",
    "Input",
    "Limits",
    "ReadError",
    "ReadOptions",
    "documents",
    "find_inputs",
    "find_source",
    "read_input",
]


def documents(found: Input, options: ReadOptions = DEFAULT) -> Iterator[Source | ReadError]:
    """The documents of an input one by one, and what of it could not be read."""
    is_empty = True
    try:
        with _opened(found) as raw:
            for one in read_raw(raw, options, named=found.named):
                is_empty = False
                yield one
        if is_empty:
            yield ReadError(found.name, "there is no document in it", Fault.NO_TEXT)
    except ReadError as error:
        yield error


def read_input(found: Input, options: ReadOptions = DEFAULT) -> Source:
    """The one document of an input; raises `ReadError`, also where there are several."""
    both = documents(found, options)
    first, more = next(both, None), next(both, None)
    if first is None or more is not None:
        raise ReadError(found.name, f"it holds {'several documents' if more else 'no document'}", Fault.NOT_A_FILE)
    if isinstance(first, ReadError):
        raise first
    return first


def find_source(name: str, inputs: Iterable[Input], options: ReadOptions = DEFAULT) -> tuple[Input, Source] | None:
    """The document of this name among the inputs, and the input that holds it; raises `ReadError` if it is not read."""
    for found in inputs:
        if name == found.name or name.startswith(f"{found.name}#"):
            for one in documents(found, options):
                if one.name == name:
                    if isinstance(one, ReadError):
                        raise one
                    return found, one
    return None


@contextmanager
def _opened(found: Input) -> Iterator[Raw]:
    """The input's bytes; raises `ReadError`."""
    if found.path is None:
        yield Raw(found.name, sys.stdin.buffer)
        return
    try:
        refuse_what_is_no_file(found.name, found.path)
        file = found.path.open("rb", buffering=SAMPLE)
    except OSError as error:
        raise ReadError.of_system(found.name, error) from error
    with file:
        yield Raw(found.name, file)
