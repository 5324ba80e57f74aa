"""The fields of written records by their kind: what columnar and relational formats make their columns of.

The kinds are read off the models in `schemas.facts`, so that a new field is written without a change here.
"""

from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from schemas.facts import Fact, Number, Place, Span


class Kind(Enum):
    """What a field holds; each may be null."""

    TEXT = "text"
    TEXTS = "texts"
    INTEGER = "integer"
    NUMBER = "number"
    VALUE = "value"
    """A number, or a text such as the ratio 1:3."""
    SPAN = "span"
    PLACE = "place"


@cache
def fields_of(model: type[Fact]) -> dict[str, Kind]:
    """The fields of a record by their written names, in order; lists of other records are left out."""
    fields = {info.alias or name: _kind(info.annotation) for name, info in model.model_fields.items()}
    return {name: kind for name, kind in fields.items() if kind is not None}


def value_of(record: Fact, name: str) -> Any:
    """The field of this written name."""
    return getattr(record, name if name in type(record).model_fields else f"{name}_")


def exact(number: float | str | None) -> Decimal | None:
    """A number as it is printed in JSON; None for anything else."""
    return None if number is None or isinstance(number, str) else Decimal(str(number))


def _kind(annotation: Any) -> Kind | None:
    """The kind of a field by its annotation; None for records within a record."""
    parts = frozenset(_flat(annotation)) - {NoneType}
    if parts == frozenset(_flat(Number)):
        return Kind.NUMBER
    if parts == frozenset((*_flat(Number), str)):
        return Kind.VALUE
    (only,) = parts
    if get_origin(only) is tuple and only != Span:
        inner = get_args(only)[0]
        return Kind.TEXTS if inner is str else None
    return {str: Kind.TEXT, int: Kind.INTEGER, Span: Kind.SPAN, Place: Kind.PLACE}[only]


def _flat(annotation: Any) -> tuple[Any, ...]:
    """The members of a union, a choice of words counted as text."""
    if get_origin(annotation) in (Union, UnionType):
        return tuple(part for member in get_args(annotation) for part in _flat(member))
    if get_origin(annotation) is Literal:
        return (str,)
    return (get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation,)
