"""Where a page is at home: what 我市 means in an article that names no place of its own."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from extract.gazetteer import Division, Gazetteer, Level
from extract.places.found import Site
from schemas.records import Article

MIN_COUNTIES = 2
"""So many counties of one prefecture make a page the prefecture's."""


def page_homes(articles: Sequence[Article], page: Collection[Division], gazetteer: Gazetteer) -> list[Site]:
    """The places that a page may call its own, the likeliest first: its newspaper's, then that of most counties."""
    papers = {home: None for article in articles for home in _of_paper(article.paper or "", gazetteer)}
    return [*papers, *_of_counties(page)]


def _of_paper(paper: str, gazetteer: Gazetteer) -> Iterator[Site]:
    """The place that a newspaper or an office's channel is named after: the deepest of those in a row (上海金山)."""
    home: Division | None = None
    for start, end in gazetteer.lexicon.scan(paper):
        meant = gazetteer.forms[paper[start:end]].divisions
        within = [division for division in meant if home is None or division.is_within(home)]
        if len(within) != 1:
            break
        home = within[0]
    if home is not None:
        yield Site(home)


def _of_counties(page: Collection[Division]) -> Iterator[Site]:
    """The prefecture of most counties that the page names; of a single one, the county itself."""
    counties: dict[Division, list[Division]] = defaultdict(list)
    for division in sorted(page, key=lambda one: one.code):
        if division.level is Level.COUNTY and division.above is not None:
            counties[division.above].append(division)
    most = max(counties, key=lambda above: len(counties[above]), default=None)
    if most is not None and len(counties[most]) >= MIN_COUNTIES:
        yield Site(most)
    elif most is not None and len(counties) == 1:
        yield from map(Site, counties[most])
