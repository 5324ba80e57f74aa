"""One article → everything named in it: divisions, townships and communities with what they belong to."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from extract.gazetteer import Division, Gazetteer, Level
from extract.places.about import Votes
from extract.places.communities import Communities, Community
from extract.places.deixis import Pointer, Pointers
from extract.places.found import Found, Named, Site
from extract.places.names import Names
from extract.places.parents import known_communities, near, united, within
from extract.places.settle import Nearness, settle
from extract.places.surroundings import Surroundings
from extract.places.townships import Township, Townships
from schemas.records import Article
from schemas.rules.places import PlaceFile


@dataclass(frozen=True, slots=True)
class Draft:
    """An article, the places named in it in order and labelled, and what it is about as far as names tell.

    `pointers` are its words such as 全县.
    """

    article: Article
    named: list[Named]
    about: Site | None
    pointers: Sequence[Pointer]


class Drafter:
    """Made ready once from the rules and the gazetteer."""

    def __init__(
        self, rules: PlaceFile, gazetteer: Gazetteer, surroundings: Surroundings, slots: Mapping[str, str]
    ) -> None:
        self._townships = Townships(rules, gazetteer, slots)
        self._communities = Communities(rules, gazetteer, slots)
        self._names = Names(rules, gazetteer, self._townships, self._communities, slots)
        self._pointers = Pointers(rules)
        self._label = surroundings.label
        self._voting = surroundings.voting
        self._of_persons = surroundings.of_persons

    def names(self, text: str) -> list[Found]:
        """Names of divisions with what follows them, as far as their words alone tell what they mean.

        Where no county is among them, townships that have no namesake say where the text is.
        """
        found = self._names.find(text)
        if any(name.is_placed for name in found):
            return found
        around = frozenset(division for name in found for division in name.divisions)
        towns = [self._as_found(text, town) for town in self._townships.lone(text, around, self._names_community)]
        if not towns:
            return found
        apart = [name for name in found if not _overlaps(name, towns)]
        return sorted([*apart, *towns], key=attrgetter("start"))

    def draft(self, article: Article, names: Sequence[Found], nearness: Nearness) -> Draft:
        """The article with its places, the names settled by what is near."""
        text = article.text
        named = [mention for mention in settle(names, nearness) if mention.rule]
        towns = list(self._towns(text, named, nearness.home))
        named = self._label(text, _together(_outside(named, towns), towns))
        known = known_communities(named)
        named = united(named, known)
        communities = self._communities.find(text, [(one.start, one.end) for one in named], set(known))
        repeated = [_mention(one, known[one.name]) for one in communities if one.name in known]
        named = _together(named, self._label(text, repeated))
        loose = [one for one in communities if one.name not in known]
        pointers = self._pointers.find(text)
        about = self._votes(article, named, loose, pointers)
        if not loose:
            return Draft(article, named, about, pointers)
        placed = list(_placed(loose, article, named, self._voting(named), about))
        named = _together(named, self._label(text, placed))
        return Draft(article, named, self._votes(article, named, (), pointers), pointers)

    def _names_community(self, text: str, position: int) -> bool:
        return self._communities.following(text, position) is not None

    def _as_found(self, text: str, town: Township) -> Found:
        """A township that places itself, with the community that follows it."""
        community = self._communities.following(text, town.end)
        end = community.end if community else town.end
        name = community.name if community else None
        return Found(town.start, end, town.divisions, town.name, name, False, town.rule)

    def _towns(self, text: str, named: Sequence[Named], homes: Collection[Division]) -> Iterator[Named]:
        """Townships that stand without their county, with the communities that follow them.

        Where the text names no county, they may belong to where the page is at home.
        """
        divisions = {mention.site.division for mention in named if mention.site is not None}
        if all(division.level < Level.COUNTY for division in divisions):
            divisions.update(homes)
        known = {site.township: site.division for mention in named if (site := mention.site) and site.township}
        for town in self._townships.find(text, divisions, known):
            overlaps = any(mention.start < town.end and town.start < mention.end for mention in named)
            if overlaps or len(town.divisions) != 1:
                continue
            community = self._communities.following(text, town.end)
            end = community.end if community else town.end
            site = Site(town.divisions[0], town.name, community.name if community else None)
            yield Named(town.start, end, site, town.rule)

    def _votes(
        self, article: Article, named: Sequence[Named], loose: Sequence[Community], pointers: Sequence[Pointer]
    ) -> Site | None:
        """What the article is about, as far as names tell; those named on the side have no vote.

        Where that leaves nothing, the counties that persons are of have one.
        """
        wholes = [pointer.suffixes for pointer in pointers if pointer.points == "whole"]
        homeless = [one.start for one in loose]
        voting = self._voting(named)
        about = Votes(article, voting, homeless, wholes).winner()
        if about is not None:
            return about
        homes = [one._replace(site=Site(one.site.division)) for one in self._of_persons(named) if one.site]
        return Votes(article, _together(voting, homes), homeless, wholes).winner() if homes else None


def _placed(
    loose: Sequence[Community], article: Article, named: Sequence[Named], told: Sequence[Named], about: Site | None
) -> Iterator[Named]:
    """Communities of which no words say what they belong to: to what their paragraph names or the article is about."""
    looks_ahead = about is None or about.level < Level.COUNTY
    parents: dict[str, Site] = {}
    for community in loose:
        block = article.block_at(community.start)
        close = near(community, block, named, told, looks_ahead) if block is not None else None
        parent = about if about and (close is None or about.is_within(close)) else close
        if parent is not None:
            parents.setdefault(community.name, parent)
    for community in loose:
        parent = parents.get(community.name)
        yield _mention(community, within(parent, community.name) if parent else None)


def _mention(community: Community, site: Site | None) -> Named:
    return Named(community.start, community.end, site, community.rule)


def _overlaps(name: Found, towns: Sequence[Found]) -> bool:
    return any(name.start < town.end and town.start < name.end for town in towns)


def _outside(named: list[Named], towns: Sequence[Named]) -> list[Named]:
    """Without the names that stand inside the name of a community (the county 梨树 in 平梁镇+梨树河村)."""
    if not towns:
        return named
    return [one for one in named if not any(town.start < one.start and one.end <= town.end for town in towns)]


def _together(named: list[Named], more: Sequence[Named]) -> list[Named]:
    """All mentions in order."""
    return sorted([*named, *more], key=attrgetter("start")) if more else named
