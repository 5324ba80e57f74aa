"""What the report page holds: the facts with their marks in the text and their reasons, as its script reads them.

Texts are cut into pieces here, so that the page never counts characters: JavaScript counts those beyond the basic
plane twice.
"""

from typing import Any, Literal

from schemas.explanation import Reason
from schemas.facts import Fact, LedgerClass, Verdict

Piece = tuple[str, str, str]
"""Words, the key of the mark that they answer for, and the keys of all other marks on them, with blanks between."""
Addressed = tuple[int, str]
"""The number of an article in the report and the key of a mark in it."""


class Paragraph(Fact):
    """A printed paragraph; `kind` is that of the block it belongs to: headline, body, caption."""

    kind: str
    pieces: tuple[Piece, ...]


class Because(Fact):
    """Why something is what it is, what else it could have been, and where it is printed."""

    line: int | None = None
    column: int | None = None
    because: tuple[Reason, ...] = ()
    considered: tuple[Reason, ...] = ()


class ReportFigure(Because):
    """A figure: the fact as written, without spans, its place as a path."""

    fact: dict[str, Any]
    place: str | None
    place_words: str | None
    """The words that gave its place; null where it is the article's."""
    total: Addressed | None
    share: Addressed | None
    repeat: Addressed | None
    model: str | None
    """The key of the model whose result it states."""
    findings: tuple[int, ...]
    """The numbers of the findings that it has a part in."""


class ReportModel(Because):
    """A governance model."""

    id: str
    name: str
    role: str
    place: str | None
    rule: str


class ReportPlace(Because):
    """Words that name a place; `path` is null where they leave it open."""

    text: str
    path: str | None
    rule: str | None


class ReportNumber(Because):
    """Digits that are no figure."""

    text: str
    kind: LedgerClass
    says: str
    rule: str


class ReportArticle(Fact):
    """One article, or what of a page stands in none; marks by their keys: f0 figure, m0 model, p0 place, n0 number.

    Beside these, pieces know s0, t0, b0 and w0, the subject, time, base and place words of figure f0, and c0, the words
    that finding 0 of the index rests on.
    """

    id: str
    source: str
    title: str
    kicker: str | None = None
    column: str | None = None
    paper: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    place: str | None = None
    place_words: str | None = None
    line: int | None = None
    origin: Literal["page", "sentences"]
    """Whether `paragraphs` are the printed page, or only the sentences that the tables kept."""
    paragraphs: tuple[Paragraph, ...]
    figures: dict[str, ReportFigure]
    models: dict[str, ReportModel]
    places: dict[str, ReportPlace]
    numbers: dict[str, ReportNumber]


class FigureEntry(Fact):
    """What the list of figures and the filters know of a figure."""

    id: str
    key: str
    type: str
    text: str
    subject: str
    place: str | None


class ModelEntry(Fact):
    """What the list of articles knows of a model."""

    id: str
    key: str
    name: str
    role: str


class ArticleEntry(Fact):
    """What the list of articles knows of one."""

    title: str
    source: str
    place: str | None
    is_outside: bool
    """Whether it is what stands in no article of the page."""
    models: tuple[ModelEntry, ...]
    figures: tuple[FigureEntry, ...]
    ledger: int
    conflicts: int


class ReportFinding(Fact):
    """A finding of the audit; its figures as the report addresses them."""

    kind: str
    verdict: Verdict
    arithmetic: str
    text: str
    source: str
    rule: str
    article: int | None
    facts: tuple[Addressed, ...]


class ReportIndex(Fact):
    """What the page needs at once."""

    sources: int
    types: dict[str, str]
    """The types of figures that there are, and what figures of each count."""
    articles: tuple[ArticleEntry, ...]
    findings: tuple[ReportFinding, ...]
    rules: dict[str, str]
    """What the rules that are named state, by their ids."""
    ledger: dict[str, int]
    """Digits that are no figure, counted by class."""
