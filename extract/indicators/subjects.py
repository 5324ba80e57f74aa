"""What a figure counts or measures: the noun phrase beside it, or one that stands elsewhere in its sentence.

A figure may share its subject with the figure before it, or have what its sentence is about.
"""

from collections.abc import Callable, Sequence

from extract.indicators.adjoining import ACTS, EVENTS, SUMS, Adjoining
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
CHANGING = frozenset({"change", "link"})


class SubjectReader:
    """Chooses a figure's subject: what words tell, else what stands beside it, else what it shares."""

    def __init__(self, heads: Heads, types: TypeChooser, phrases: PhraseFinder) -> None:
        self._heads = heads
        self._types = types
        self._phrases = phrases
        self._adjoining = Adjoining(heads, types, phrases)

    def subject(self, figure: Figure, shared: Span | None, topic: Callable[[], Sequence[Element]]) -> Span | None:
        """The subject; `shared` is that of the figure before, `topic` cuts the clause before."""
        if not figure.left_parts.isdisjoint(OF_A_TOTAL) and (self._is_share(figure) or self._is_rest(figure)):
            return shared or span_of(self._leading(topic()))
        share = self._share_verb(figure)
        if share is not None:
            return span_of(self._phrases.before(figure.left[:share])) or shared or span_of(self._leading(topic()))
        changed = self._changed(figure)
        if changed is not None and not self._counts_behind(figure):
            return span_of(changed) or self._told_to_change(figure, shared, topic)
        if shared is not None and self._goes_on(figure):
            return shared
        phrase = self._adjoining.phrase(figure)
        return span_of(phrase) if phrase else self._without_own(figure, shared, topic)

    def _without_own(self, figure: Figure, shared: Span | None, topic: Callable[[], Sequence[Element]]) -> Span | None:
        """The subject of a figure beside which no phrase stands: that of another one, or none."""
        if not figure.is_first and _is_taken_from(figure):
            return shared
        if "than" in figure.left_parts and _of_sentence(figure, shared):
            return shared
        if figure.left and figure.left_parts <= CARRYING:
            return self._carried(figure, shared, topic)
        if figure.same_unit and figure.left_parts.isdisjoint(NOMINAL):
            return shared
        follows_figure = not figure.is_first and figure.left_parts <= JOINT
        if follows_figure:
            return None if self._counts_its_own(figure, shared) else shared
        return self._done_with(figure, topic) or span_of(self._named_by_verb(figure))

    def _named_by_verb(self, figure: Figure) -> Sequence[Element]:
        """举报+890件, 打井+7眼: a verb that makes up the clause or an item with its figure is what is counted."""
        is_item = bool(figure.left) and figure.left[0].part == "joint"
        left = figure.left[1:] if is_item else figure.left
        ends = not figure.right or figure.right[0].part == "joint"
        is_lone = len(left) == 1 and left[0].part == "verb" and left[0].known and len(left[0].word) > 1
        unit = figure.quantity.unit
        counts = not self._types.names_its_own(unit) and not self._types.is_share(unit)
        return left if is_lone and ends and counts and (is_item or figure.is_first) else ()

    def _counts_its_own(self, figure: Figure, shared: Span | None) -> bool:
        """7个村民组、612户: a noun behind the figure before is of that alone; in 总人口612户、2580人 it is of both."""
        is_behind = shared is not None and bool(figure.left) and figure.left[0].start == shared[1]
        return is_behind and not figure.same_unit and self._types.names_its_own(figure.quantity.unit)

    def _carried(self, figure: Figure, shared: Span | None, topic: Callable[[], Sequence[Element]]) -> Span | None:
        """Behind links alone: a change or a rest goes on with the figure before, a count with what opens its clause."""
        near = _of_sentence(figure, shared)
        if near is not None and not figure.left_parts.isdisjoint(GOES_ON):
            return near if figure.same_unit or "change" in figure.left_parts else None
        return self._told_before(topic) or near

    def _told_before(self, topic: Callable[[], Sequence[Element]]) -> Span | None:
        """What the clause before is about: a noun that it describes, else what it begins with."""
        before = topic()
        return span_of(self._described(before) or self._leading(before))

    def _described(self, elements: Sequence[Element]) -> list[Element]:
        """像他这样的+网格员，全镇共有168位: a clause that is but a noun with what describes it."""
        if not elements or elements[-1].part not in NOMINAL or all(element.part != "of" for element in elements):
            return []
        thing = self._phrases.before(elements)
        at = next((i for i, element in enumerate(elements) if thing and element.start == thing[0].start), 0)
        is_described = at > 0 and elements[at - 1].part == "of"
        return thing if is_described and self._heads.ending(words(thing)) else []

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

    def _is_share(self, figure: Figure) -> bool:
        """占比 alone before the figure: the share of what the figure before counts."""
        telling = [element for element in figure.left if element.part not in BETWEEN]
        return len(telling) == 1 and telling[0].part == "share"

    def _is_rest(self, figure: Figure) -> bool:
        """其中90%以上: nothing but the opening of a part before the figure, no noun behind."""
        opens = "part" in figure.left_parts and figure.left_parts <= BETWEEN
        return opens and not self._adjoining.behind(figure)

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

    def _told_to_change(
        self, figure: Figure, shared: Span | None, topic: Callable[[], Sequence[Element]]
    ) -> Span | None:
        """机采率明显提高，从35%+提高到98%: what the clause before is about, else what the sentence has counted."""
        told = self._told_before(topic) if figure.is_first else None
        return told or _of_sentence(figure, shared)

    def _counts_behind(self, figure: Figure) -> bool:
        """由23个村扩大到187个村: a measure word counts the noun behind it."""
        unit = figure.quantity.unit
        is_count = not self._types.is_decisive(unit) and not self._types.names_its_own(unit)
        return is_count and self._phrases.fits(self._adjoining.behind(figure), persons=False)

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


def _of_sentence(figure: Figure, shared: Span | None) -> Span | None:
    """The subject of the figure before, where it stands in the figure's own sentence."""
    return shared if shared is not None and shared[0] >= figure.sentence[0] else None


def _is_taken_from(figure: Figure) -> bool:
    """Whether 中 behind the figure before, or behind the bracket that goes with it, opens what stands before one."""
    before = figure.left[1:] if figure.left and figure.left[0].part == "bracket" else figure.left
    return bool(before) and before[0].part == "within"
