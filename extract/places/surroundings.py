"""What stands around a name: whether its clause is about it, and what only mentions it on the side."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.fold import fold
from extract.places.found import Named
from extract.places.patterns import any_of
from extract.rulebook.openings import closing_characters
from extract.rulebook.patterns import compile_pattern, needed
from schemas.records import Block
from schemas.rules.places import PlaceFile, TopicEffect

REACH = 16
"""So many characters before a name are looked at."""
EFFECTS: tuple[TopicEffect, ...] = ("opens", "continues", "returns", "item", "speech", "scene", "counts")


class Surroundings:
    """Made ready once from the rules; the questions are answered with the id of the rule that says yes, or None."""

    def __init__(self, rules: PlaceFile, slots: Mapping[str, str]) -> None:
        self._sides = [
            (rule.id, any_of(rule.before, slots, "{}$"), any_of(rule.after, slots)) for rule in rules.contexts
        ]
        self._before = _Before([pattern for rule in rules.contexts for pattern in rule.before], slots)
        self._after_any = any_of([pattern for rule in rules.contexts for pattern in rule.after], slots)
        topics = {
            effect: [(rule.id, any_of(rule.patterns, slots)) for rule in rules.topics if rule.effect == effect]
            for effect in EFFECTS
        }
        self._opens, self._continues = topics["opens"], topics["continues"]
        self._scenes, self._counts = topics["scene"], topics["counts"]
        self._returns, self._items, self._speeches = topics["returns"], topics["item"], topics["speech"]
        self._clause_mark = compile_pattern("{clause_mark}", slots)
        self._sentence_mark = compile_pattern("{full_stop}", slots)
        self._last_clause_mark = compile_pattern("(?s:.*){clause_mark}", slots)
        self.above_topic = next((rule.id for rule in rules.topics if rule.effect == "opens"), None)
        """The rule by which a place above the article's governs the clause that it opens."""
        self._side_rules = frozenset(rule.id for rule in rules.contexts)
        self._villager_rules = frozenset(rule.id for rule in rules.contexts if rule.effect == "villager")
        self._person_rules = frozenset(rule.id for rule in rules.contexts if rule.effect in ("person", "villager"))
        self._beside_rules = frozenset(rule.id for rule in rules.contexts if rule.effect == "list")
        self._joints = {fold(word): rule.id for rule in rules.contexts for word in rule.joints}
        self.nation_rules = frozenset(rule.id for rule in rules.deixis if rule.points == "nation")

    def label(self, text: str, mentions: Sequence[Named]) -> list[Named]:
        """The mentions; those that govern nothing bear the rule that says so."""
        sides = [self._side(text, mention) for mention in mentions]
        labelled = [m.told_by(side) if side else m for m, side in zip(mentions, sides, strict=True)]
        for index, (one, other) in enumerate(pairwise(mentions)):
            joined = self._joints.get(text[one.end : other.start])
            if joined is not None and not self.counted(text, other):
                labelled[index] = one.told_by(joined)
                labelled[index + 1] = other.told_by(joined)
        return labelled

    def telling(self, mentions: Sequence[Named]) -> list[Named]:
        """Of labelled mentions those that may govern something."""
        return [mention for mention in mentions if mention.rule not in self._side_rules - self._villager_rules]

    def voting(self, mentions: Sequence[Named]) -> list[Named]:
        """Of labelled mentions those that say what the article is about."""
        return [mention for mention in mentions if mention.rule not in self._side_rules]

    def of_persons(self, mentions: Sequence[Named]) -> list[Named]:
        """Of labelled mentions the places of persons who speak or act."""
        return [mention for mention in mentions if mention.rule in self._person_rules]

    def pointable(self, mentions: Sequence[Named]) -> list[Named]:
        """Of labelled mentions those that 该县 and the like may point back to: not one of several, no neighbour."""
        return [mention for mention in mentions if mention.rule not in self._beside_rules]

    def _side(self, text: str, mention: Named) -> str | None:
        if not self._before.holds(text, mention.start) and not self._after_any.match(text, mention.end):
            return None
        before = text[max(0, mention.start - REACH) : mention.start]
        return next(
            rule
            for rule, ending, beginning in self._sides
            if ending.search(before) or beginning.match(text, mention.end)
        )

    def opens_clause(self, text: str, mention: Named) -> bool:
        """Whether the clause is about the place: nothing stands before the name but words that may open a clause."""
        begin = self._clause_begin(text, mention.start)
        if begin is None or begin == mention.start:
            return begin is not None
        return any(pattern.fullmatch(text, begin, mention.start) for _, pattern in self._opens)

    def counted(self, text: str, mention: Named) -> str | None:
        """Whether the name stands directly before a figure (北京21家)."""
        for rule, pattern in self._counts:
            if pattern.match(text, mention.end):
                return rule
        return None

    def scene(self, text: str, block: Block, mention: Named) -> str | None:
        """Whether the words before the name lead the reader there (走进…), or somebody spoke there before it."""
        before = text[max(0, mention.start - REACH) : mention.start]
        led = next((rule for rule, pattern in self._scenes if pattern.search(before)), None)
        spoken = (rule for rule, pattern in self._speeches if pattern.fullmatch(text, block.start, mention.start))
        return led or next(spoken, None)

    def continues(self, text: str, block: Block) -> str | None:
        """Whether the block says that it goes on about the place of the block before."""
        for rule, pattern in self._continues:
            if pattern.match(text, block.start):
                return rule
        return None

    def returns(self, text: str, block: Block) -> tuple[int, str] | None:
        """Where a sentence of the block goes back to the community told of last, and the rule that says so."""
        for rule, pattern in self._returns:
            if match := pattern.search(text, block.start, block.end):
                return match.start(), rule
        return None

    def item(self, text: str, block: Block) -> str | None:
        """Whether the block is one of several points."""
        return next((rule for rule, pattern in self._items if pattern.match(text, block.start)), None)

    def clause_end(self, text: str, position: int, limit: int) -> int:
        """Where the clause around the position ends."""
        match = self._clause_mark.search(text, position, limit)
        return match.start() if match else limit

    def sentence_end(self, text: str, position: int, limit: int) -> int:
        """Where the sentence around the position ends."""
        match = self._sentence_mark.search(text, position, limit)
        return match.start() if match else limit

    def _clause_begin(self, text: str, position: int) -> int | None:
        """Where the clause around the position begins; None if that is not near."""
        start = max(0, position - REACH)
        match = self._last_clause_mark.match(text, start, position)
        if match is not None:
            return match.end()
        return 0 if start == 0 else None


class _Before:
    """Patterns for what may stand directly before a name, and what tells at a glance that none of them matches."""

    def __init__(self, patterns: Sequence[str], slots: Mapping[str, str]) -> None:
        closings = {one: closing_characters(one) for one in (compile_pattern(pattern, slots) for pattern in patterns)}
        self._closings = frozenset[str]().union(*(characters or () for characters in closings.values()))
        self._needed = needed(one for one, characters in closings.items() if characters is None)
        self._any = any_of(patterns, slots, "{}$")

    def holds(self, text: str, position: int) -> bool:
        """Whether one of them ends at the position."""
        start = max(0, position - REACH)
        may_hold = text[position - 1] in self._closings or self._needed.search(text, start, position) is not None
        return may_hold and self._any.search(text, start, position) is not None
