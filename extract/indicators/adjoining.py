"""The noun phrase that stands beside a figure, behind its unit or before its number, and is its own."""

from collections.abc import Sequence

from extract.indicators.elements import NOMINAL, VERBAL, Element
from extract.indicators.figures import Figure
from extract.indicators.heads import CONTAINERS, Heads
from extract.indicators.phrases import BETWEEN, PhraseFinder, words
from extract.indicators.types import TypeChooser

ACTS = frozenset({"activity", "service", "duration"})
"""Types whose subject may be a verb (沟通20多次, 5天跟岗实践)."""
EVENTS = frozenset({"activity"})
"""What no body or person is: 卫生局先后3次."""
WORKED = frozenset({"area", "length"})
"""What is done to a thing is so large or long (外墙翻新3万平方米)."""
PERSONS = frozenset({"population"})
SERVED = frozenset({"people_served"})
HOUSEHOLDS = frozenset({"household"})
SUMS = frozenset({"fund", "people_served", "volunteer_hours"})
"""Types whose subject may be the verb that governs the figure (捐出40万元, 出动150人次)."""


class Adjoining:
    """Chooses among the phrases beside a figure."""

    def __init__(self, heads: Heads, types: TypeChooser, phrases: PhraseFinder) -> None:
        self._heads = heads
        self._types = types
        self._phrases = phrases

    def phrase(self, figure: Figure) -> list[Element]:
        """The phrase behind the figure or before it, whichever the unit and the words speak for; empty for none."""
        before, governing = self._before(figure)
        behind = self.behind(figure)
        if self._types.is_decisive(figure.quantity.unit):
            chosen = self._of_measure(figure, before, behind)
        else:
            chosen = self._of_count(figure, before, behind)
        return chosen or self._of_dimension(figure) or governing

    def _before(self, figure: Figure) -> tuple[list[Element], list[Element]]:
        """The phrase before the figure; a lone verb apart, as what governs the figure where its unit allows that."""
        before = self._phrases.before(figure.left)
        if not before or before[-1].part not in VERBAL:
            return ([], []) if self._describes(figure) else (before, [])
        if len(before) == 1 and len(before[0].word) == 1:
            return self._obtained(figure, before), []
        who = self._who(figure, before) or self._obtained(figure, before)
        if who:
            return who, []
        if len(before) > 1 or self._types.leans_to(figure.quantity.unit, ACTS):
            is_holding = len(before) == 1 and self._types.governs(before[0].word, EVENTS)
            return self._held(figure, before) or ([] if is_holding else before), []
        is_noun = before[-1].tag.startswith("n") or self._is_object(figure, before[-1]) or self._changes(figure)
        is_sum = before[-1].part == "action" and self._types.leans_to(figure.quantity.unit, SUMS)
        return [], before if is_noun or is_sum or self._serves(figure, before[-1]) else []

    def _serves(self, figure: Figure, verb: Element) -> bool:
        """Whether the verb alone says for whom something is done (培训+18万人)."""
        is_of_persons = self._types.leans_to(figure.quantity.unit, PERSONS)
        return is_of_persons and not figure.right and self._types.governs(verb.word, SERVED)

    def _held(self, figure: Figure, verb: list[Element]) -> list[Element]:
        """“夜话”+开展+156场次: the event before a verb of holding it."""
        left = _before_verb(figure, verb)
        if len(verb) > 1 or verb[0].part != "action" or not left or left[-1].part not in NOMINAL:
            return []
        event = self._phrases.before(left)
        is_event = self._types.governs(verb[0].word, EVENTS) and not self._heads.is_agent(words(event))
        return event if is_event and self._types.leans_to(figure.quantity.unit, EVENTS) else []

    def _obtained(self, figure: Figure, verb: list[Element]) -> list[Element]:
        """分红+拿到+1.2万元, 收入+也+添了+200万元: the property before the verb by which it is got or changed."""
        left = _before_verb(figure, verb)
        if len(verb) > 1 or not left or left[-1].part not in NOMINAL:
            return []
        thing = self._phrases.before(left)
        return thing if self._heads.is_measured_in(words(thing), figure.quantity.unit) else []

    def _is_object(self, figure: Figure, verb: Element) -> bool:
        """Whether a verb directly before the figure is the object of one before it (带动+就业+1260人)."""
        place = next(i for i, element in enumerate(figure.left) if element.start == verb.start)
        return place > 0 and figure.left[place - 1].part == "action" and place == len(figure.left) - 1

    def _changes(self, figure: Figure) -> bool:
        """Whether the figure is the share by which what is done changes (走访+减少+24%)."""
        return self._types.is_share(figure.quantity.unit) and figure.left[-1].part == "change"

    def _describes(self, figure: Figure) -> bool:
        """Whether a clause with a verb ends in 的 before a unit that names its own (未消除风险的+26户)."""
        unit = figure.quantity.unit
        is_closed = bool(figure.left) and figure.left[-1].part == "of" and not self._types.is_share(unit)
        return is_closed and self._types.names_its_own(unit) and not figure.left_parts.isdisjoint(VERBAL)

    def _who(self, figure: Figure, verb: list[Element]) -> list[Element]:
        """What stands before the verb: persons who do it (贫困人口+就业+162万人), things done (隐患+排查+30处)."""
        left = _before_verb(figure, verb)
        if not left or left[-1].part not in NOMINAL:
            return []
        who = self._phrases.before(left)
        done = [*who, *verb] if who and who[-1].end == verb[0].start else who
        if self._types.leans_to(figure.quantity.unit, PERSONS | SERVED):
            return done if self._phrases.fits(who, persons=True) else []
        is_thing = self._phrases.fits(who, persons=False) and not self._heads.is_agent(words(who))
        unit = figure.quantity.unit
        counts = not self._types.is_decisive(unit) and not self._types.leans_to(unit, ACTS)
        tells = counts or self._types.leans_to(unit, WORKED)
        return done if is_thing and tells and not figure.right else []

    def behind(self, figure: Figure) -> list[Element]:
        """The phrase directly behind the figure, behind its measure (1座+200立方米的+水池) or what describes it."""
        right = figure.right if figure.right and figure.right[0].part != "joint" else figure.right_of_next
        if right and right[0].part == "of" and not figure.right and not self._types.is_decisive(figure.quantity.unit):
            return self._phrases.owned(right)
        if not right or right[0].part in ("of", "mark", "joint"):
            return []
        if right[0].part == "link" and right[0].tag == "v":
            right = right[1:]
        if right and right[0].part == "place_word":
            right = right[1:]
        unit = figure.quantity.unit
        persons = self._types.leans_to(unit, PERSONS)
        phrase = self._phrases.after(right, self._types.leans_to(unit, ACTS), persons)
        if not phrase and (self._types.is_decisive(unit) or not self._types.names_its_own(unit)):
            compound = self._phrases.compound(right)
            phrase = compound if self._phrases.fits(compound, persons) else []
        is_measure = self._types.is_decisive(unit) and not self._types.leans_to(unit, HOUSEHOLDS)
        if not persons and not is_measure and self._is_of_thing(phrase):
            return self._thing_only(phrase)
        if is_measure or self._phrases.fits(phrase, persons) or self._is_owner(phrase, right, persons):
            return phrase
        return self._phrases.behind_clause(right, persons) or self._phrases.through_verbs(right, persons) or phrase

    def _is_owner(self, phrase: list[Element], right: Sequence[Element], persons: bool) -> bool:
        """10条+优势产业链+的+产值: plain nouns that own what follows are what the measure word counts."""
        is_plain = len(phrase) > 1 and all(element.tag == "n" for element in phrase)
        return is_plain and not persons and len(right) > len(phrase) and right[len(phrase)].part == "of"

    def _is_of_thing(self, phrase: list[Element]) -> bool:
        """Whether a phrase may open with the thing counted and end in its people or in a measure of it."""
        text = words(phrase)
        return len(phrase) > 1 and (self._heads.is_person(text) or self._heads.measures(text))

    def _thing_only(self, phrase: list[Element]) -> list[Element]:
        """19个社区+专职网格员, 5个渔业村+旅游收入: the measure word counts the thing."""
        first = phrase[:1]
        if self._phrases.fits(first, persons=False) and not self._phrases.fits(first, persons=True):
            return first
        prefixes = (phrase[:length] for length in range(2, len(phrase)))
        return next((prefix for prefix in prefixes if self._heads.is_container(words(prefix))), phrase)

    def _of_count(self, figure: Figure, before: list[Element], behind: list[Element]) -> list[Element]:
        """Counted things stand behind their measure word, or before the number."""
        unit = figure.quantity.unit
        if before and self._types.leans_to(unit, EVENTS) and self._heads.is_agent(words(before)):
            before = []
        is_container = bool(before) and self._heads.is_container(words(before))
        if is_container and not self._types.may_count(unit, CONTAINERS) and not _is_described(figure, before):
            before = []
        if behind and before:
            persons = self._types.leans_to(unit, PERSONS)
            is_named = len(behind) == 1 and behind[0].part == "name"
            if self._phrases.fits(before, persons) and not self._phrases.fits(behind, persons) and not is_named:
                return before
        if behind and figure.left and figure.left[-1].part == "etcetera":
            return behind
        if before and before[-1].part == "action":
            return self._phrases.owned(figure.right) or behind or before
        return behind or before or self._phrases.owned(figure.right) or self._described(figure)

    def _described(self, figure: Figure) -> list[Element]:
        """390处+阅读+空间: behind a measure word for things, an unknown noun with the verb that tells its kind."""
        unit = figure.quantity.unit
        counts_things = not self._types.names_its_own(unit) and not self._types.leans_to(unit, ACTS | PERSONS)
        return self._phrases.compound(figure.right) if counts_things else []

    def _of_measure(self, figure: Figure, before: list[Element], behind: list[Element]) -> list[Element]:
        """Measured properties stand before the number, measured things behind it."""
        if before and self._heads.is_extent(words(before)):
            return before
        if behind and self._phrases.fits(behind, persons=False) and not self._are_homes(figure, before, behind):
            return behind
        if before and self._phrases.fits(before, persons=False):
            return before
        return behind or self._phrases.owned(figure.right) or before

    def _are_homes(self, figure: Figure, before: list[Element], behind: list[Element]) -> bool:
        """农户+860户+增收: whose homes are counted stands before, and behind it only what becomes of them."""
        are_counted = bool(before) and self._types.leans_to(figure.quantity.unit, HOUSEHOLDS)
        return are_counted and self._heads.is_agent(words(before)) and not self._heads.is_agent(words(behind))

    def _of_dimension(self, figure: Figure) -> list[Element]:
        """长260米、宽2米的水渠: the thing behind the last of the sides; else the side itself."""
        if "dimension" not in figure.left_parts:
            return []
        side = next(element for element in reversed(figure.left) if element.part == "dimension")
        rest = figure.elements[figure.place + 1 :]
        sides = ("figure", "joint", "dimension")
        index = next((i for i, element in enumerate(rest) if element.part not in sides), len(rest))
        before = self._phrases.before([element for element in figure.left if element.end <= side.start])
        return self._phrases.owned(rest[index:]) or before or [side]


def _is_described(figure: Figure, phrase: Sequence[Element]) -> bool:
    """Whether 的 stands directly before the phrase (集体资产超千万元的+村+32个)."""
    return any(element.part == "of" and element.end == phrase[0].start for element in figure.left)


def _before_verb(figure: Figure, verb: Sequence[Element]) -> list[Element]:
    """What stands before the verb and the links before that (收入+也+添了)."""
    left = [element for element in figure.left if element.end <= verb[0].start]
    while left and left[-1].part in BETWEEN:
        left.pop()
    return left
