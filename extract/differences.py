"""What `extract diff` and `extract check` do: documents read, compared, told."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.diff import changes
from extract.diff.render import Where, as_annotations, as_json, as_markdown, as_text, markdown
from extract.read import DEFAULT, Input, ReadError, ReadOptions, find_inputs, read_input
from extract.run import extract_all
from extract.stored import Stored, StoredError, read_stored
from extract.write import RECORD
from schemas.changes import Changes, Entry
from schemas.facts import Document


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found: `text` to print, `note` to say beside it, and the inputs that could not be read."""

    text: str
    differs: bool
    note: str = ""
    errors: Sequence[object] = ()


def diff_all(old: str, new: str, form: str, by: str) -> Comparison:
    """Compare two sets of documents by name; raises `StoredError`."""
    before, after = read_stored(old, beside=new), read_stored(new, beside=old)
    found = _changes(before, after)
    return Comparison(_told(found, after, form, by, lambda entry: _in_documents(entry, before, after)), bool(found))


def check_all(
    paths: Sequence[str],
    out: Path,
    rules: Sequence[str],
    form: str,
    by: str,
    summary: Path | None,
    options: ReadOptions = DEFAULT,
    corrections: Path | None = None,
) -> Comparison:
    """Extract again and compare with what stands in `out`, which is not touched.

    Appends what differs to the file `summary` in Markdown. Raises `StoredError`, `RulebookError`.
    """
    if not out.is_dir():
        raise StoredError(f"{out}: there is no such folder; write it first: extract {' '.join(paths)} --out {out}")
    with TemporaryDirectory(prefix="extract-check-") as folder:
        new = Path(folder) / "out"
        errors = extract_all(paths, new, rules, quiet=True, options=options, corrections=corrections)
        fresh = Path(folder) / "out"
        before, after = read_stored(str(out)), read_stored(str(fresh))
        stale = _stale(out, fresh, before, after)
    found = _changes(before, after)
    pages = _Pages(find_inputs(paths)[0], options)
    gone = {id(entry) for entry in found.removed}
    note = _note(found, stale, paths, out)
    text = _told(found, after, form, by, lambda entry: pages.where(entry, is_gone=id(entry) in gone))
    if stale and summary is not None:
        told = "\n\n".join([_markdown(found, after, by), *map(markdown, note.splitlines())])
        _append(summary, f"### The facts in {markdown(str(out))} are not up to date\n\n{told}\n")
    return Comparison(text, bool(stale), note, errors)


def _changes(before: Stored, after: Stored) -> Changes:
    old, new = ([one.document for one in side.documents] for side in (before, after))
    return changes(old, new, before.sentences, after.sentences)


def _told(found: Changes, after: Stored, form: str, by: str, locate: Callable[[Entry], Where]) -> str:
    same = _count(after) - len(found.added) - len(found.changed)
    match form:
        case "json":
            return as_json(found)
        case "markdown":
            return as_markdown(found, by, same)
        case "github":
            return as_annotations(found, locate, by, same)
    return as_text(found, by, same)


def _markdown(found: Changes, after: Stored, by: str) -> str:
    return as_markdown(found, by, _count(after) - len(found.added) - len(found.changed))


def _count(stored: Stored) -> int:
    return sum(_facts_in(one.document) for one in stored.documents)


def _facts_in(document: Document) -> int:
    return sum(1 + len(article.models) + len(article.indicators) for article in document.articles)


def _in_documents(entry: Entry, before: Stored, after: Stored) -> Where:
    """The line of the new document that a fact stands on, or that its article stood on."""
    document = after.of_source(entry.source) or before.of_source(entry.source)
    if document is None:
        return Where(entry.source, 1)
    line = document.line_of(entry.id)
    return Where(document.file, line if line != document.line else document.line_of(entry.article))


class _Pages:
    """The pages that were read, for the lines on which they print their facts."""

    def __init__(self, inputs: Sequence[Input], options: ReadOptions) -> None:
        self._options = options
        self._inputs = {one.name: one for one in inputs}
        self._texts: dict[str, str] = {}

    def where(self, entry: Entry, *, is_gone: bool) -> Where:
        """Line and column of a fact; the first line for one that is gone."""
        found = self._inputs.get(entry.source)
        if found is None or found.path is None:
            return Where(entry.source, 1)
        text = self._text(found)
        start = 0 if is_gone or not text else entry.fact["span"][0]
        line = Where(str(found.path), text.count("\n", 0, start) + 1)
        return line if is_gone else line._replace(column=start - text.rfind("\n", 0, start))

    def _text(self, found: Input) -> str:
        if found.name not in self._texts:
            try:
                source = read_input(found, self._options)
                self._texts[found.name] = "" if source.extracted else source.text
            except ReadError:
                self._texts[found.name] = ""
        return self._texts[found.name]


def _stale(out: Path, fresh: Path, before: Stored, after: Stored) -> list[str]:
    """The files that are not what they would be, as the user would name them."""
    made = [Path(at, name).relative_to(fresh) for at, _, names in os.walk(fresh) for name in names]
    stale = [out / name for name in made if name != Path(RECORD) and _bytes(out / name) != (fresh / name).read_bytes()]
    known = {fresh / Path(one.file).relative_to(out) for one in before.documents}
    gone = known - {Path(one.file) for one in after.documents}
    return sorted(str(path) for path in (*stale, *(out / path.relative_to(fresh) for path in gone)))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoredError(f"{path}: cannot be read: {error.strerror or error}") from error


def _note(found: Changes, stale: Sequence[str], paths: Sequence[str], out: Path) -> str:
    """What to do when files are not up to date."""
    if not stale:
        return ""
    why = "" if found else " in places, findings or digits that are no figures"
    return f"not up to date{why}: {', '.join(stale)}\nrun: extract {' '.join(paths)} --out {out}"


def _append(path: Path, text: str) -> None:
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise StoredError(f"{path}: cannot be written: {error.strerror or error}") from error
