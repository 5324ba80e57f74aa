"""The library: texts and files in, facts out, as documents and as tables.

from extract import extract_text

facts = extract_text("清河县共划分网格819个。")
facts.figures[0].value
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from os import PathLike, fspath
from typing import TYPE_CHECKING, Any

from extract.formats.fields import Kind, fields_of, value_of
from extract.gazetteer import Gazetteer, load_gazetteer
from extract.pipeline import Extractor
from extract.read import ReadError, documents, find_inputs
from extract.rulebook import RULES_FOLDER, Rulebook
from extract.rulebook import load_rulebook as _load_rulebook
from extract.tables import sentences_of
from schemas.facts import Article, Document, Fact, Finding, Indicator, Model, Skipped
from schemas.reading import Reading
from schemas.records import Source

if TYPE_CHECKING:
    import pandas
    import polars

TABLES: Mapping[str, type[Fact]] = {
    "articles": Article,
    "models": Model,
    "indicators": Indicator,
    "numbers": Skipped,
    "findings": Finding,
}
"""The tables that facts are given as, and the records in their rows."""

Row = dict[str, Any]


def load_rulebook(*packs: str | PathLike[str]) -> Rulebook:
    """The built-in rules with packs laid over them: folders of rules, or `pack:NAME` of installed ones.

    Raises `extract.rulebook.RulebookError` with everything that is wrong with them.
    """
    return _load_rulebook(RULES_FOLDER, [fspath(pack) for pack in packs])


def extract_text(text: str, *, name: str = "text", rulebook: Rulebook | None = None) -> "Facts":
    """The facts of one page given as text; spans are `[start, end)` in its characters.

    `name` is the document's `source`, and the beginning of all ids.
    """
    source = Source(name, text, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return Facts((_extractor(_Held(rulebook)).reading(source),))


def extract_path(*paths: str | PathLike[str], rulebook: Rulebook | None = None) -> "Facts":
    """The facts of files and of the pages in folders, as the command reads them.

    What could not be read is in `errors`; nothing is raised for it.
    """
    inputs, errors = find_inputs([fspath(path) for path in paths])
    extractor = _extractor(_Held(rulebook))
    readings = []
    for one in (one for found in inputs for one in documents(found)):
        if isinstance(one, ReadError):
            errors.append(one)
        else:
            readings.append(extractor.reading(one))
    return Facts(tuple(readings), tuple(errors))


@dataclass(frozen=True)
class Facts:
    """The facts of some sources, in their order; `errors` are the sources that could not be read."""

    readings: tuple[Reading, ...]
    errors: tuple[ReadError, ...] = ()

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """A document for each source: what the command writes as JSON."""
        return tuple(reading.document for reading in self.readings)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles of all sources."""
        return tuple(article for document in self.documents for article in document.articles)

    @property
    def models(self) -> tuple[Model, ...]:
        """The governance models of all articles."""
        return tuple(model for article in self.articles for model in article.models)

    @property
    def figures(self) -> tuple[Indicator, ...]:
        """The figures of all articles."""
        return tuple(figure for article in self.articles for figure in article.indicators)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What arithmetic says of the figures of all sources."""
        return tuple(finding for document in self.documents for finding in document.findings)

    def rows(self, table: str = "indicators") -> list[Row]:
        """The rows of one of `TABLES`: fields by name, places as paths with their code, spans as `start` and `end`.

        `value` is a number or None, `value_text` what JSON has, also of a ratio. Raises `ValueError` for a table that
        is not there.
        """
        if table not in TABLES:
            raise ValueError(f"there is no table {table!r}; there are {', '.join(TABLES)}")
        return [row for reading in self.readings for row in _rows(reading, table)]

    def to_pandas(self, table: str = "indicators") -> "pandas.DataFrame":
        """The rows of a table as a data frame of pandas: `pip install 'extract-facts[pandas]'`."""
        import pandas

        columns = _columns(table)
        frame = pandas.DataFrame(self.rows(table), columns=list(columns))
        return frame.astype({name: _PANDAS[kind] for name, kind in columns.items()})

    def to_polars(self, table: str = "indicators") -> "polars.DataFrame":
        """The rows of a table as a data frame of Polars: `pip install 'extract-facts[polars]'`."""
        import polars

        types: dict[str, Any] = {
            "text": polars.String,
            "number": polars.Float64,
            "integer": polars.Int64,
            "texts": polars.List(str),
        }
        schema = {name: types[kind] for name, kind in _columns(table).items()}
        return polars.DataFrame(self.rows(table), schema=schema)


_PANDAS = {"text": "object", "number": "float64", "integer": "int64", "texts": "object"}


class _Held:
    """A rulebook as it was given, None for the built-in one: the same object needs no second extractor."""

    def __init__(self, rulebook: Rulebook | None) -> None:
        self.rulebook = rulebook

    def __hash__(self) -> int:
        return id(self.rulebook)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.rulebook is self.rulebook


@lru_cache(maxsize=4)
def _extractor(held: _Held) -> Extractor:
    return Extractor(_load_rulebook() if held.rulebook is None else held.rulebook, _gazetteer())


@cache
def _gazetteer() -> Gazetteer:
    return load_gazetteer()


def _rows(reading: Reading, table: str) -> Iterator[Row]:
    """The rows that one source has in a table."""
    document = reading.document
    source = {"source": document.source}
    if table in ("numbers", "findings"):
        yield from ({**source, **_row(one)} for one in getattr(document, table))
        return
    sentences = sentences_of(reading) if table == "indicators" else {}
    for article in document.articles:
        if table == "articles":
            yield {**source, **_row(article)}
        for fact in getattr(article, table) if table != "articles" else ():
            told = {"sentence": sentences[fact.id]} if table == "indicators" else {}
            yield {**source, "article": article.id, **_row(fact), **told}


def _row(record: Fact) -> Row:
    return {
        column: cell
        for name, kind in fields_of(type(record)).items()
        for column, cell in zip(_named(name, kind), _cells(kind, value_of(record, name)), strict=True)
    }


def _columns(table: str) -> Mapping[str, str]:
    """The columns of a table, each with what it holds."""
    record = TABLES.get(table, Fact)
    own = [
        (column, holds)
        for name, kind in fields_of(record).items()
        for column, holds in zip(_named(name, kind), _HOLDS[kind], strict=True)
    ]
    before = ["source", *(["article"] if table in ("models", "indicators") else [])]
    behind = ["sentence"] if table == "indicators" else []
    return {**dict.fromkeys(before, "text"), **dict(own), **dict.fromkeys(behind, "text")}


_HOLDS: Mapping[Kind, Sequence[str]] = {
    Kind.TEXT: ("text",),
    Kind.TEXTS: ("texts",),
    Kind.INTEGER: ("integer",),
    Kind.NUMBER: ("number",),
    Kind.VALUE: ("number", "text"),
    Kind.SPAN: ("integer", "integer"),
    Kind.PLACE: ("text", "text"),
}
"""What the columns of a field hold, by its kind."""


def _named(name: str, kind: Kind) -> Sequence[str]:
    """The columns of a field."""
    match kind:
        case Kind.SPAN:
            return "start", "end"
        case Kind.PLACE:
            return name, f"{name}_code"
        case Kind.VALUE:
            return name, f"{name}_text"
    return (name,)


def _cells(kind: Kind, value: Any) -> Sequence[Any]:
    """A field's value, a cell a column."""
    match kind:
        case Kind.SPAN:
            return tuple(value)
        case Kind.PLACE:
            return (value.path, value.code) if value else (None, None)
        case Kind.VALUE:
            return None if isinstance(value, str) else value, None if value is None else str(value)
    return (list(value) if kind is Kind.TEXTS else value,)
