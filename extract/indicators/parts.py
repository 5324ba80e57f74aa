"""Which figure is a part of which: what 其中 opens, and lists that add up to an earlier total."""

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from extract.expressions import expression
from extract.fold import fold
from extract.indicators.adjoining import PERSONS
from extract.indicators.elements import NOMINAL, VERBAL, Element
from extract.indicators.figures import Context, Figure, FigureReader
from extract.indicators.phrases import BETWEEN
from extract.indicators.types import TypeChooser
from extract.rulebook.patterns import alternation
from schemas.rules.clauses import RoleRule

FEWEST_ADDENDS = 3
"""A list of fewer figures adds up by chance too easily to be told from its sum alone."""

ROUNDING = Decimal("1.05")
"""How far parts may exceed a total that is said to be rounded (13700余亩)."""


class Member(NamedTuple):
    """What matters of a figure for totals.

    `sentence` and `paragraph` are their numbers in the text; `opens_parts` when 其中 stands between the figure before
    and it; `restarts` when its clause opens a new statement (另有); `chained` when only a semicolon parts its sentence
    from the next; `is_share` for percentages, `is_rest` when no words of its own say of what; `rounded` when its
    modifier leaves the value open; `taken_from` is the figure from which 中 takes it (35133人中…6917人);
    `counts_people` when its unit does.
    """

    value: Decimal | None
    unit: str
    sentence: int
    paragraph: int
    opens_parts: bool
    restarts: bool
    chained: bool
    is_share: bool
    is_rest: bool
    rounded: bool
    taken_from: int | None
    counts_people: bool


class PartReader:
    """Reads from clauses and values which figure is a part of which."""

    def __init__(self, roles: Sequence[RoleRule], figures: FigureReader, types: TypeChooser) -> None:
        self._figures = figures
        self._types = types
        self._openers = expression(alternation(_words(roles, "part")) or "(?!)")
        self._opener_words = tuple(_words(roles, "part"))
        self._within_words = tuple(_words(roles, "within"))

    def totals(self, context: Context, figures: Sequence[Figure]) -> list[int | None]:
        """For each figure the index of the total it is a part of."""
        opens = self._opens(context, figures)
        taken = [index > 0 and self._is_taken_from(context, figure, index) for index, figure in enumerate(figures)]
        if not any(opens) and not any(taken):
            return [None] * len(figures)
        return totals([self._member(context, figures, opens, taken, index) for index in range(len(figures))])

    def _opens(self, context: Context, figures: Sequence[Figure]) -> list[bool]:
        """Which figures stand behind words that open parts."""
        if not any(word in context.text for word in self._opener_words):
            return [False] * len(figures)
        openers = [match.start() for match in self._openers.finditer(context.text)]
        return [_opens_parts(context, figure, index, openers) for index, figure in enumerate(figures)]

    def opens_sentence(self, context: Context, figure: Figure) -> bool:
        """Whether 其中 opens the figure's sentence."""
        return context.text.startswith(self._opener_words, figure.sentence[0])

    def _member(
        self, context: Context, figures: Sequence[Figure], opens: Sequence[bool], taken: Sequence[bool], index: int
    ) -> Member:
        figure, clauses = figures[index], context.clauses
        quantity = figure.quantity
        return Member(
            value=quantity.value if isinstance(quantity.value, Decimal) else None,
            unit=quantity.unit,
            sentence=clauses.sentence_number(quantity.start),
            paragraph=clauses.paragraph_number(quantity.start),
            opens_parts=opens[index],
            restarts=figure.is_first and any(element.part == "restart" for element in figure.left[:2]),
            chained=clauses.is_chained(figure.sentence),
            is_share=self._types.is_share(quantity.unit),
            is_rest=figure.left_parts <= BETWEEN,
            rounded=quantity.modifier != "exact",
            taken_from=index - 1 if taken[index] else None,
            counts_people=self._types.leans_to(quantity.unit, PERSONS),
        )

    def _is_taken_from(self, context: Context, figure: Figure, index: int) -> bool:
        """Whether 中 stands directly behind the figure before, or closes its clause without a verb between."""
        if not figure.is_first:
            return _opens_with_source(figure.left)
        if not context.text.endswith(self._within_words, 0, max(0, figure.clause[0] - 1)):
            return False
        clause = context.clauses.before(figure.clause)
        if clause is None or not clause[0] <= context.quantities[index - 1].end < clause[1]:
            return False
        behind = _behind_last_figure(self._figures.elements(context, clause))
        return behind[-1].part == "within" and not any(element.part in VERBAL for element in behind)


def _opens_parts(context: Context, figure: Figure, index: int, openers: Sequence[int]) -> bool:
    """Whether one of the `openers` stands between the figure before, or the sentence's beginning, and the figure."""
    since = max(context.quantities[index - 1].end if index else 0, figure.sentence[0])
    return bisect_left(openers, since) < bisect_left(openers, figure.quantity.start)


def _opens_with_source(elements: Sequence[Element]) -> bool:
    """Whether 中 stands first, or behind nothing but the noun of the figure before (153个+村+中+102个)."""
    place = next((at for at, element in enumerate(elements) if element.part == "within"), None)
    return place is not None and all(element.part in NOMINAL for element in elements[:place])


def _behind_last_figure(elements: Sequence[Element]) -> Sequence[Element]:
    last = max(index for index, element in enumerate(elements) if element.part == "figure")
    return elements[last + 1 :]


def _words(roles: Sequence[RoleRule], role: str) -> list[str]:
    return [fold(word) for rule in roles if rule.role == role for word in rule.words]


def totals(members: Sequence[Member]) -> list[int | None]:
    """For each figure the index of the total it is a part of."""
    found: list[int | None] = [None] * len(members)
    for opener, member in enumerate(members):
        if member.taken_from is not None:
            found[opener] = member.taken_from
        elif member.opens_parts:
            _assign_list(members, opener, found)
    return found


def _assign_list(members: Sequence[Member], opener: int, found: list[int | None]) -> None:
    """Give the figures from `opener` on their totals, unit by unit."""
    listed = _listed(members, opener)
    candidates = _candidates(members, opener)
    for unit in dict.fromkeys(members[index].unit for index in listed):
        group = [index for index in listed if members[index].unit == unit]
        if members[group[0]].is_share:
            group = [index for index in group if index == opener and members[index].is_rest]
            if not group:
                continue
            total = next((i for i in candidates if not members[i].is_share), None)
        else:
            total = _total(members, candidates, group[0], found)
            if total is None:
                total = _total_by_sum(members, group)
        if total is not None:
            _assign(members, group, total, found)


def _listed(members: Sequence[Member], opener: int) -> list[int]:
    """The figures of a list: to the end of the opener's sentence, and on over semicolons."""
    listed = [opener]
    for index in range(opener + 1, len(members)):
        before, member = members[index - 1], members[index]
        if member.sentence != before.sentence and not (before.chained and member.sentence == before.sentence + 1):
            break
        if member.opens_parts or member.restarts:
            break
        listed.append(index)
    return listed


def _candidates(members: Sequence[Member], opener: int) -> list[int]:
    """Where a total may stand, nearest first: in the opener's sentence before it, else in the sentence before that."""
    here = [i for i in range(opener) if members[i].sentence == members[opener].sentence]
    if not here and opener:
        last = members[opener - 1]
        between = members[opener].paragraph - last.paragraph
        near = between <= 1 and members[opener].sentence - last.sentence <= 1 + between
        here = [i for i in range(opener) if near and members[i].sentence == last.sentence]
    return here[::-1]


def _total(members: Sequence[Member], candidates: Sequence[int], part: int, found: Sequence[int | None]) -> int | None:
    """The nearest candidate that can be the total of a part; one of its own unit goes before one of a like unit."""
    totals = [i for i in candidates if found[i] is None and _holds(members[i], members[part])]
    own = [i for i in totals if members[part].unit in members[i].unit]
    return next(iter(own or totals), None)


def _holds(total: Member, part: Member) -> bool:
    """Whether a figure can be the total of another: a like unit (头(只) holds 头 and 只, 人 名), and not smaller."""
    if total.is_share or total.value is None or part.value is None:
        return False
    is_alike = bool(part.unit) and part.unit in total.unit
    return (is_alike or (part.counts_people and total.counts_people)) and total.value >= part.value


def _assign(members: Sequence[Member], group: Sequence[int], total: int, found: list[int | None]) -> None:
    """Parts as long as they do not exceed the total together."""
    whole, rest = members[total].value, Decimal(0)
    if whole is not None and members[total].rounded:
        whole *= ROUNDING
    for index in group:
        value = members[index].value
        if not members[index].is_share:
            if whole is None or value is None or rest + value > whole:
                return
            rest += value
        found[index] = total


def _total_by_sum(members: Sequence[Member], group: Sequence[int]) -> int | None:
    """An earlier figure of the article that is exactly the sum of a list."""
    if len(group) < FEWEST_ADDENDS:
        return None
    total = sum((members[index].value or Decimal(0) for index in group), Decimal(0))
    return next((i for i in range(group[0] - 1, -1, -1) if members[i].value == total), None)
