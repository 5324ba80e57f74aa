"""Documents → which places run which models, and how their figures compare.

Figures are never added up: parts that a page lists may overlap (a branch is counted within its committee), and a
city's total holds those of its districts. The total that is printed stands, what is part of it stands aside, and
where no total is printed the figures stand side by side under their subjects. All keep their ids.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extract.comparison.bases import load_bases
from extract.comparison.rates import with_rates
from extract.comparison.standing import compared_figures
from schemas.comparison import ComparedFigure, ComparedModel, ComparedPlace, Comparison
from schemas.facts import Article, Document, Model, Place


def compare(documents: Sequence[Document], sentences: Mapping[str, str]) -> Comparison:
    """The comparison of all documents; `sentences` are those of their figures by id, as far as they are known."""
    figures = with_rates(list(compared_figures(documents)), sentences, load_bases())
    articles = [article for document in documents for article in document.articles]
    return Comparison(
        places=tuple(_places(articles, figures)),
        models=tuple(sorted(_models(articles), key=lambda model: (-len(model.places), model.role))),
        figures=tuple(
            sorted(figures, key=lambda figure: (_order(figure.code, figure.place), figure.aside is not None))
        ),
    )


def _places(articles: Sequence[Article], figures: Sequence[ComparedFigure]) -> Iterator[ComparedPlace]:
    """The places of articles, figures and models, by their codes; what is of no place last."""
    codes: dict[str | None, str | None] = {figure.place: figure.code for figure in figures}
    primary: dict[str | None, list[str]] = defaultdict(list)
    for article in articles:
        codes.setdefault(*_named(article.place))
        for model in article.models:
            place, code = _named(model.place or article.place)
            codes.setdefault(place, code)
            if model.role == "primary":
                primary[place].append(model.name)
    for path in sorted(codes, key=lambda path: _order(codes[path], path)):
        yield ComparedPlace(place=path, code=codes[path], models=tuple(dict.fromkeys(primary[path])))


def _models(articles: Sequence[Article]) -> Iterator[ComparedModel]:
    named: dict[str, list[tuple[str | None, Model]]] = defaultdict(list)
    for article in articles:
        for model in article.models:
            named[model.name].append((_named(model.place or article.place)[0], model))
    for name, found in named.items():
        yield ComparedModel(
            name=name,
            role="primary" if any(model.role == "primary" for _, model in found) else "secondary",
            places=tuple(dict.fromkeys(place for place, _ in found)),
            facts=tuple(model.id for _, model in found),
        )


def _named(place: Place | None) -> tuple[str | None, str | None]:
    """A place by its path and its code."""
    return (place.path, place.code) if place else (None, None)


def _order(code: str | None, place: str | None) -> tuple[bool, str, str]:
    return place is None, code or "", place or ""
