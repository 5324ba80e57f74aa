"""Facts → one SQLite database: related tables, a flat view, full-text search; ready for Datasette.

Facts are related by integer keys, which are unique in the file, as ids are only in their document: `part_of` of a
figure is the key of its total. `facts` is the view to begin with: every figure with its article, place and source.
Values are numbers as JSON has them; `value_text` also holds what is no number, such as a ratio.

Search is by trigrams, which need no words to be cut: a query has three characters or more, shorter ones are found by
LIKE.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extract.formats.fields import Kind, fields_of, value_of
from schemas.facts import Article, Document, Fact, Finding, Indicator, Model, Place, Skipped

FILE = "facts.sqlite"
_LEAST = (3, 34)
"""The first SQLite that has trigrams."""
_REFERENCES = {"part_of": "indicators", "share_of": "indicators", "repeat_of": "indicators", "model": "models"}
"""Fields that name another fact, and its table."""
_RECORDS: Mapping[str, tuple[type[Fact], str]] = {
    "articles": (Article, "document INTEGER NOT NULL REFERENCES documents"),
    "models": (Model, "article INTEGER NOT NULL REFERENCES articles"),
    "indicators": (Indicator, "article INTEGER NOT NULL REFERENCES articles"),
    "numbers": (Skipped, "document INTEGER NOT NULL REFERENCES documents"),
    "findings": (Finding, "document INTEGER NOT NULL REFERENCES documents"),
}
"""The tables of records, and what each belongs to."""
_PLACE_NAMES = ("province", "city", "county", "township", "community", "code")

# The folder takes its place as a whole when all is written: a journal would guard nothing.
_SETTINGS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;"
_FIXED = f"""
CREATE TABLE documents (key INTEGER PRIMARY KEY, source TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL);
CREATE TABLE places (key INTEGER PRIMARY KEY, path TEXT NOT NULL, {", ".join(f"{name} TEXT" for name in _PLACE_NAMES)});
"""
_BEHIND = """
CREATE TABLE finding_figures (
  finding INTEGER NOT NULL REFERENCES findings, position INTEGER NOT NULL,
  indicator INTEGER NOT NULL REFERENCES indicators, PRIMARY KEY (finding, position)
) WITHOUT ROWID;
CREATE VIEW facts AS
SELECT indicators.key, documents.source, articles.title, places.path AS place, indicators.type, indicators.subject,
  indicators.value, indicators.value_max, indicators.value_text, indicators.unit, indicators.modifier, indicators.per,
  indicators.time, indicators.status, models.name AS model, indicators.sentence, indicators.rule, indicators.id
FROM indicators
JOIN articles ON articles.key = indicators.article
JOIN documents ON documents.key = articles.document
LEFT JOIN places ON places.key = indicators.place
LEFT JOIN models ON models.key = indicators.model;
CREATE VIRTUAL TABLE indicators_fts USING fts5(
  subject, sentence, content='indicators', content_rowid='key', tokenize='trigram');
CREATE VIRTUAL TABLE articles_fts USING fts5(title, content='articles', content_rowid='key', tokenize='trigram');
"""
_AT_THE_END = """
INSERT INTO indicators_fts(indicators_fts) VALUES ('rebuild');
INSERT INTO articles_fts(articles_fts) VALUES ('rebuild');
CREATE INDEX articles_document ON articles(document);
CREATE INDEX models_article ON models(article);
CREATE INDEX indicators_article ON indicators(article);
CREATE INDEX indicators_type ON indicators(type, place);
CREATE INDEX indicators_id ON indicators(id);
CREATE INDEX numbers_document ON numbers(document);
CREATE INDEX findings_document ON findings(document);
"""

Cells = dict[str, Any]


class SqliteWriter:
    """Writes `facts.sqlite`, in one transaction: the file is whole or it is not there."""

    files: tuple[str, ...] = (FILE,)

    def __init__(self, folder: Path) -> None:
        if sqlite3.sqlite_version_info < _LEAST:
            needed = ".".join(map(str, _LEAST))
            raise OSError(0, f"SQLite {sqlite3.sqlite_version} has no trigram search; {needed} has", str(folder / FILE))
        self._path = folder / FILE
        self._is_broken = False
        self._path.touch(exist_ok=False)
        self._database = sqlite3.connect(self._path, isolation_level=None)
        with self._told():
            self._database.executescript(_SETTINGS + _FIXED + "".join(map(_definition, _RECORDS)) + _BEHIND)
            self._database.execute("BEGIN")
        self._keys = dict.fromkeys(("documents", "places", *_RECORDS), 0)
        self._places: dict[tuple[str | None, ...], int] = {}

    def add_document(self, document: Document, sentences: Mapping[str, str]) -> None:
        """Write the facts of a document; raises `OSError`."""
        with self._told():
            self._add_document(document, sentences)

    def _add_document(self, document: Document, sentences: Mapping[str, str]) -> None:
        key = self._next("documents")
        self._insert("documents", {"key": key, "source": document.source, "sha256": document.sha256})
        figures = [(article, figure) for article in document.articles for figure in article.indicators]
        models = [(article, model) for article in document.articles for model in article.models]
        articles = {article.id: self._next("articles") for article in document.articles}
        named = {
            "models": {model.id: self._next("models") for _, model in models},
            "indicators": {figure.id: self._next("indicators") for _, figure in figures},
        }
        for article in document.articles:
            self._insert("articles", {"key": articles[article.id], "document": key, **self._cells(article, named)})
        for article, model in models:
            belongs = {"key": named["models"][model.id], "article": articles[article.id]}
            self._insert("models", {**belongs, **self._cells(model, named)})
        for article, figure in figures:
            belongs = {"key": named["indicators"][figure.id], "article": articles[article.id]}
            told = {"sentence": sentences.get(figure.id)}
            self._insert("indicators", {**belongs, **self._cells(figure, named), **told})
        for number in document.numbers:
            self._insert("numbers", {"key": self._next("numbers"), "document": key, **self._cells(number, named)})
        for finding in document.findings:
            self._add_finding(finding, key, named)

    def close(self) -> None:
        """Make the indexes, and finish the file; raises `OSError`."""
        if self._is_broken:
            return
        with self._told():
            self._database.execute("COMMIT")
            self._database.executescript(_AT_THE_END)
            self._database.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Faults of the disk as what they are elsewhere."""
        try:
            yield
        except sqlite3.Error as error:
            self._database.close()
            self._is_broken = True
            raise OSError(0, str(error), str(self._path)) from error

    def _add_finding(self, finding: Finding, document: int, named: Mapping[str, Mapping[str, int]]) -> None:
        key = self._next("findings")
        self._insert("findings", {"key": key, "document": document, **self._cells(finding, named)})
        for position, fact in enumerate(finding.facts):
            related = {"finding": key, "position": position, "indicator": named["indicators"][fact]}
            self._insert("finding_figures", related)

    def _cells(self, record: Fact, named: Mapping[str, Mapping[str, int]]) -> Cells:
        """The cells of a record's fields; `named` has the keys of the document's facts by table and id."""
        cells: Cells = {}
        for name, kind in fields_of(type(record)).items():
            value = value_of(record, name)
            if name in _REFERENCES:
                cells[name] = None if value is None else named[_REFERENCES[name]][value]
            elif name == "place" and kind is Kind.PLACE:
                cells |= self._place(value)
            elif not _is_apart(record, name):
                cells |= zip(_columns(name, kind), _plain(kind, value), strict=True)
        return cells

    def _place(self, place: Place | None) -> Cells:
        """The key of a place, and the words that gave it."""
        key = None
        if place is not None:
            names = tuple(getattr(place, name) for name in _PLACE_NAMES)
            key = self._places.get(names)
            if key is None:
                key = self._places[names] = self._next("places")
                told = {"key": key, "path": place.path, **dict(zip(_PLACE_NAMES, names, strict=True))}
                self._insert("places", told)
        span = place.span if place and place.span else (None, None)
        return dict(zip(_PLACE_COLUMNS, (key, place and place.text, *span), strict=True))

    def _next(self, table: str) -> int:
        self._keys[table] += 1
        return self._keys[table]

    def _insert(self, table: str, cells: Cells) -> None:
        names = ", ".join(f'"{name}"' for name in cells)
        self._database.execute(
            f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(cells))})", [*cells.values()]
        )


_PLACE_COLUMNS = ("place", "place_text", "place_start", "place_end")


def _columns(name: str, kind: Kind) -> Sequence[str]:
    """The columns of a field."""
    if kind is Kind.SPAN:
        return "start", "end"
    return (name, f"{name}_text") if kind in (Kind.NUMBER, Kind.VALUE) else (name,)


def _plain(kind: Kind, value: Any) -> Sequence[Any]:
    """A field's value, a cell a column."""
    if kind is Kind.SPAN:
        return tuple(value)
    if kind in (Kind.NUMBER, Kind.VALUE):
        return None if isinstance(value, str) else value, None if value is None else str(value)
    return ("; ".join(value) if kind is Kind.TEXTS else value,)


def _is_apart(record: Fact | type[Fact], name: str) -> bool:
    """Whether a field has a table of its own."""
    return name == "facts" and (record is Finding or isinstance(record, Finding))


def _definition(table: str) -> str:
    """How a table of records is made."""
    model, belongs = _RECORDS[table]
    columns = ["key INTEGER PRIMARY KEY", belongs, *_defined(model)]
    if table == "indicators":
        columns.append("sentence TEXT")
    return f"CREATE TABLE {table} (\n  {', '.join(columns)}\n);\n"


def _defined(model: type[Fact]) -> Iterator[str]:
    for name, kind in fields_of(model).items():
        if name in _REFERENCES:
            yield f'"{name}" INTEGER REFERENCES {_REFERENCES[name]} DEFERRABLE INITIALLY DEFERRED'
        elif kind is Kind.PLACE:
            yield "place INTEGER REFERENCES places, place_text TEXT, place_start INTEGER, place_end INTEGER"
        elif kind is Kind.SPAN:
            yield '"start" INTEGER NOT NULL, "end" INTEGER NOT NULL'
        elif kind in (Kind.NUMBER, Kind.VALUE):
            yield f'"{name}" NUMERIC, "{name}_text" TEXT'
        elif not _is_apart(model, name):
            yield f'"{name}" {"INTEGER" if kind is Kind.INTEGER else "TEXT"}'
