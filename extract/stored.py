"""Documents as they were written, read back: from a folder, a file, or a revision of the repository.

A revision is named `git:REV:PATH`, the path from the top of the repository, or `git:REV`, for the path of the other
side. Files of a folder that are no documents are left alone.
"""

import csv
import io
import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from extract.sentences import SentenceTable
from schemas.facts import SCHEMA, Document

GIT = "git:"
TABLE = "indicators.csv"
"""The table that has each figure's sentence."""
_SUFFIXES = (".json", ".jsonl")


class StoredError(Exception):
    """What cannot be read; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document with the file that holds it: its name as the user would type it, its text, its first line."""

    document: Document
    file: str
    text: str
    line: int = 1

    def line_of(self, fact_id: str) -> int:
        """The line of the file that a fact begins on; the document's first line when it is not there."""
        head, found, _ = self.text.partition(f'"id": {json.dumps(fact_id, ensure_ascii=False)}')
        return self.line + head.count("\n") if found else self.line


@dataclass(frozen=True, slots=True)
class Stored:
    """One set of documents; `sentences` has what the table beside them says, by the figure's id."""

    documents: tuple[StoredDocument, ...]
    sentences: Mapping[str, str]

    def of_source(self, source: str) -> StoredDocument | None:
        """The document of a source."""
        return next((one for one in self.documents if one.document.source == source), None)


def read_stored(name: str, beside: str | None = None) -> Stored:
    """The documents that `name` names; raises `StoredError`.

    `beside` is the folder in which a revision without a path is looked at.
    """
    if name.startswith(GIT):
        return _stored(_in_revision(name, beside))
    path = Path(name)
    if path.is_dir():
        return _stored(_in_folder(path))
    if not path.exists():
        raise StoredError(f"{name}: there is no such file or folder")
    return Stored(tuple(_documents(name, _text(name, _bytes(path)), is_named=True)), _sentences_beside(path))


def each_document(name: str) -> Iterator[tuple[Document, Mapping[str, str]]]:
    """The documents that `name` names, each with the sentences of its figures; raises `StoredError`.

    Of a folder one file after the other is held in memory, in the order of their names; what two files tell of one
    source is taken from the first.
    """
    folder = Path(name)
    if not folder.is_dir():
        stored = read_stored(name)
        yield from ((one.document, stored.sentences) for one in stored.documents)
        return
    table = SentenceTable(folder / TABLE)
    seen: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if _may_be_ours(path.relative_to(folder).as_posix()) and path.name != TABLE and path.is_file():
            for document in _each_in(path):
                if document.source not in seen:
                    seen.add(document.source)
                    yield document, table.of_source(document.source)


def _each_in(path: Path) -> Iterator[Document]:
    """The documents of a file, of JSON Lines line by line; none when it holds something else."""
    try:
        with path.open("rb") as file:
            for content in file if path.suffix == ".jsonl" else [file.read()]:
                text = _text(str(path), content)
                if _looks_like_document(text):
                    yield _document(str(path), text)
    except OSError as error:
        raise StoredError(f"{path}: cannot be read: {error.strerror or error}") from error


def _stored(files: Iterable[tuple[str, bytes]]) -> Stored:
    documents: dict[str, StoredDocument] = {}
    sentences: dict[str, str] = {}
    for name, content in files:
        if name.endswith(TABLE):
            sentences |= _sentences(_text(name, content))
            continue
        for one in _documents(name, _text(name, content), is_named=False):
            documents.setdefault(one.document.source, one)
    in_order = sorted(documents.values(), key=lambda one: PurePosixPath(one.document.source).parts)
    return Stored(tuple(in_order), sentences)


def _in_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if _may_be_ours(relative.as_posix()) and path.is_file():
            yield str(path), _bytes(path)


def _may_be_ours(name: str) -> bool:
    hidden = any(part.startswith(".") for part in PurePosixPath(name).parts)
    return not hidden and (name.endswith(_SUFFIXES) or name == TABLE)


def _in_revision(name: str, beside: str | None) -> Iterator[tuple[str, bytes]]:
    revision, _, path = name.removeprefix(GIT).partition(":")
    from_root = ["--full-tree"] if path else []
    path = path or ("" if beside is None or beside.startswith(GIT) else os.path.relpath(beside))
    if not path:
        raise StoredError(f"{name}: name the folder as well, {name.rstrip(':')}:PATH")
    tree = _git(name, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}").decode().strip()
    entries = _git(name, "ls-tree", *from_root, "-r", "-z", tree, "--", path).decode("utf-8", "replace")
    found = [entry.split("\t", 1) for entry in entries.split("\0") if entry]
    if not found:
        raise StoredError(f"{name}: there is no {path} in this revision")
    ours = [(described.split()[2], file) for described, file in found if file == path or _is_in(file, path)]
    contents = _blobs(name, [blob for blob, _ in ours])
    for (_, file), content in zip(ours, contents, strict=True):
        yield f"{GIT}{revision}:{file}", content


def _is_in(file: str, folder: str) -> bool:
    return _may_be_ours(PurePosixPath(os.path.relpath(file, folder)).as_posix())


def _blobs(name: str, blobs: Sequence[str]) -> Iterator[bytes]:
    """The contents of objects of the repository, all from one call."""
    batch = io.BytesIO(_git(name, "cat-file", "--batch", stdin="\n".join(blobs)))
    for _ in blobs:
        size = int(batch.readline().split()[2])
        yield batch.read(size)
        batch.read(1)


def _git(name: str, *words: str, stdin: str = "") -> bytes:
    try:
        done = subprocess.run(["git", *words], input=stdin.encode(), capture_output=True, check=False)
    except FileNotFoundError:
        raise StoredError(f"{name}: git is not installed") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise StoredError(f"{name}: {told or 'there is no such revision'}")
    return done.stdout


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoredError(f"{path}: cannot be read: {error.strerror or error}") from error


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StoredError(f"{name}: not UTF-8 at byte {error.start}") from None


def _documents(name: str, text: str, *, is_named: bool) -> Iterator[StoredDocument]:
    """The documents of a file: one, or one a line; of a folder's file none when it holds something else."""
    lines = text.removesuffix("\n").split("\n") if name.endswith(".jsonl") else [text]
    for number, line in enumerate(lines, 1):
        if is_named or _looks_like_document(line):
            yield StoredDocument(_document(name, line), name, line, number)


def _looks_like_document(text: str) -> bool:
    try:
        value = json.loads(text)
    except ValueError:
        return False
    return isinstance(value, dict) and {"schema", "source", "articles"} <= value.keys()


def _document(name: str, text: str) -> Document:
    try:
        document = Document.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "file"
        raise StoredError(f"{name}: no document of this version of extract: {where}: {first['msg']}") from None
    if document.schema_ != SCHEMA:
        raise StoredError(f"{name}: format {document.schema_}; this version of extract reads {SCHEMA}")
    return document


def _sentences_beside(path: Path) -> Mapping[str, str]:
    table = path.parent / TABLE
    return _sentences(_text(str(table), _bytes(table))) if table.is_file() else {}


def _sentences(table: str) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(table, newline=""))
    return {row["id"]: row["sentence"].removeprefix("'") for row in rows if row.get("id") and row.get("sentence")}
