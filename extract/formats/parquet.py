"""Facts → Parquet: five tables with real types (decimals, lists, structs), a row a record.

`articles`, `models`, `indicators`, `numbers` and `findings` have the fields of `schemas.facts`; each row names its
`source`, those of models and figures their `article` too. Spans are structs of `start` and `end`. Values are
`decimal(38, 9)`; the column with `_text` at the end of its name holds the value as JSON prints it, which is how a ratio
is kept, and a number that has more digits than the decimal.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from extract.formats.fields import Kind, exact, fields_of, value_of
from schemas.facts import Article, Document, Fact, Finding, Indicator, Model, Place, Skipped

_BATCH = 5_000
"""Rows of a table that are held in memory; they become one row group."""
_DIGITS, _DECIMALS = 38, 9
_LIMIT = Decimal(10) ** (_DIGITS - _DECIMALS)
_SPAN = pa.struct([("start", pa.int64()), ("end", pa.int64())])
_DECIMAL = pa.decimal128(_DIGITS, _DECIMALS)
_TABLES: Mapping[str, tuple[type[Fact], tuple[str, ...], tuple[str, ...]]] = {
    "articles": (Article, ("source",), ()),
    "models": (Model, ("source", "article"), ()),
    "indicators": (Indicator, ("source", "article"), ("sentence",)),
    "numbers": (Skipped, ("source",), ()),
    "findings": (Finding, ("source",), ()),
}
"""Each table's records, and the columns of text before and after their fields."""

Row = dict[str, Any]


def _types(kind: Kind, name: str) -> Iterator[tuple[str, Any]]:
    """The columns of a field."""
    plain = {
        Kind.TEXT: pa.string(),
        Kind.TEXTS: pa.list_(pa.string()),
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: _DECIMAL,
        Kind.VALUE: _DECIMAL,
        Kind.SPAN: _SPAN,
    }
    yield name, _struct(Place) if kind is Kind.PLACE else plain[kind]
    if kind in (Kind.NUMBER, Kind.VALUE):
        yield f"{name}_text", pa.string()


def _struct(model: type[Fact]) -> Any:
    return pa.struct([column for name, kind in fields_of(model).items() for column in _types(kind, name)])


def _schema(model: type[Fact], before: tuple[str, ...], after: tuple[str, ...]) -> Any:
    own = [column for name, kind in fields_of(model).items() for column in _types(kind, name)]
    return pa.schema([*((name, pa.string()) for name in before), *own, *((name, pa.string()) for name in after)])


SCHEMAS: Mapping[str, Any] = {name: _schema(*parts) for name, parts in _TABLES.items()}
"""The Arrow schema of each table."""


class ParquetWriter:
    """Writes one Parquet file a table, row group by row group."""

    files = tuple(f"{name}.parquet" for name in _TABLES)

    def __init__(self, folder: Path) -> None:
        self._waiting: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
        self._files = {
            name: parquet.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")
            for name, schema in SCHEMAS.items()
        }

    def add_document(self, document: Document, sentences: Mapping[str, str]) -> None:
        """Write the facts of a document."""
        for table, row in rows(document, sentences):
            waiting = self._waiting[table]
            waiting.append(row)
            if len(waiting) >= _BATCH:
                self._flush(table)

    def close(self) -> None:
        """Write what waits, and finish the files."""
        for table, file in self._files.items():
            self._flush(table)
            file.close()

    def _flush(self, table: str) -> None:
        waiting = self._waiting[table]
        if waiting:
            self._files[table].write_batch(pa.RecordBatch.from_pylist(waiting, schema=SCHEMAS[table]))
            waiting.clear()


def rows(document: Document, sentences: Mapping[str, str]) -> Iterator[tuple[str, Row]]:
    """Every row of a document with the name of its table."""
    source = {"source": document.source}
    for article in document.articles:
        yield "articles", {**source, **_row(article)}
        inside = {**source, "article": article.id}
        for model in article.models:
            yield "models", {**inside, **_row(model)}
        for figure in article.indicators:
            yield "indicators", {**inside, **_row(figure), "sentence": sentences.get(figure.id)}
    yield from (("numbers", {**source, **_row(number)}) for number in document.numbers)
    yield from (("findings", {**source, **_row(finding)}) for finding in document.findings)


def _row(record: Fact) -> Row:
    return {
        column: cell
        for name, kind in fields_of(type(record)).items()
        for column, cell in _cells(kind, name, value_of(record, name))
    }


def _cells(kind: Kind, name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The cells of a field."""
    if value is None:
        yield name, None
    elif kind is Kind.SPAN:
        yield name, {"start": value[0], "end": value[1]}
    elif kind is Kind.PLACE:
        yield name, _row(value)
    elif kind in (Kind.NUMBER, Kind.VALUE):
        yield name, _fitting(exact(value))
        yield f"{name}_text", str(value)
    else:
        yield name, value


def _fitting(number: Decimal | None) -> Decimal | None:
    """The number if the decimal of the tables holds it without rounding."""
    if number is None or abs(number) >= _LIMIT:
        return None
    exponent = number.as_tuple().exponent
    return number if isinstance(exponent, int) and exponent >= -_DECIMALS else None
