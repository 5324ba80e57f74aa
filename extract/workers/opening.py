"""An input → its documents, or the failures that stand in their place: nothing is raised for what is in a file."""

import traceback
from collections.abc import Iterator

from extract.read import Input, ReadError, ReadOptions, documents
from extract.result import Failure
from schemas.records import Source

FAILED = "failed"


def opened(found: Input, options: ReadOptions) -> Iterator[Source | Failure]:
    """The documents of an input one by one, and what of it cannot be read."""
    try:
        for one in documents(found, options):
            yield failure_of(one) if isinstance(one, ReadError) else one
    except MemoryError:
        raise
    except Exception as error:  # whatever it is, it costs this input only
        yield fault(found.name, error)


def failure_of(error: ReadError) -> Failure:
    """The failure of a document that cannot be opened."""
    return Failure(error.name, error.code, error.message)


def fault(name: str, error: Exception) -> Failure:
    """The failure of a document at which the program itself fails: in one line what, and at which of its own."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    said = " ".join(str(error).split())
    where = f"{last.filename.replace(chr(92), '/').rpartition('/')[2]}:{last.lineno}, {last.name}"
    return Failure(name, FAILED, f"a fault of extract, please report it: {type(error).__name__}: {said} ({where})")
