"""What `extract export --to TOOL` and `extract import` do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.annotation import TOOLS
from extract.annotation.corrected import Change, Corrected, corrected
from extract.annotation.examples import RuleExample, examples_of, yaml_of
from extract.annotation.marks import marked
from extract.annotation.reader import Reader
from extract.annotation.words import AnnotationError, shown
from extract.gazetteer import load_gazetteer
from extract.read import ReadError, documents, find_inputs
from extract.result import document_json
from extract.rulebook import load_rulebook
from extract.stored import each_document
from extract.swap import replacing
from extract.write import document_names
from schemas.annotation import MarkedPage
from schemas.facts import Document


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to say, and what needs somebody."""

    told: Sequence[str]
    problems: Sequence[str] = ()


def export_pages(out: str, sources: Sequence[str], tool: str, folder: Path, rules: Sequence[str]) -> Outcome:
    """Write the pages of the documents that `out` names for a tool.

    A page that is not at hand or has changed is left out and told. Raises `StoredError`, `RulebookError`, `OSError`.
    """
    problems: list[str] = []
    labels = tuple(load_rulebook(over=rules).indicators.type_codes)
    with replacing(folder, tuple) as new:
        files = TOOLS[tool].write(_marked(out, sources, problems), labels, new)
    return Outcome([f"wrote {folder / name}" for name in files[:_MOST]] + _more(len(files) - _MOST), problems)


_MOST = 5
"""So many files are named; of more the number is told."""


def import_pages(
    export: Path, out: str, sources: Sequence[str], tool: str, folder: Path, examples: Path | None, rules: Sequence[str]
) -> Outcome:
    """Take over what was corrected in a tool: documents into `folder`, examples for rules into a file.

    Raises `AnnotationError`, `StoredError`, `RulebookError`, `OSError`.
    """
    problems: list[str] = []
    given = {page.source: page for page in _marked(out, sources, problems)}
    before = {document.source: document for document, _ in each_document(out) if document.source in given}
    rulebook = load_rulebook(over=rules)
    reader = Reader(rulebook, load_gazetteer())
    found: list[Corrected] = []
    rule_examples: list[RuleExample] = []
    for page in TOOLS[tool].read(export, given):
        own = given.get(page.source)
        if own is None or shown(own.text) != shown(page.text):
            problems.append(f"{page.source}: not among the pages, or its text is another; it was left out")
            continue
        result = corrected(before[page.source], page, own.text, reader)
        problems += [f"{page.source}: {problem}" for problem in result.problems]
        rule_examples += examples_of(result.changes, own.text, rulebook)
        found.append(result)
    _write([result.document for result in found], folder)
    if examples is not None:
        examples.write_text(yaml_of(rule_examples), encoding="utf-8")
    return Outcome(_counted([change for result in found for change in result.changes], len(found)), problems)


def _marked(out: str, sources: Sequence[str], problems: list[str]) -> Iterator[MarkedPage]:
    """The pages of the documents, each with its text as it was when the document was written."""
    waiting = {document.source: document for document, _ in each_document(out)}
    inputs, errors = find_inputs(sources)
    problems += map(str, errors)
    for one in (one for found in inputs for one in documents(found)):
        document = waiting.pop(one.name, None)
        if isinstance(one, ReadError):
            problems.append(str(one))
        elif document is not None and document.sha256 != one.sha256:
            problems.append(f"{one.name}: the page has changed since; run extract again. It was left out")
        elif document is not None:
            yield marked(document, one.text)
    problems += (f"{name}: the page is not among the sources; it was left out" for name in waiting)


def _write(made: Sequence[Document], folder: Path) -> None:
    """The documents, by the names that the main job gives to sources of their own."""
    names = document_names([document.source for document in made])
    with replacing(folder, tuple) as new:
        for document in made:
            path = new / f"{names[document.source]}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(document_json(document))


def _counted(changes: Sequence[Change], pages: int) -> Sequence[str]:
    added = sum(change.old is None for change in changes)
    removed = sum(change.new is None for change in changes)
    return [f"{pages} pages: {added} added, {removed} removed, {len(changes) - added - removed} changed"]


def _more(count: int) -> list[str]:
    return [f"and {count} more files"] if count > 0 else []


__all__ = ["AnnotationError", "Outcome", "export_pages", "import_pages"]
