"""What an article as a whole is about: the deepest place that its headline and its paragraphs agree on."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from extract.gazetteer import Division, Level
from extract.places.found import Named, Site
from schemas.records import Article, BlockKind

WEIGHTS = {
    BlockKind.HEADLINE: 8.0,
    BlockKind.KICKER: 6.0,
    BlockKind.BYLINE: 4.0,
    BlockKind.SUBHEADING: 1.0,
    BlockKind.BODY: 1.0,
    BlockKind.CAPTION: 1.0,
    BlockKind.NOTE: 0.5,
}
LEAD_BLOCKS = 2
LEAD_WEIGHT = 1.5
REPEATED_WEIGHT = 1.5
DEEPER_WEIGHT = 0.15
"""A deeper name says more: so much is added per level below the province."""
MAJORITY = 0.5
"""A place below counts as what the article is about if it has at least so much of the weight."""
BODY_MAJORITY = 0.75
"""The share of paragraphs that a deeper place must be in, where the headline names only what it belongs to."""
RULING_BLOCKS = 4
"""And of so many at least."""
TIMES_WHOLE = 2
"""So often does an article say 全县 that is about the county."""
MIN_BLOCKS = 3
"""A place that neither the headline nor the first paragraph names must be in so many blocks."""


class Votes:
    """The votes of an article's blocks for the places that they name, counted along the tree of places."""

    def __init__(
        self, article: Article, mentions: Sequence[Named], homeless: Sequence[int], wholes: Sequence[tuple[str, ...]]
    ) -> None:
        """`homeless`: where communities are named of which only the article can say what they belong to; `wholes`: how
        the names may end that words such as 全县 point to.
        """
        self._wholes = wholes
        self._blocks = article.blocks
        self._starts = [block.start for block in article.blocks]
        self._kinds = [block.kind for block in article.blocks]
        self._body = [index for index, kind in enumerate(self._kinds) if kind is BlockKind.BODY]
        self._lead = frozenset(self._body[:LEAD_BLOCKS])
        self._block_weights = [WEIGHTS[kind] for kind in self._kinds]
        # who has signed below the text tells where the text comes from, less what it is about
        for block in range(max(self._body, default=0), len(self._kinds)):
            if self._kinds[block] is BlockKind.BYLINE:
                self._block_weights[block] = WEIGHTS[BlockKind.NOTE]
        for block in self._lead:
            self._block_weights[block] = LEAD_WEIGHT
        self._weights = self._count(mentions)
        self._drop_strange_headline()
        blocks = {self._block_at(position) for position in homeless}
        self._homeless = sum(self._block_weights[block] for block in blocks if block is not None)
        self._children, self._totals = self._tree()

    def winner(self) -> Site | None:
        """The deepest prominent place that the votes agree on."""
        here: Site | None = None
        while (deeper := self._best_below(here)) is not None:
            here = deeper
        lineage = here.lineage() if here is not None else ()
        return self._whole(next((place for place in reversed(lineage) if self._is_prominent(place)), None))

    def _whole(self, place: Site | None) -> Site | None:
        """The place above of which the article tells as a whole, where it names the deeper one in passing."""
        if place is None or self._times_whole(place) or len(self._blocks_of(place)) > 1:
            return place
        if not self._blocks_of(place) <= set(self._body):
            return place
        lineage = place.lineage()[:-1]
        above = (site for site in reversed(lineage) if self._times_whole(site) >= TIMES_WHOLE)
        return next(above, None) or (lineage[-1] if lineage and self._is_named_after(lineage[-1], place) else place)

    def _is_named_after(self, above: Site, place: Site) -> bool:
        """Whether a later paragraph names the place above by itself: the deeper one is but where a scene is set."""
        named = self._weights.get(above, {})
        return above.level >= Level.CITY and any(
            block > max(self._blocks_of(place)) for block in named if self._kinds[block] is BlockKind.BODY
        )

    def _times_whole(self, place: Site) -> int:
        return sum(place.name.endswith(suffixes) for suffixes in self._wholes)

    def _tree(self) -> tuple[dict[Site | None, dict[Site, float]], dict[Site | None, float]]:
        """For each place that has votes, None standing above all: the votes of those directly below, and all within."""
        children: dict[Site | None, dict[Site, float]] = defaultdict(lambda: defaultdict(float))
        totals: dict[Site | None, float] = defaultdict(lambda: self._homeless)
        for site, weights in self._weights.items():
            weight = sum(weights.values())
            above: Site | None = None
            for here in site.lineage():
                children[above][here] += weight
                totals[above] += weight
                above = here
            totals[above] += weight
        return children, totals

    def _count(self, mentions: Sequence[Named]) -> dict[Site, dict[int, float]]:
        """Site → block → weight."""
        weights: dict[Site, dict[int, float]] = defaultdict(dict)
        for mention in mentions:
            site = mention.site
            if site is not None and (block := self._block_at(mention.start)) is not None:
                votes = weights[site]
                repeated = REPEATED_WEIGHT if block in votes else 1.0
                votes[block] = self._block_weights[block] * repeated * (1 + DEEPER_WEIGHT * (site.level - 1))
        return weights

    def _block_at(self, position: int) -> int | None:
        """The number of the block that holds the position."""
        index = bisect_right(self._starts, position) - 1
        return index if index >= 0 and position < self._blocks[index].end else None

    def _drop_strange_headline(self) -> None:
        """A headline that the page has put over another article names a place that its text does not know."""
        if len({site.division.at(Level.PROVINCE) for site in self._weights}) < 2:
            return
        provinces: dict[Division | None, set[int]] = defaultdict(set)
        for site, weights in self._weights.items():
            provinces[site.division.at(Level.PROVINCE)].update(weights)
        known = {province for province, blocks in provinces.items() if blocks & set(self._body)}
        if any(blocks & self._lead for blocks in provinces.values()):
            self._weights = {
                site: weights for site, weights in self._weights.items() if site.division.at(Level.PROVINCE) in known
            }

    def _best_below(self, above: Site | None) -> Site | None:
        """The place directly below `above`, the one chosen so far, that the votes agree on."""
        children = self._children.get(above)
        if not children:
            return None
        best = max(children, key=children.__getitem__)
        if children[best] >= MAJORITY * self._totals[above]:
            return best
        return best if above is not None and self._rules_the_body(best, above) else None

    def _rules_the_body(self, deeper: Site, here: Site) -> bool:
        """Whether nearly every paragraph that names the place, and half of all, name the deeper one."""
        body = frozenset(self._body)
        around, own = self._blocks_of(here) & body, self._blocks_of(deeper) & body
        return (
            len(own) >= RULING_BLOCKS
            and bool(own & self._lead)
            and 2 * len(own) >= len(body)
            and len(own) >= BODY_MAJORITY * len(around)
        )

    def _blocks_of(self, place: Site) -> set[int]:
        """The blocks that name the place or one below it."""
        return {block for site, weights in self._weights.items() if site.is_within(place) for block in weights}

    def _is_prominent(self, place: Site) -> bool:
        """Whether the headline, the first paragraph of the lead that names places, or several paragraphs name it."""
        blocks = self._blocks_of(place)
        first = self._first_with_places() if len(blocks) > 1 else self._body[:1]
        return len(blocks) >= MIN_BLOCKS or any(
            block in first or self._kinds[block] is not BlockKind.BODY for block in blocks
        )

    def _first_with_places(self) -> list[int]:
        """The first paragraph of the lead that names places: an editor's note or a scene may stand before it."""
        named = {block for weights in self._weights.values() for block in weights}
        return [block for block in self._body[:LEAD_BLOCKS] if block in named][:1]
