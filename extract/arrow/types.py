"""The facts' models → Arrow types, and facts → what Arrow makes arrays of.

Both are read off `schemas.facts`, so that a new field needs no change here. A span is a struct of `start` and `end`. A
value is `decimal(38, 9)`; the column with `_text` at the end of its name has it as JSON prints it, which is how a ratio
is kept, and a number that the decimal cannot hold.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pyarrow as pa

from schemas.facts import Document, Fact, Number, Span

_DIGITS, _DECIMALS = 38, 9
_LIMIT = Decimal(10) ** (_DIGITS - _DECIMALS)
_STEP = Decimal(1).scaleb(-_DECIMALS)
_NUMBERS = frozenset(get_args(Number))
_OWN = ("schema", "source", "sha256", "published", "text")
"""Fields of a document that a row of a table has already."""

Made = Callable[[Any], Any]
Column = tuple[str, Any, Made]
"""A column's name, its Arrow type, and what makes its cells of the field's value."""


def fact_fields() -> list[Any]:
    """The columns of facts: `articles`, `numbers` and `findings`, nested as in a document."""
    return [pa.field(name, kind) for name, _, columns in _fields(Document) for name, kind, _ in columns]


def fact_cells(document: Document) -> dict[str, Any]:
    """The cells of a document in those columns."""
    return _cells(document, Document)


@cache
def _fields(model: type[Fact]) -> tuple[tuple[str, str, tuple[Column, ...]], ...]:
    """The fields of a record: the name as written, the attribute, and the columns."""
    named = ((info.alias or name, name, info.annotation) for name, info in model.model_fields.items())
    left_out = _OWN if model is Document else ()
    return tuple((name, field, tuple(_columns(name, kind))) for name, field, kind in named if name not in left_out)


def _columns(name: str, annotation: Any) -> Iterator[Column]:
    parts = frozenset(_parts(annotation)) - {NoneType}
    if parts & _NUMBERS and parts != {int}:
        yield name, pa.decimal128(_DIGITS, _DECIMALS), _decimal
        yield f"{name}_text", pa.string(), lambda value: None if value is None else str(value)
        return
    (only,) = parts
    kind, made = _type(only)
    yield name, kind, lambda value: None if value is None else made(value)


def _type(annotation: Any) -> tuple[Any, Made]:
    """The Arrow type of what is no union, and what makes a cell."""
    if annotation == Span:
        return pa.struct([("start", pa.int64()), ("end", pa.int64())]), lambda span: {"start": span[0], "end": span[1]}
    if get_origin(annotation) is tuple:
        kind, made = _type(get_args(annotation)[0])
        return pa.list_(kind), lambda values: [made(value) for value in values]
    if isinstance(annotation, type) and issubclass(annotation, Fact):
        fields = [(name, kind) for _, _, columns in _fields(annotation) for name, kind, _ in columns]
        return pa.struct(fields), lambda record: _cells(record, annotation)
    return (pa.int64(), int) if annotation is int else (pa.string(), str)


def _cells(record: Fact, model: type[Fact]) -> dict[str, Any]:
    return {name: made(getattr(record, field)) for _, field, columns in _fields(model) for name, _, made in columns}


def _decimal(value: float | str | None) -> Decimal | None:
    if value is None or isinstance(value, str):
        return None
    number = Decimal(str(value))
    return number if abs(number) < _LIMIT and number == number.quantize(_STEP) else None


def _parts(annotation: Any) -> Iterator[Any]:
    """The members of a union, a choice of words counted as text."""
    if get_origin(annotation) in (Union, UnionType):
        for member in get_args(annotation):
            yield from _parts(member)
    elif get_origin(annotation) is Annotated:
        yield from _parts(get_args(annotation)[0])
    else:
        yield str if get_origin(annotation) is Literal else annotation
