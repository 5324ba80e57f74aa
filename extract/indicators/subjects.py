"""What a figure counts or measures: the noun phrase behind it, before it, or the one it shares with another figure."""

from collections.abc import Callable, Sequence

from extract.indicators.elements import NOMINAL, VERBAL, Element, Part
from extract.indicators.figures import Figure
from extract.indicators.heads import Heads
from extract.indicators.phrases import BETWEEN, VERBAL_NOUN, PhraseFinder, span_of, words
from extract.indicators.types import TypeChooser
from schemas.records import Span

JOINT: frozenset[Part] = frozenset({"joint"})
OF_A_TOTAL: frozenset[Part] = frozenset({"share", "part"})
"""Words that make the figure a part of another."""
GOES_ON: frozenset[Part] = frozenset({"change", "restart"})
"""Words that go on with the figure before."""
CARRYING: frozenset[Part] = BETWEEN | {"deixis"}
"""What stands before a figure that goes on with what its sentence is about."""
ACTS = frozenset({"activity", "service", "duration"})
"""Types whose subject may be a verb (沟通20多次, 5天跟岗实践)."""
EVENTS = frozenset({"activity"})
"""What no body or person is: 卫生局先后3次."""
PERSONS = frozenset({"population"})
PEOPLE = frozenset({"population", "household"})
CHANGING = frozenset({"change", "link"})
SERVED = frozenset({"people_served"})
HOUSEHOLDS = frozenset({"household"})
SUMS = frozenset({"fund", "people_served", "volunteer_hours"})
"""Types whose subject may be the verb that governs the figure (捐出40万元, 出动150人次)."""


class SubjectReader:
    """Chooses a figure's subject among the phrases around it."""

    def __init__(self, heads: Heads, types: TypeChooser, phrases: PhraseFinder) -> None:
        self._heads = heads
        self._types = types
        self._phrases = phrases

    def subject(self, figure: Figure, shared: Span | None, topic: Callable[[], Sequence[Element]]) -> Span | None:
        """The subject; `shared` is that of the figure before, `topic` cuts the clause before."""
        if not figure.left_parts.isdisjoint(OF_A_TOTAL) and (self._is_share(figure) or self._is_rest(figure)):
            return shared or span_of(self._leading(topic()))
        share = self._share_verb(figure)
        if share is not None:
            return span_of(self._phrases.before(figure.left[:share])) or shared or span_of(self._leading(topic()))
        changed = self._changed(figure)
        if changed is not None and not self._counts_behind(figure):
            return span_of(changed) or shared
        if shared is not None and self._goes_on(figure):
            return shared
        phrase = self._own(figure)
        return span_of(phrase) if phrase else self._without_own(figure, shared, topic)

    def _without_own(self, figure: Figure, shared: Span | None, topic: Callable[[], Sequence[Element]]) -> Span | None:
        """The subject of a figure beside which no phrase stands: that of another one, or none."""
        if not figure.is_first and _is_taken_from(figure):
            return shared
        if shared is not None and "than" in figure.left_parts and shared[0] >= figure.sentence[0]:
            return shared
        if figure.left and figure.left_parts <= CARRYING:
            return self._carried(figure, shared, topic)
        if figure.same_unit and figure.left_parts.isdisjoint(NOMINAL):
            return shared
        follows_figure = not figure.is_first and figure.left_parts <= JOINT
        if follows_figure:
            return None if self._counts_its_own(figure, shared) else shared
        return self._done_with(figure, topic)

    def _counts_its_own(self, figure: Figure, shared: Span | None) -> bool:
        """7个村民组、612户: a noun behind the figure before is of that alone; in 总人口612户、2580人 it is of both."""
        is_behind = shared is not None and bool(figure.left) and figure.left[0].start == shared[1]
        return is_behind and not figure.same_unit and self._types.names_its_own(figure.quantity.unit)

    def _carried(self, figure: Figure, shared: Span | None, topic: Callable[[], Sequence[Element]]) -> Span | None:
        """Behind links alone: a change or a rest goes on with the figure before, a count with what opens its clause."""
        is_near = shared is not None and shared[0] >= figure.sentence[0]
        if is_near and not figure.left_parts.isdisjoint(GOES_ON):
            return shared if figure.same_unit or "change" in figure.left_parts else None
        return span_of(self._leading(topic())) or (shared if is_near else None)

    def _own(self, figure: Figure) -> list[Element]:
        """The phrase behind the figure or the one before it, whichever the unit and the words speak for."""
        before, governing = self._before(figure)
        behind = self._behind(figure)
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
        who = self._who(figure, before)
        if who:
            return who, []
        if len(before) > 1 or self._types.leans_to(figure.quantity.unit, ACTS):
            is_holding = len(before) == 1 and self._types.governs(before[0].word, EVENTS)
            return self._held(figure, before) or ([] if is_holding else before), []
        is_noun = before[-1].tag.startswith("n") or self._is_object(figure, before[-1])
        is_sum = before[-1].part == "action" and self._types.leans_to(figure.quantity.unit, SUMS)
        return [], before if is_noun or is_sum else []

    def _held(self, figure: Figure, verb: list[Element]) -> list[Element]:
        """“夜话”+开展+156场次: the event before a verb of holding it."""
        left = [element for element in figure.left if element.end <= verb[0].start]
        if len(verb) > 1 or verb[0].part != "action" or not left or left[-1].part not in NOMINAL:
            return []
        event = self._phrases.before(left)
        is_event = self._types.governs(verb[0].word, EVENTS) and not self._heads.is_agent(words(event))
        return event if is_event and self._types.leans_to(figure.quantity.unit, EVENTS) else []

    def _done_with(self, figure: Figure, topic: Callable[[], Sequence[Element]]) -> Span | None:
        """像这样的驿站，全区建成41个: behind a lone verb, the thing that the clause before begins with.

        An event that the clause before ends with (联席会议，今年召开14次).
        """
        telling = [element for element in figure.left if element.part not in CARRYING]
        is_lone = len(telling) == 1 and telling[0].part == "action" and not figure.right
        unit = figure.quantity.unit
        if not is_lone or not figure.is_first or self._types.names_its_own(unit):
            return None
        is_event = self._types.leans_to(unit, ACTS)
        if is_event and not self._types.governs(telling[0].word, EVENTS):
            return None
        thing = self._phrases.before(topic()) if is_event else self._leading(topic())
        is_thing = self._phrases.fits(thing, persons=False) and not self._heads.is_agent(words(thing))
        return span_of(thing) if is_thing else None

    def _is_object(self, figure: Figure, verb: Element) -> bool:
        """Whether a verb directly before the figure is the object of one before it (带动+就业+1260人)."""
        place = next(i for i, element in enumerate(figure.left) if element.start == verb.start)
        return place > 0 and figure.left[place - 1].part == "action" and place == len(figure.left) - 1

    def _describes(self, figure: Figure) -> bool:
        """Whether a clause with a verb ends in 的 before a unit that names its own (未消除风险的+26户)."""
        unit = figure.quantity.unit
        is_closed = bool(figure.left) and figure.left[-1].part == "of" and not self._types.is_share(unit)
        return is_closed and self._types.names_its_own(unit) and not figure.left_parts.isdisjoint(VERBAL)

    def _who(self, figure: Figure, verb: list[Element]) -> list[Element]:
        """What stands before the verb: persons who do it (贫困人口+就业+162万人), things done (隐患+排查+30处)."""
        left = [element for element in figure.left if element.end <= verb[0].start]
        if not left or left[-1].part not in NOMINAL:
            return []
        who = self._phrases.before(left)
        if self._types.leans_to(figure.quantity.unit, PERSONS | SERVED):
            return [*who, *verb] if self._phrases.fits(who, persons=True) else []
        is_thing = self._phrases.fits(who, persons=False) and not self._heads.is_agent(words(who))
        unit = figure.quantity.unit
        counts = not self._types.is_decisive(unit) and not self._types.leans_to(unit, ACTS)
        return [*who, *verb] if is_thing and counts and not figure.right else []

    def _behind(self, figure: Figure) -> list[Element]:
        """The phrase directly behind the figure, or behind the clause that describes it."""
        right = figure.right if figure.right and figure.right[0].part != "joint" else figure.right_of_next
        if not right or right[0].part in ("of", "mark", "joint"):
            return []
        if right[0].part == "link" and right[0].tag == "v":
            right = right[1:]
        if right and right[0].part == "place_word":
            right = right[1:]
        unit = figure.quantity.unit
        persons = self._types.leans_to(unit, PERSONS)
        phrase = self._phrases.after(right, self._types.leans_to(unit, ACTS), persons)
        if not phrase and not self._types.names_its_own(unit):
            compound = self._phrases.compound(right)
            phrase = compound if self._phrases.fits(compound, persons) else []
        is_measure = self._types.is_decisive(unit) and not self._types.leans_to(unit, HOUSEHOLDS)
        if not persons and not is_measure and self._is_of_thing(phrase):
            return self._thing_only(phrase)
        if is_measure or self._phrases.fits(phrase, persons):
            return phrase
        return self._phrases.behind_clause(right, persons) or self._phrases.through_verbs(right, persons) or phrase

    def _is_of_thing(self, phrase: list[Element]) -> bool:
        """Whether a phrase may open with the thing counted and end in its people or in a measure of it."""
        text = words(phrase)
        return len(phrase) > 1 and (self._heads.is_person(text) or self._heads.measures(text))

    def _thing_only(self, phrase: list[Element]) -> list[Element]:
        """19个社区+专职网格员, 5个村+旅游收入: the measure word counts the thing."""
        first = phrase[:1]
        is_thing = self._phrases.fits(first, persons=False) and not self._phrases.fits(first, persons=True)
        return first if is_thing else phrase

    def _of_count(self, figure: Figure, before: list[Element], behind: list[Element]) -> list[Element]:
        """Counted things stand behind their measure word, or before the number."""
        unit = figure.quantity.unit
        if before and self._types.leans_to(unit, EVENTS) and self._heads.is_agent(words(before)):
            before = []
        if before and self._types.leans_to(unit, PEOPLE) and self._heads.is_container(words(before)):
            before = []
        if behind and before:
            persons = self._types.leans_to(unit, PERSONS)
            if self._phrases.fits(before, persons) and not self._phrases.fits(behind, persons):
                return before
        if behind and figure.left and figure.left[-1].part == "etcetera":
            return behind
        if before and before[-1].part == "action":
            return self._phrases.owned(figure.right) or behind or before
        return behind or before or self._phrases.owned(figure.right)

    def _of_measure(self, figure: Figure, before: list[Element], behind: list[Element]) -> list[Element]:
        """Measured properties stand before the number, measured things behind it."""
        if before and self._heads.is_extent(words(before)):
            return before
        if behind and self._phrases.fits(behind, persons=False):
            return behind
        if before and self._phrases.fits(before, persons=False):
            return before
        return behind or self._phrases.owned(figure.right) or before

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

    def _is_share(self, figure: Figure) -> bool:
        """占比 alone before the figure: the share of what the figure before counts."""
        telling = [element for element in figure.left if element.part not in BETWEEN]
        return len(telling) == 1 and telling[0].part == "share"

    def _is_rest(self, figure: Figure) -> bool:
        """其中90%以上: nothing but the opening of a part before the figure, no noun behind."""
        opens = "part" in figure.left_parts and figure.left_parts <= BETWEEN
        return opens and not self._behind(figure)

    def _share_verb(self, figure: Figure) -> int | None:
        """林地占总面积的40%: where the verb stands that has what has the share before it."""
        if "share" not in figure.left_parts:
            return None
        return next(i for i, element in enumerate(figure.left) if element.part == "share")

    def _changed(self, figure: Figure) -> list[Element] | None:
        """机采率由35%提高到98%: what stands before 由 changed; None where nothing is said to change so."""
        if "source" in figure.left_parts:
            start = next(i for i, element in enumerate(figure.left) if element.part == "source")
            return self._phrases.before(figure.left[:start]) if self._opens_change(figure, start) else None
        ends = not figure.is_first and bool(figure.left) and figure.left[0].part in CHANGING
        is_opened = ends and any(element.part == "source" for element in figure.elements[: figure.place])
        return [] if is_opened else None

    def _counts_behind(self, figure: Figure) -> bool:
        """由23个村扩大到187个村: a measure word counts the noun behind it."""
        unit = figure.quantity.unit
        is_count = not self._types.is_decisive(unit) and not self._types.names_its_own(unit)
        return is_count and self._phrases.fits(self._behind(figure), persons=False)

    def _opens_change(self, figure: Figure, start: int) -> bool:
        """Whether 由 leads to the figure, at once or by words that end in 的, and a word of change follows it."""
        between = figure.left[start + 1 :]
        is_dated = between and between[-1].part == "of"
        leads_here = is_dated or all(element.part in BETWEEN for element in between)
        return leads_here and any(element.part in CHANGING for element in figure.right[:2])

    def _goes_on(self, figure: Figure) -> bool:
        """签约企业125家、投产84家: behind a figure of the same unit, a lone verb only says what became of the same."""
        has_own = bool(figure.right) and figure.right[0].part in NOMINAL
        if figure.is_first or not figure.same_unit or has_own:
            return False
        telling = [element for element in figure.left if element.part not in BETWEEN and element.part != "joint"]
        is_verb = len(telling) == 1 and (telling[0].part in VERBAL or telling[0].tag == VERBAL_NOUN)
        return (
            is_verb and not self._heads.ending(telling[0].word) and not self._types.leans_to(figure.quantity.unit, SUMS)
        )

    def _leading(self, elements: Sequence[Element]) -> list[Element]:
        """The phrase that opens a clause, behind its time and place words."""
        skip = BETWEEN | {"deixis"}
        start = next((i for i, element in enumerate(elements) if element.part not in skip), len(elements))
        return self._phrases.after(elements[start:])


def _is_taken_from(figure: Figure) -> bool:
    """Whether 中 behind the figure before, or behind the bracket that goes with it, opens what stands before one."""
    before = figure.left[1:] if figure.left and figure.left[0].part == "bracket" else figure.left
    return bool(before) and before[0].part == "within"
