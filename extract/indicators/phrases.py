"""Noun phrases beside a figure: the one that ends before it, the one that begins after it."""

from collections.abc import Sequence
from itertools import takewhile

from extract.indicators.elements import NOMINAL, VERBAL, Element, Part
from extract.indicators.heads import Heads
from schemas.records import Span

BETWEEN: frozenset[Part] = frozenset(
    {
        "link",
        "respective",
        "than",
        "change",
        "restart",
        "adverb",
        "time",
        "of",
        "etcetera",
        "place_word",
        "within",
        "part",
        "mark",
    }
)
"""What may stand between a subject and the figure behind it (覆盖率+达, 群体+等, 板块+中)."""
CLOSED: frozenset[Part] = frozenset({"noun", "name", "bracket"})
VERBAL_NOUN, UNSORTED, SET_PHRASE, PREPOSITION = "vn", "zg", "i", "p"
QUALIFYING = frozenset({"ad", "a", "b"})
"""Tags of words that may stand before a noun as before a verb (正式+干警)."""
EVERYDAY = frozenset({"n", "nt", VERBAL_NOUN})
NUMERAL = "m"
"""The dictionary's tag of numerals, alone or with their measure word (一条)."""
LONGEST_COMPOUND = 6
"""So many words make up a noun with verbs inside it at the most."""
CONTENT: frozenset[Part] = NOMINAL | VERBAL
LISTED: frozenset[Part] = CONTENT | {"joint", "of", "place_word"}
"""What a list is made of that 等 closes."""
CLASSING: frozenset[Part] = NOMINAL | {"number", "place_word"}
"""Before a place word: numbers and place words inside a name (一级支流, 三星级以上组织, 为民服务类)."""


class PhraseFinder:
    """Finds noun phrases in the elements of a clause."""

    def __init__(self, heads: Heads) -> None:
        self._heads = heads

    def before(self, elements: Sequence[Element]) -> list[Element]:
        """The phrase that ends the elements, links stripped; a verb when there is no noun; empty when neither.

        What is compared stands before 比, what it is compared with behind it.
        """
        elements = _compared(elements)
        index = len(elements) - 1
        while index >= 0 and elements[index].part in BETWEEN:
            index -= 1
        found: list[Element] = []
        while index >= 0 and self._extends_left(elements, index, found):
            found.insert(0, elements[index])
            index -= 1
        while found and found[0].part in ("joint", "bracket"):
            found.pop(0)
        return found

    def _extends_left(self, elements: Sequence[Element], index: int, found: list[Element]) -> bool:
        """Whether the element at `index` belongs to the phrase `found` on its right."""
        element, part = elements[index], elements[index].part
        left = elements[index - 1] if index else None
        if not found:
            is_class = part == "number" and element.tag != NUMERAL and left is not None and left.part in CONTENT
            return part in CONTENT or is_class
        if (part in CONTENT and self._takes_any_verb(found)) or self._names_rate(element, found):
            return True
        if part in NOMINAL:
            return part == "attribute" or self._is_nominal_head(found[-1])
        if part == "joint":
            return left is not None and left.part in CLOSED and self._may_share(left, found)
        if part in VERBAL:
            return self._is_attributive(element, left, found)
        within_name = left is not None and left.part in CLASSING
        return part == "number" or (part == "place_word" and within_name)

    def _takes_any_verb(self, found: list[Element]) -> bool:
        """Whether what was found only classes or counts what stands before it (服务+类, 注册+人数)."""
        return self._heads.counts(words(found)) or not [element for element in found if element.part != "number"]

    def _names_rate(self, element: Element, found: Sequence[Element]) -> bool:
        """Whether a word says with 率 behind it what is measured (同意+率, 按时+办结率), or how so (签字+同意率)."""
        rate = found[-1]
        if not self._heads.is_extent(rate.word[-1:]) or len(found) > 2 or len(element.word) == 1:
            return False
        if element.part == "adverb":
            is_bare = len(found) == 1 and len(rate.word) == 1
            return is_bare or (not element.rule and (len(found) == 1 or found[0].part in VERBAL))
        return element.part in VERBAL and len(found) == 2 and found[0].part == "adverb"

    def _is_nominal_head(self, element: Element) -> bool:
        """Whether a word, a verb by its role, is a noun behind another one (志愿服务+组织)."""
        if element.part == "verb" and len(element.word) == 1:
            return False
        if element.part != "action" or element.tag == VERBAL_NOUN:
            return True
        return self._heads.ending(element.word) == element.word

    def _may_share(self, left: Element, found: Sequence[Element]) -> bool:
        """Whether nouns around a joint can share a figure: a measured property shares with none but its like."""
        return not self._heads.measures(words(found)) or self._heads.measures(left.word)

    def _is_attributive(self, verb: Element, left: Element | None, right: Sequence[Element]) -> bool:
        """Whether a verb stands inside a compound (中央+扶持+资金) and governs nothing (志愿者+服务+群众)."""
        if self._is_named_with(verb, right):
            return True
        if verb.part == "verb" and right[0].tag == VERBAL_NOUN and right[0].part in VERBAL:
            return True
        if left is None or left.part in ("joint", "part"):
            return verb.part == "verb" and len(verb.word) > 1 and left is not None
        if left.part == "action" and verb.part == "verb" and len(verb.word) > 1:
            return True
        if left.part not in NOMINAL or self._heads.is_person(left.word):
            return False
        if verb.part == "verb" and verb.tag == "v" and self._heads.is_agent(left.word):
            return False
        if verb.part == "action" and verb.tag != VERBAL_NOUN:
            return self._heads.is_extent(words(right))
        return True

    def _is_named_with(self, verb: Element, right: Sequence[Element]) -> bool:
        """Whether what stands on a verb's right needs it: bound nouns, classes, rates (签约+率), 办理+时间."""
        noun = right[0]
        is_suffix = len(right) == 1 and noun.part == "noun" and noun.tag == UNSORTED and len(noun.word) == 1
        if (
            is_suffix
            or _is_bound(noun)
            or _is_class(noun)
            or (len(noun.word) == 1 and self._heads.is_extent(noun.word))
        ):
            return True
        return len(verb.word) > 1 and self._heads.is_named_with(verb.word, words(right))

    def after(self, elements: Sequence[Element], takes_verb: bool = False, persons: bool = False) -> list[Element]:
        """The phrase that begins the elements.

        `takes_verb` lets a closing verb be its head (2次+参观考察), `persons` wants a noun for persons
        (3名+专业的家政人员).
        """
        phrase, rest = self._noun_phrase(elements, takes_verb, persons)
        if rest and rest[0].part == "of" and not self.fits(phrase, persons):
            if not persons and len(phrase) > 1 and all(element.tag == "n" for element in phrase):
                return phrase
            owned = self._noun_phrase(rest[1:], takes_verb, persons)[0] or self.compound(rest[1:])
            if self.fits(owned, persons) or (owned and all(e.part == "attribute" for e in phrase)):
                return owned
        return phrase

    def owned(self, elements: Sequence[Element]) -> list[Element]:
        """The phrase behind a leading 的 (1200米的+长廊, 3公里长的+步道)."""
        if elements and elements[0].part == "dimension":
            elements = elements[1:]
        if not elements or elements[0].part != "of":
            return []
        phrase = self.after(elements[1:])
        return phrase or self.compound(elements[1:])

    def compound(self, elements: Sequence[Element]) -> list[Element]:
        """A verb and the noun that it describes (的+调解+点); one that takes objects only where a clause ends so."""
        if len(elements) < 2 or elements[0].part not in VERBAL or elements[1].part not in NOMINAL:
            return []
        found = [elements[0], *self.after(elements[1:])]
        if elements[0].part == "action" and elements[0].tag == "v":
            closes = len(found) == len(elements) or elements[len(found)].part in ("mark", "joint")
            return found if closes and self.fits(found, persons=False) else []
        return found

    def through_verbs(self, elements: Sequence[Element], persons: bool) -> list[Element]:
        """The shortest run of nouns and verbs that begins with a noun and ends in a known one (重点+关爱+家庭)."""
        run = list(takewhile(lambda element: element.part in NOMINAL | VERBAL, elements[:LONGEST_COMPOUND]))
        if not run or run[0].part in VERBAL or any(one.tag == PREPOSITION for one in run):
            return []
        compounds = (run[:length] for length in range(2, len(run) + 1) if run[length - 1].part in NOMINAL)
        return next((compound for compound in compounds if self.fits(compound, persons)), [])

    def behind_clause(self, elements: Sequence[Element], persons: bool) -> list[Element]:
        """The phrase behind the first 的 of a clause that describes it (深耕基层多年的+优秀书记)."""
        of = next((i for i, element in enumerate(elements) if element.part == "of"), None)
        if of is None:
            return []
        phrase, _ = self._noun_phrase(elements[of + 1 :], takes_verb=False, persons=persons)
        return phrase if self.fits(phrase, persons) else []

    def fits(self, phrase: Sequence[Element], persons: bool) -> bool:
        """Whether the phrase ends in a noun that the rulebook knows, for persons where they are wanted."""
        text = words(phrase)
        return bool(phrase) and (self._heads.is_person(text) if persons else self._heads.ending(text) is not None)

    def _noun_phrase(
        self, elements: Sequence[Element], takes_verb: bool, persons: bool
    ) -> tuple[list[Element], Sequence[Element]]:
        """The leading noun phrase and what follows it."""
        index = 0
        while index < len(elements) and self._extends_right(elements, index, takes_verb):
            index += 1
        index = self._known_length(elements[:index], takes_verb, persons)
        if self._opens_predicate(elements, index):
            index -= 1
        listed = self._list_end(elements)
        if listed > index and (not self.fits(elements[:index], persons) or self.fits(elements[:listed], persons)):
            index = listed
        return list(elements[:index]), elements[index:]

    def _opens_predicate(self, elements: Sequence[Element], length: int) -> bool:
        """Whether a known noun's phrase ends in another word that a verb follows (村+合资+兴建, 村+合股+成立)."""
        if length < 2 or length >= len(elements) or elements[length].part != "action":
            return False
        ends_in_act = elements[length - 1].tag == VERBAL_NOUN or not self.fits(elements[:length], persons=False)
        return ends_in_act and self.fits(elements[: length - 1], persons=False)

    def _known_length(self, phrase: Sequence[Element], takes_verb: bool, persons: bool) -> int:
        """The longest part of a phrase that ends in a known noun; what follows it is predicate (党员+沉网入格).

        Where no verb may be its head, a closing one is predicate, too (网格+精准服务).
        """
        known = [n for n in range(1, len(phrase) + 1) if self._ends_known(phrase[:n])]
        if not takes_verb:
            known = [n for n in known if phrase[n - 1].part != "action"] or known
        if persons:
            known = [n for n in known if self._heads.is_person(words(phrase[:n]))] or known
        if known and not self._goes_on(phrase, known[-1]):
            return known[-1]
        length = len(phrase)
        while length > 1 and phrase[length - 1].part == "attribute" and phrase[length - 2].part in CLOSED:
            length -= 1
        return length

    def _ends_known(self, phrase: Sequence[Element]) -> bool:
        """Whether the phrase ends in a known noun, and not in a verb that only looks like one (入+户)."""
        head = self._heads.ending(words(phrase))
        last = phrase[-1]
        return head is not None and (len(head) >= len(last.word) or not last.tag.startswith("v"))

    def _goes_on(self, phrase: Sequence[Element], known: int) -> bool:
        """Whether everyday nouns continue a known one (社区+邻里集市); behind those who act they do not."""
        rest = phrase[known:]
        everyday = bool(rest) and all(element.tag in EVERYDAY and element.known for element in rest)
        if len(rest) > 1 and rest[-1].tag == VERBAL_NOUN:
            return False
        return everyday and not self._heads.is_agent(words(phrase[:known]))

    def _extends_right(self, elements: Sequence[Element], index: int, takes_verb: bool) -> bool:
        """Whether the element at `index` belongs to the phrase on its left."""
        part = elements[index].part
        phrase = elements[:index]
        following = elements[index + 1] if index + 1 < len(elements) else None
        if part == "name":
            known = bool(phrase) and self._heads.ending(words(phrase)) is not None
            closes = following is None or following.part in ("mark", "joint") or _is_nominal(following)
            return not known or phrase[-1].part != "noun" or closes
        if part == "bracket":
            return bool(phrase) and (_is_nominal(following) or self._is_alternative(elements[index]))
        if part == "adverb" and not phrase:
            return elements[index].tag in QUALIFYING and _is_nominal(following)
        if part in NOMINAL:
            return not phrase or self._is_continued(phrase, elements[index], following)
        if part in VERBAL:
            return self._is_inside(elements[index], phrase, following, takes_verb)
        if part == "joint":
            return bool(phrase) and (_is_pair(phrase[-1], following) or self._is_first_of_two(phrase, following))
        if part == "number":
            return not phrase and _is_nominal(following)
        return part == "place_word" and bool(phrase) and _is_nominal(following) and phrase[-1].part == "number"

    def _is_first_of_two(self, phrase: Sequence[Element], following: Element | None) -> bool:
        """Whether a word that is no known noun shares the one behind a joint (独居+、+空巢老人)."""
        is_word = len(phrase) == 1 and phrase[0].part in ("attribute", "noun") and _is_nominal(following)
        return is_word and not self.fits(phrase, persons=False) and not self.fits(phrase, persons=True)

    def _is_continued(self, phrase: Sequence[Element], noun: Element, following: Element | None) -> bool:
        """Whether a noun or attribute goes on with a phrase, and does not open what is done (单位+免费+配置)."""
        if noun.part == "attribute" and following is not None and following.part in VERBAL:
            return following.tag == VERBAL_NOUN or not self._is_thing(phrase)
        return noun.tag != SET_PHRASE

    def _is_thing(self, phrase: Sequence[Element]) -> bool:
        """Whether a phrase ends in a known noun that is none for persons."""
        return self.fits(phrase, persons=False) and not self.fits(phrase, persons=True)

    def _is_alternative(self, bracket: Element) -> bool:
        """Whether brackets hold but another noun for the same (18个村+(社区))."""
        inner = bracket.word.strip("()")
        return bool(inner) and self._heads.ending(inner) == inner

    def _is_inside(self, verb: Element, phrase: Sequence[Element], following: Element | None, takes_verb: bool) -> bool:
        """Whether a verb belongs to the noun phrase around it."""
        person = self._heads.is_person(words(phrase))
        if following is not None and _is_bound(following):
            return not person
        if following is None or following.part in ("mark", "joint"):
            return (takes_verb or verb.tag == VERBAL_NOUN) and not person
        if not phrase:
            names_act = verb.tag == VERBAL_NOUN and self._heads.ending(verb.word) == verb.word
            if not _is_nominal(following) and following.part not in VERBAL:
                return names_act
            return takes_verb and verb.part == "verb" and following.part in CONTENT
        if not _is_nominal(following) or (verb.part == "action" and verb.tag != VERBAL_NOUN):
            return False
        return not person and (verb.tag == VERBAL_NOUN or self._heads.ending(words(phrase)) is None)

    def _list_end(self, elements: Sequence[Element]) -> int:
        """Where a list ends that 等 closes (民警、律师等群体); 0 when the elements open none."""
        joined = False
        for index, element in enumerate(elements):
            if element.part == "etcetera":
                tail, _ = self._noun_phrase(elements[index + 1 :], takes_verb=False, persons=False)
                return (index + 1 + len(tail) if tail else index) if joined else 0
            opens_item = index == 0 or elements[index - 1].part == "joint"
            if element.part in VERBAL and not opens_item and element.tag != VERBAL_NOUN:
                return 0
            if element.part not in LISTED:
                return 0
            joined = joined or element.part == "joint"
        return 0


def _compared(elements: Sequence[Element]) -> Sequence[Element]:
    """The elements before 比, where a verb of change stands behind it, or no verb at all."""
    than = next((at for at in range(len(elements) - 1, -1, -1) if elements[at].part == "than"), None)
    if than is None:
        return elements
    behind = {element.part for element in elements[than:]}
    return elements[:than] if "change" in behind or behind.isdisjoint(VERBAL) else elements


def _is_pair(left: Element, right: Element | None) -> bool:
    """Whether words around a joint belong to one noun (市+、+县人大代表, 国家级+、+省级+基地)."""
    if left.part == "noun" and len(left.word) == 1:
        return _is_nominal(right)
    return left.part == "attribute" and right is not None and right.part == "attribute"


def _is_bound(element: Element) -> bool:
    """Whether the element is a noun of one character, which does not stand alone: a verb before it is a part of it."""
    is_noun = element.part == "noun" and (element.tag[:1] in ("n", "k", "g") or bool(element.rule))
    return is_noun and len(element.word) == 1


def _is_class(element: Element) -> bool:
    """Whether the element is a measure word that makes a class of what stands before it (供暖+类+诉求)."""
    return element.part == "number" and element.tag == "q" and len(element.word) == 1


def words(phrase: Sequence[Element]) -> str:
    """The text of a phrase."""
    return phrase[0].word if len(phrase) == 1 else "".join([element.word for element in phrase])


def span_of(phrase: Sequence[Element]) -> Span | None:
    """Where a phrase stands; None for no phrase."""
    return (phrase[0].start, phrase[-1].end) if phrase else None


def _is_nominal(element: Element | None) -> bool:
    return element is not None and element.part in NOMINAL
