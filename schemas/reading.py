"""What a page's reading comes to: the records of each article, and the facts made of them."""

from dataclasses import dataclass

from schemas.facts import Document
from schemas.records import Article, ArticlePlaces, Indicator, ModelName, Skip


@dataclass(frozen=True, slots=True)
class ArticleRecords:
    """All that the stages found in one article."""

    article: Article
    places: ArticlePlaces
    models: tuple[ModelName, ...]
    indicators: tuple[Indicator, ...]
    skips: tuple[Skip, ...]


@dataclass(frozen=True, slots=True)
class CorrectionOutcome:
    """What became of a user's correction of one fact: applied, or `problem` says why not."""

    fact: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """One source, read: its facts, and the records that they were made of, article by article in the same order.

    `corrections` has an outcome for each correction of a fact that the source is said to have.
    """

    document: Document
    records: tuple[ArticleRecords, ...]
    corrections: tuple[CorrectionOutcome, ...] = ()
    container: str | None = None
    """The source that holds this one among others."""
