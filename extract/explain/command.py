"""`extract rules explain`: where the text comes from, and the rulebook that reads it."""

import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from extract.explain import Explainer
from extract.gazetteer import load_gazetteer
from extract.pipeline import Extractor
from extract.read import Fault, ReadError, find_inputs, read_input
from extract.rulebook import load_rulebook
from schemas.explanation import Explanation
from schemas.records import Source

_LINE = re.compile(r":([0-9]{1,9})\Z")


def explainer(over: Sequence[str]) -> Explainer:
    """An explainer with the built-in rules and packs laid over them; raises `RulebookError`."""
    rulebook = load_rulebook(over=over)
    return Explainer(Extractor(rulebook, load_gazetteer()), rulebook)


def explain_place(place: str, text: str, over: Sequence[str]) -> tuple[Explanation, Source]:
    """The explanation of `FILE`, `FILE:LINE` or a text, and what was read; raises `ReadError`, `RulebookError`."""
    source, line = (_of_text(text), None) if text else _of_place(place)
    return explainer(over).explain(source, line), source


def _of_text(text: str) -> Source:
    return Source("text", text + "\n", sha256(text.encode("utf-8", "surrogateescape")).hexdigest())


def _of_place(place: str) -> tuple[Source, int | None]:
    """The file, and the line behind its name; a file whose own name ends so is read whole."""
    if not place:
        raise ReadError("explain", "name a file, or give a text: --text '…'", Fault.NOT_FOUND)
    numbered = None if Path(place).exists() else _LINE.search(place)
    path = place[: numbered.start()] if numbered else place
    if Path(path).is_dir():
        raise ReadError(path, "this is a folder; name one file", Fault.NOT_A_FILE)
    inputs, errors = find_inputs([path])
    if errors:
        raise errors[0]
    source = read_input(inputs[0])
    line = int(numbered[1]) if numbered else None
    if line is not None and not 1 <= line <= source.text.count("\n") + 1:
        there = source.text.count("\n") + 1
        raise ReadError(path, f"there is no line {line}; it has {there}", Fault.NOT_FOUND)
    return source, line
