"""Articles of one page → the places that they name, are about, and speak of on the way.

Names are found in every article first, because the page decides what a bare name or 我市 means.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter

from extract.gazetteer import Division, Gazetteer, place_of
from extract.places.deixis import Pointer, at_home, meaning
from extract.places.drafts import Draft, Drafter
from extract.places.found import Named, Site
from extract.places.home import page_homes
from extract.places.names import divisions_of
from extract.places.residents import Residents
from extract.places.scopes import find_scopes
from extract.places.settle import Nearness
from extract.places.surroundings import Surroundings
from schemas.reading import ArticleRecords
from schemas.reasons import NameReason
from schemas.records import Article, ArticlePlaces, BlockKind, Place, PlaceMention, PlaceScope
from schemas.rules.places import PlaceFile

LEAD_BLOCKS = 2
"""So many paragraphs of an article may tell whose it is."""

__all__ = ["PlaceResolver"]


class PlaceResolver:
    """Made ready once from the rules and the gazetteer."""

    def __init__(
        self, rules: PlaceFile, gazetteer: Gazetteer, slots: Mapping[str, str], is_word: Callable[[str], bool]
    ) -> None:
        """`is_word` says whether the dictionary holds a word."""
        self._gazetteer = gazetteer
        self._residents = Residents(rules, slots, is_word)
        self._surroundings = Surroundings(rules, slots)
        self._drafter = Drafter(rules, gazetteer, self._surroundings, slots)

    def resolve(self, articles: Sequence[Article]) -> tuple[ArticlePlaces, ...]:
        """The places of every article of one page, in order."""
        found = [self._drafter.names(article.text) for article in articles]
        sure = [divisions_of(names) for names in found]
        page = frozenset[Division]().union(*sure)
        homes = page_homes(articles, page, self._gazetteer)
        drafts = [
            self._drafter.draft(article, names, Nearness(own, page, frozenset(home.division for home in homes)))
            for article, names, own in zip(articles, found, sure, strict=True)
        ]
        return tuple(self._finish(draft, homes) for draft in drafts)

    def reasons(self, read: ArticleRecords) -> tuple[NameReason, ...]:
        """Every name of a division in an article with all that it may mean."""
        return tuple(
            NameReason(found.start, found.end, tuple(map(place_of, found.divisions)), found.weak, found.rule)
            for found in self._drafter.names(read.article.text)
        )

    def _finish(self, draft: Draft, homes: Sequence[Site]) -> ArticlePlaces:
        """The article's places with those that pointing words mean, and the stretches that they govern."""
        article, pointers = draft.article, draft.pointers
        about = draft.about or _writers_own(article, pointers, homes)
        pointable = self._surroundings.pointable(draft.named)
        pointed = self._surroundings.label(article.text, list(_pointed(pointers, pointable, about, homes)))
        mentions = sorted([*draft.named, *pointed], key=attrgetter("start")) if pointed else draft.named
        residents = self._residents.find(article, mentions)
        scopes = find_scopes(article, about, mentions, residents, self._surroundings)
        places = {site: site.place if site else None for site in {mention.site for mention in mentions}}
        giving = next((mention for mention in mentions if mention.site == about), None) if draft.about else None
        return ArticlePlaces(
            about.place if about else None,
            _record(giving, places) if giving else None,
            tuple([_record(mention, places) for mention in mentions]),
            tuple([PlaceScope(scope.start, scope.end, _record(scope.mention, places)) for scope in scopes]),
        )


def _writers_own(article: Article, pointers: Sequence[Pointer], homes: Sequence[Site]) -> Site | None:
    """The place that the article calls the writer's own (我市), or its opening the whole (全市), where no other is."""
    body = [block for block in article.blocks if block.kind is BlockKind.BODY][:LEAD_BLOCKS]
    limit = body[-1].end if body else len(article.text)
    own = [one for one in pointers if one.points == "own" or (one.points == "whole" and one.start < limit)]
    return next((site for pointer in own if (site := at_home(pointer, homes)) is not None), None)


def _pointed(
    pointers: Sequence[Pointer], named: Sequence[Named], about: Site | None, homes: Sequence[Site]
) -> Iterator[Named]:
    """The mentions that 全市, 该县, 我市 make."""
    for pointer in pointers:
        site = meaning(pointer, named, about, homes)
        if site is not None or pointer.points == "nation":
            yield Named(pointer.start, pointer.end, site, pointer.rule)


def _record(mention: Named, places: Mapping[Site | None, Place | None]) -> PlaceMention:
    return PlaceMention(mention.start, mention.end, places[mention.site], mention.rule)
