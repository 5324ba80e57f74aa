"""Which stretches of an article are about another place than the article itself.

A place below the article's governs what follows it in its paragraph, until the article's own place becomes what a
clause is about again; a place above or elsewhere governs its sentence at most; a place named on the side governs
nothing.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.gazetteer import Level
from extract.places.found import Named, Site
from extract.places.surroundings import Surroundings
from schemas.records import Article, Block, BlockKind

SAME_BEGINNING = 5
"""A block that begins with so many characters of the block before goes on about the same thing."""
OPENING = 6
"""A place so near to its beginning is what a paragraph is about."""
THING, BEHIND = 2, 8
"""A thing of so many characters, so near behind a place's name, is there."""
TEXT_KINDS = (BlockKind.BODY, BlockKind.CAPTION, BlockKind.NOTE)


class Stretch(NamedTuple):
    """`[start, end)` is about the place of `mention`; about the article's own where that is None."""

    start: int
    end: int
    mention: Named


def find_scopes(
    article: Article,
    about: Site | None,
    mentions: Sequence[Named],
    residents: Sequence[Named],
    surroundings: Surroundings,
) -> list[Stretch]:
    """The stretches that other places or persons of them, `residents`, govern, in order and without overlap."""
    telling = _joined(surroundings.telling(mentions))
    if not telling and not residents:
        return []
    starts = [mention.start for mention in telling]
    walk = _Walk(article.text, about, surroundings)
    for block in article.blocks:
        if block.kind is BlockKind.SUBHEADING:
            walk.forget()
        elif block.kind in TEXT_KINDS:
            first = bisect_left(starts, block.start)
            last = bisect_left(starts, block.end, first)
            walk.read(block, telling[first:last], [one for one in residents if block.start <= one.start < block.end])
    return list(_stretches(walk.changes))


class _Walk:
    """Goes through the blocks and notes where the governing place changes."""

    def __init__(self, text: str, about: Site | None, surroundings: Surroundings) -> None:
        self.changes: list[tuple[int, Named | None]] = []
        self._text = text
        self._about = about
        self._surroundings = surroundings
        self._held: Named | None = None
        self._now: Named | None = None
        self._told: Named | None = None
        self._is_first_block = True
        self._before: Block | None = None

    def forget(self) -> None:
        """A new section begins."""
        self._held = None

    def read(self, block: Block, mentions: Sequence[Named], residents: Sequence[Named]) -> None:
        """Note the changes in one block; in one that names no place, a person may stand for one."""
        if mentions or residents or self._held is not None:
            self._now = self._continued(block) or _first(residents, mentions)
            self._change(block.start, self._now)
            if not mentions and self._now is None:
                self._return(block)
            for index, mention in enumerate(mentions):
                limit = mentions[index + 1].start if index + 1 < len(mentions) else block.end
                self._meet(mention, block, limit, index == 0)
            self._change(block.end, None)
            self._held = self._now or self._held
        self._is_first_block = False
        self._before = block

    def _return(self, block: Block) -> None:
        """Go back to the community told of last, from where a block without places speaks of it."""
        if self._held is None or self._held.site is None or self._held.site.level is not Level.COMMUNITY:
            return
        back = self._surroundings.returns(self._text, block)
        if back is not None:
            self._govern(back[0], self._held.told_by(back[1]))

    def _continued(self, block: Block) -> Named | None:
        """The place of the block before, where the block says that it goes on about it or begins with words of it."""
        if self._held is None:
            return None
        rule = self._surroundings.continues(self._text, block)
        if rule is not None:
            return self._held.told_by(rule)
        beginning = self._text[block.start : block.start + SAME_BEGINNING]
        before = self._before
        is_same = before is not None and self._text.find(beginning, before.start, before.end) >= 0
        return self._held if is_same or self._goes_on_about(block, before) else None

    def _goes_on_about(self, block: Block, before: Block | None) -> bool:
        """Whether the block begins with a thing that stood behind the place's name (枫源村的爱心+食堂, then 食堂)."""
        held = self._held
        if held is None or before is None or not before.start <= held.start < before.end:
            return False
        thing = self._text[block.start : block.start + THING]
        return self._text.find(thing, held.end, min(held.end + BEHIND, before.end)) >= 0

    def _meet(self, mention: Named, block: Block, limit: int, is_first: bool) -> None:
        """What a mention changes, up to the next mention."""
        if self._is_own(mention):
            self._meet_own(mention, limit)
        elif self._is_below(mention):
            self._meet_below(mention, block, limit, is_first)
        else:
            self._meet_other(mention, limit)

    def _meet_own(self, mention: Named, limit: int) -> None:
        if self._is_topic(mention):
            self._held = None
            self._govern(mention.start, None)
        else:
            self._govern_clause(mention, None, limit)

    def _meet_below(self, mention: Named, block: Block, limit: int, is_first: bool) -> None:
        scene = self._surroundings.scene(self._text, block, mention) if self._is_first_block and is_first else None
        if scene is not None:
            self._govern(block.start, mention.told_by(scene))
        elif self._is_around_now(mention) and not self._is_topic(mention):
            self._govern_clause(mention, mention, limit)
        elif mention.start > block.start + OPENING and (item := self._surroundings.item(self._text, block)):
            self._govern_sentence(mention.told_by(item), limit)
        else:
            self._govern(mention.start, mention)

    def _meet_other(self, mention: Named, limit: int) -> None:
        """The country, a place above the article's or one elsewhere."""
        counted = self._surroundings.counted(self._text, mention)
        above = self._surroundings.above_topic if self._is_above(mention) and self._is_topic(mention) else None
        if mention.rule in self._surroundings.nation_rules:
            if counted or self._is_topic(mention):
                self._govern(mention.start, mention)
        elif self._told is not None and self._goes_on_in_sentence(self._told, mention):
            self._govern_sentence(mention.told_by(self._told.rule), limit)
        elif counted:
            self._govern_clause(mention, mention.told_by(counted), limit)
        elif above:
            self._govern_sentence(mention.told_by(above), limit)
        elif mention.site is not None and mention.site.level > Level.COUNTY and self._is_topic(mention):
            self._govern_sentence(mention, limit)

    def _goes_on_in_sentence(self, told: Named, mention: Named) -> bool:
        """Whether the place has governed the sentence up to here (全县组建38个，占+全县+的57.3%，注册21家)."""
        is_same = told.site == mention.site and told.end < mention.start
        return is_same and self._surroundings.sentence_end(self._text, told.end, mention.start) == mention.start

    def _is_topic(self, mention: Named) -> bool:
        return self._surroundings.opens_clause(self._text, mention)

    def _is_own(self, mention: Named) -> bool:
        return mention.site is not None and mention.site == self._about

    def _is_below(self, mention: Named) -> bool:
        if mention.site is None:
            return mention.rule not in self._surroundings.nation_rules
        return self._about is None or mention.site.is_within(self._about)

    def _is_above(self, mention: Named) -> bool:
        return mention.site is not None and self._about is not None and self._about.is_within(mention.site)

    def _is_around_now(self, mention: Named) -> bool:
        """Whether the mention is what the governing place belongs to."""
        now = self._now.site if self._now is not None else None
        return now is not None and mention.site is not None and now != mention.site and now.is_within(mention.site)

    def _govern(self, start: int, mention: Named | None) -> None:
        self._now = mention
        self._change(start, mention)

    def _govern_clause(self, mention: Named, value: Named | None, limit: int) -> None:
        self._change(mention.start, value)
        self._change(self._surroundings.clause_end(self._text, mention.end, limit), self._now)

    def _govern_sentence(self, mention: Named, limit: int) -> None:
        self._told = mention
        self._change(mention.start, mention)
        self._change(self._surroundings.sentence_end(self._text, mention.end, limit), self._now)

    def _change(self, position: int, mention: Named | None) -> None:
        while self.changes and self.changes[-1][0] >= position:
            self.changes.pop()
        self.changes.append((position, mention))


def _joined(mentions: Sequence[Named]) -> list[Named]:
    """The mentions; two of one place that touch (云南+全省) are one."""
    joined: list[Named] = []
    for mention in mentions:
        if joined and joined[-1].end == mention.start and joined[-1].site == mention.site:
            joined[-1] = joined[-1]._replace(end=mention.end)
        else:
            joined.append(mention)
    return joined


def _first(residents: Sequence[Named], mentions: Sequence[Named]) -> Named | None:
    """The person whom a block tells of before it names a place."""
    is_first = bool(residents) and (not mentions or residents[0].start < mentions[0].start)
    return residents[0] if is_first else None


def _stretches(changes: Sequence[tuple[int, Named | None]]) -> Iterator[Stretch]:
    for (start, mention), (end, _) in pairwise(changes):
        if mention is not None and start < end:
            yield Stretch(start, end, mention)
