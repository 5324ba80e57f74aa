"""What a village or community belongs to, where the words before its name do not say so."""

from collections.abc import Mapping, Sequence

from extract.gazetteer import Level
from extract.places.communities import Community
from extract.places.found import Named, Site
from schemas.records import Block

AT_ONCE = 5
"""So many characters may stand between a community and the township that follows."""


def known_communities(named: Sequence[Named]) -> dict[str, Site]:
    """The communities that the article names with what they belong to, each where it is said most exactly."""
    known: dict[str, Site] = {}
    for mention in named:
        site = mention.site
        if site is None or site.community is None:
            continue
        other = known.get(site.community)
        if other is None or _is_more_exact(site, other):
            known[site.community] = site
    return known


def united(named: Sequence[Named], known: Mapping[str, Site]) -> list[Named]:
    """The mentions; a community named with less than is known of it gets the rest."""
    return [_completed(mention, known) for mention in named] if known else list(named)


def near(
    community: Community, block: Block, named: Sequence[Named], told: Sequence[Named], looks_ahead: bool
) -> Site | None:
    """The township or county that the block names last before the community, or, looking ahead, the county after it.

    A township counts where it is not named on the side, thus among `told`; behind it, where it follows at once
    (清溪社区位于赤城街道).
    """
    inside = [mention for mention in named if block.start <= mention.start < block.end and _can_hold(mention.site)]
    before = [mention for mention in inside if mention.end <= community.start]
    after = [mention for mention in inside if mention.start >= community.end]
    at_once = next((mention for mention in after if mention.start - community.end <= AT_ONCE), None)
    if at_once is not None and at_once.site is not None and at_once.site.level is Level.TOWNSHIP:
        return at_once.site
    if before and before[-1] in told and before[-1].site is not None and before[-1].site.level is Level.TOWNSHIP:
        return before[-1].site
    mention = before[-1] if before else next(iter(after if looks_ahead else ()), None)
    return Site(mention.site.division) if mention is not None and mention.site is not None else None


def within(parent: Site, community: str) -> Site:
    """The community as a part of the parent."""
    return Site(parent.division, parent.township, community)


def _completed(mention: Named, known: Mapping[str, Site]) -> Named:
    site = mention.site
    if site is None or site.community is None:
        return mention
    return Named(mention.start, mention.end, known.get(_known_name(site, known), site), mention.rule)


def _known_name(site: Site, known: Mapping[str, Site]) -> str:
    """The community's name, or the shorter one of the same county that it ends in (its street stands before it)."""
    name = site.community or ""
    shorter = (
        other
        for other, home in known.items()
        if other != name and name.endswith(other) and home.division is site.division
    )
    return next(shorter, name)


def _is_more_exact(site: Site, other: Site) -> bool:
    if site.division is other.division:
        return other.township is None
    return site.division.is_within(other.division)


def _can_hold(site: Site | None) -> bool:
    return site is not None and site.division.level is Level.COUNTY
