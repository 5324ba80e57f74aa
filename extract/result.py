"""A reading → bytes: the facts of a document as they leave the process that read it, are kept, and are written.

An outcome is either a result or a failure: no document ends as neither. Packed, it is a line of JSON that says how many
bytes of what follow; nothing in it is ever run.
"""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extract.cells import Cell, safe_cell
from extract.tables import COLUMNS, rows
from extract.unseen import visible_json
from schemas.facts import Document
from schemas.reading import CorrectionOutcome, Reading


@dataclass(frozen=True, slots=True)
class Result:
    """The facts of one document: its JSON, and by the table its rows as CSV, both in UTF-8.

    `counts` are its articles, figures, models and ledger numbers; `is_kept`: an earlier run had read it.
    """

    source: str
    container: str | None
    sha256: str
    document: bytes
    tables: Mapping[str, bytes]
    counts: tuple[int, ...]
    is_kept: bool = False
    corrections: tuple[CorrectionOutcome, ...] = ()

    def facts(self) -> tuple[Document, dict[str, str]]:
        """The document, and the sentence of each figure by its id."""
        columns = COLUMNS["indicators"]
        figures = csv.DictReader(io.StringIO(self.tables["indicators"].decode(), newline=""), columns)
        return Document.model_validate_json(self.document), {
            row["id"]: row["sentence"].removeprefix("'") for row in figures
        }


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that has no facts to show: a short stable `code`, and a sentence that says what to do."""

    source: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.source}: {self.message} [{self.code}]"


Outcome = Result | Failure


def result_of(reading: Reading, *, one_line: bool) -> Result:
    """What is written of a reading."""
    document = reading.document
    figures = sum(len(article.indicators) for article in document.articles)
    models = sum(len(article.models) for article in document.articles)
    counts = len(document.articles), figures, models, len(document.numbers)
    content = document_json(document, one_line=one_line)
    return Result(
        *(document.source, reading.container, document.sha256, content, _tables(reading), counts),
        corrections=reading.corrections,
    )


def document_json(document: Document, *, one_line: bool = False) -> bytes:
    """A document as JSON in UTF-8, a newline at its end."""
    return visible_json(document.model_dump_json(by_alias=True, indent=None if one_line else 2)).encode() + b"\n"


def pack(outcome: Outcome) -> bytes:
    """An outcome as bytes."""
    if isinstance(outcome, Failure):
        return _line({"failure": [outcome.source, outcome.code, outcome.message]})
    head = {
        "result": [outcome.source, outcome.container, outcome.sha256, outcome.counts, outcome.is_kept],
        "corrections": [[one.fact, one.problem] for one in outcome.corrections],
        "tables": {name: len(content) for name, content in outcome.tables.items()},
    }
    return b"".join((_line(head), *outcome.tables.values(), outcome.document))


def unpack(content: bytes) -> Outcome:
    """The outcome that was packed; raises `ValueError` for anything else."""
    line, _, rest = content.partition(b"\n")
    try:
        head = json.loads(line)
        if "failure" in head:
            return Failure(*head["failure"])
        source, container, sha256, counts, is_kept = head["result"]
        tables, start = {}, 0
        for name, length in head["tables"].items():
            tables[name] = rest[start : start + length]
            start += length
        corrected = tuple(CorrectionOutcome(*one) for one in head["corrections"])
        return Result(source, container, sha256, rest[start:], tables, tuple(counts), is_kept, corrected)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no packed outcome: {error}") from error


def table_rows(rows_of_table: list[tuple[Cell, ...]]) -> bytes:
    """Rows as CSV, so marked that no spreadsheet takes text for a formula; numbers stay numbers."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([map(safe_cell, row) for row in rows_of_table])
    return text.getvalue().encode()


def _tables(reading: Reading) -> dict[str, bytes]:
    found: dict[str, list[tuple[Cell, ...]]] = {name: [] for name in COLUMNS}
    for table, row in rows(reading):
        found[table].append(row)
    return {name: table_rows(its_rows) for name, its_rows in found.items()}


def _line(head: dict[str, Any]) -> bytes:
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
