"""Batches of texts in, batches of facts out: what engines for tables call, on one machine or on many.

A row is a document: the columns that came in without the text, then `articles`, `numbers` and `findings` as nested as
in the JSON document, and `failure`, the code and the message of a document that could not be read, null for the others.
No row is lost, and none depends on the others, so that any engine may cut the table as it likes.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

import pyarrow as pa

from extract.arrow.types import fact_cells, fact_fields
from extract.read import Input
from extract.result import Failure
from extract.workers import AS_IT_SUITS, Setup, Task
from schemas.records import Source

FAILURE = "failure"


class ColumnError(Exception):
    """The columns that come in do not do; the message says which."""


class ArrowExtractor:
    """The rules, read once for many batches; raises `RulebookError`.

    `id_column` names the documents, `text_column` holds them; the other columns are kept.
    """

    def __init__(self, rules: Sequence[str] = (), id_column: str = "id", text_column: str = "text") -> None:
        self._reader = Setup(rules, AS_IT_SUITS.limits).reader(with_cache=False)
        self._id_column = id_column
        self._text_column = text_column

    def batches(self, batches: Iterable[Any]) -> Iterator[Any]:
        """A batch of facts for each record batch of texts; raises `ColumnError`."""
        for batch in batches:
            schema = output_schema(batch.schema, self._id_column, self._text_column)
            facts = self.facts(batch.column(self._id_column), batch.column(self._text_column))
            kept = [batch.column(name) for name in batch.schema.names if name != self._text_column]
            yield pa.RecordBatch.from_arrays([*kept, *facts.flatten()], schema=schema)

    def facts(self, ids: Any, texts: Any) -> Any:
        """The facts of texts, an Arrow array of structs with `fact_columns`."""
        rows = [self._row(name, text) for name, text in zip(ids.to_pylist(), texts.to_pylist(), strict=True)]
        return pa.array(rows, type=pa.struct(fact_columns()))

    def _row(self, name: object, text: str | None) -> dict[str, Any]:
        content = text or ""
        source = Source(str(name), content, sha256(content.encode("utf-8", "surrogatepass")).hexdigest())
        task = Task(Input(source.name, None), source, len(content.encode("utf-8", "surrogatepass")), one_line=True)
        (outcome,) = self._reader.outcomes(task)
        if isinstance(outcome, Failure):
            return {FAILURE: {"code": outcome.code, "message": outcome.message}}
        return fact_cells(outcome.facts()[0])


def extract_batches(
    batches: Iterable[Any], rules: Sequence[str] = (), id_column: str = "id", text_column: str = "text"
) -> Iterator[Any]:
    """A record batch of facts for each one of texts; raises `RulebookError` and `ColumnError`."""
    yield from ArrowExtractor(rules, id_column, text_column).batches(batches)


def fact_columns() -> list[Any]:
    """The columns that are added, as Arrow fields."""
    return [*fact_fields(), pa.field(FAILURE, pa.struct([("code", pa.string()), ("message", pa.string())]))]


def output_schema(schema: Any, id_column: str = "id", text_column: str = "text") -> Any:
    """The schema of what comes out for what comes in; raises `ColumnError`."""
    for name in (id_column, text_column):
        if name not in schema.names:
            raise ColumnError(f"there is no column {name!r}; there are {', '.join(schema.names)}")
    added = fact_columns()
    taken = {field.name for field in added} & set(schema.names) - {text_column}
    if taken:
        raise ColumnError(f"columns of facts have these names; rename yours: {', '.join(sorted(taken))}")
    return pa.schema([*(field for field in schema if field.name != text_column), *added])
