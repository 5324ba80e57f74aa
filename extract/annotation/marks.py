"""A document and the text it was read from → the page with its models and figures marked."""

from collections.abc import Iterator

from schemas.annotation import FIGURE_FIELDS, LINKS, MODEL, MODEL_FIELDS, Link, Mark, MarkedPage
from schemas.facts import Article, Document, Indicator, Model, Place


def marked(document: Document, text: str) -> MarkedPage:
    """The page in the order of its text."""
    facts = [fact for article in document.articles for fact in facts_in(article)]
    marks = sorted(map(mark_of, facts), key=lambda mark: (mark.span, mark.label))
    links = tuple(link for fact in facts if isinstance(fact, Indicator) for link in _links(fact))
    return MarkedPage(document.source, document.sha256, text, tuple(marks), links)


def facts_in(article: Article) -> tuple[Model | Indicator, ...]:
    """The models and figures of an article."""
    return *article.models, *article.indicators


def mark_of(fact: Model | Indicator) -> Mark:
    """A fact as a mark, its fields as text."""
    is_figure = isinstance(fact, Indicator)
    names = FIGURE_FIELDS if is_figure else MODEL_FIELDS
    told = {name: _told(getattr(fact, name)) for name in names}
    label = fact.type if isinstance(fact, Indicator) else MODEL
    return Mark(fact.id, label, fact.span, {name: text for name, text in told.items() if text})


def _told(value: object) -> str:
    if isinstance(value, Place):
        return value.path
    return "" if value is None else str(value)


def _links(figure: Indicator) -> Iterator[Link]:
    for name in LINKS:
        to = getattr(figure, name)
        if to is not None:
            yield Link(name, figure.id, to)
