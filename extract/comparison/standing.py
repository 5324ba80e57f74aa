"""Which figures stand for their place, and why the others do not."""

from collections.abc import Hashable, Iterator, Mapping, Sequence

from schemas.comparison import Aside, ComparedFigure
from schemas.facts import Article, Document, Indicator

_RESTATED = "restated"


def compared_figures(documents: Sequence[Document]) -> Iterator[ComparedFigure]:
    """Every figure, in the order of the documents."""
    first: dict[Hashable, str] = {}
    for document in documents:
        restated = _restated(document)
        for article in document.articles:
            figures = {figure.id: figure for figure in article.indicators}
            for figure in article.indicators:
                aside, other = _aside(figure, figures, restated)
                if aside is None and figure.subject:
                    other = first.setdefault(_says(figure), figure.id)
                    aside, other = (None, None) if other == figure.id else ("repeat", other)
                yield _compared(figure, article, document.source, aside, other)


def _restated(document: Document) -> Mapping[str, str]:
    """The figures that say another one of their article again, with the id of that one."""
    return {
        fact: finding.facts[0]
        for finding in document.findings
        if finding.kind == _RESTATED and finding.verdict == "holds"
        for fact in finding.facts[1:]
    }


def _aside(
    figure: Indicator, figures: Mapping[str, Indicator], restated: Mapping[str, str]
) -> tuple[Aside | None, str | None]:
    """Why the figure does not stand, and what stands in its place."""
    if figure.repeat_of is not None:
        return "repeat", figure.repeat_of
    if figure.id in restated:
        return "restated", restated[figure.id]
    if figure.status != "reported":
        return figure.status, None
    if figure.value is None:
        return "open", None
    total = figures.get(figure.part_of or "")
    if total is not None and total.type == figure.type and _path(total) == _path(figure):
        return "part", total.id
    return None, None


def _path(figure: Indicator) -> str | None:
    return figure.place.path if figure.place else None


def _says(figure: Indicator) -> Hashable:
    return (
        *(_path(figure), figure.type, figure.subject, figure.value, figure.value_max),
        *(figure.unit, figure.modifier, figure.per, figure.time),
    )


def _compared(
    figure: Indicator, article: Article, source: str, aside: Aside | None, other: str | None
) -> ComparedFigure:
    return ComparedFigure(
        id=figure.id,
        place=_path(figure),
        code=figure.place.code if figure.place else None,
        type=figure.type,
        subject=figure.subject,
        value=figure.value,
        value_max=figure.value_max,
        unit=figure.unit,
        modifier=figure.modifier,
        per=figure.per,
        time=figure.time,
        status=figure.status,
        text="".join(figure.text.split()),
        aside=aside,
        stands_for_it=other,
        article=article.id,
        title=article.title,
        source=source,
    )
