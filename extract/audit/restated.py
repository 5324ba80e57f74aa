"""One figure in two places: blocks printed twice, the same words with another number, levels, headline and body."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from extract.audit.amounts import is_slip
from extract.audit.figures import ArticleFigures, Figure
from extract.audit.findings import CONFLICT, HOLDS, finding, verdict, words_of
from extract.fold import fold
from extract.rulebook.patterns import compile_pattern
from schemas import facts
from schemas.records import BlockKind, Span
from schemas.rules.audit import LevelRule

REPEAT_RULE = "audit.repeat"
RESTATED_RULE = "audit.restated"
SAME_BEFORE = 12
"""Characters before two numbers that must be the same for both to be printings of one."""
SAME_AROUND = 24
"""Characters before and behind them together."""
SAME_AS_FAR = 40
"""As far as it is looked."""
SHORTEST_SUBJECT = 3
NEAR = 8
"""Characters behind a noun within which the word for a structure may follow."""
_HEADS = frozenset({BlockKind.HEADLINE, BlockKind.KICKER, BlockKind.SUBHEADING})

Printed = tuple[ArticleFigures, Figure]


def repeats(articles: Sequence[ArticleFigures]) -> Iterator[facts.Finding]:
    """A finding for each block whose figures stand earlier on the page, all its figures together."""
    home = {figure.id: (article, figure) for article in articles for figure in article.all}
    groups: dict[tuple[int, int, int, int], list[tuple[Printed, Printed]]] = defaultdict(list)
    for article in articles:
        for figure in article.all:
            first = home.get(figure.fact.repeat_of or "")
            if first is not None:
                key = (id(article), _block(article, figure), id(first[0]), _block(*first))
                groups[key].append((first, (article, figure)))
    for pairs in groups.values():
        (_, _), (article, figure) = pairs[0]
        arithmetic = ", ".join(f"{_told(first)} = {_told(again)}" for (_, first), (_, again) in pairs)
        ids = [id_ for (_, first), (_, again) in pairs for id_ in (first.id, again.id)]
        yield finding(article, "repeat", HOLDS, ids, arithmetic, words_of(figure), REPEAT_RULE)


def changed_repeats(articles: Sequence[ArticleFigures]) -> Iterator[facts.Finding]:
    """Two figures in the same words whose numbers are not the same."""
    alike: dict[tuple[str, str], list[Printed]] = defaultdict(list)
    for article in articles:
        for figure in article.all:
            before = article.text[max(0, figure.start - SAME_BEFORE) : figure.start]
            if len(before) == SAME_BEFORE and "\n" not in before and figure.is_number:
                alike[before, figure.unit].append((article, figure))
    for printings in alike.values():
        for (one, first), (other, again) in pairwise(printings):
            if first.value != again.value and _same_words(one, first, other, again) >= SAME_AROUND:
                arithmetic = f"{_told(first)} ≠ {_told(again)}"
                ids = (first.id, again.id)
                yield finding(other, "restated", CONFLICT, ids, arithmetic, words_of(again), RESTATED_RULE)


def headlines(article: ArticleFigures) -> Iterator[facts.Finding]:
    """Figures of a headline against the body's figure of the same subject."""
    blocks = (block for block in article.article.blocks if block.kind in _HEADS)
    heads = {figure.id: figure for block in blocks for figure in article.within((block.start, block.end))}
    of_subject: dict[str, list[Figure]] = defaultdict(list)
    for figure in article.all if heads else ():
        if figure.id not in heads:
            of_subject[figure.fact.subject].append(figure)
    for head in heads.values():
        bodies = [figure for figure in of_subject[head.fact.subject] if _is_same_thing(head, figure)]
        agreeing = [f for f in bodies if head.amount.meets(f.amount)]
        slips = [body for body in bodies if is_slip(head.value, body.value)]
        if agreeing or (slips and len(bodies) == 1):
            body = (agreeing or slips)[0]
            sign = "≠" if not agreeing else "=" if head.value == body.value else "≈"
            arithmetic = f"{_told(head)} {sign} {_told(body)}"
            judged = verdict(bool(agreeing))
            yield finding(article, "restated", judged, (body.id, head.id), arithmetic, words_of(head), RESTATED_RULE)


class LevelReader:
    """The level rules."""

    def __init__(self, rules: Sequence[LevelRule], numerals: Mapping[str, int], slots: Mapping[str, str]) -> None:
        self._rules = tuple((rule, compile_pattern(rule.pattern, slots)) for rule in rules)
        self._numerals = numerals

    def findings(self, article: ArticleFigures) -> Iterator[facts.Finding]:
        """A finding for each level that a structure of the same name does not have."""
        for rule, pattern in self._rules:
            levels: dict[str, list[tuple[int, Span, bool]]] = defaultdict(list)
            for match in pattern.finditer(article.text):
                behind = article.text[match.end() - 1 : match.end() + NEAR]
                is_structure = any(fold(word) in behind for word in rule.structures)
                levels[match["noun"]].append((self._numerals.get(match["count"], 0), match.span(), is_structure))
            for mentions in levels.values():
                yield from self._judge(article, rule.id, mentions)

    def _judge(
        self, article: ArticleFigures, rule: str, mentions: Sequence[tuple[int, Span, bool]]
    ) -> Iterator[facts.Finding]:
        structures = [mention for mention in mentions if mention[2]]
        if not structures:
            return
        deepest = max(structures)
        for count, words, _ in mentions:
            if count > deepest[0]:
                told = article.article.printed(*deepest[1])
                arithmetic = f"{article.article.printed(*words)} ≠ {told}"
                ids = [figure.id for figure in article.within(words)]
                yield finding(article, "restated", CONFLICT, ids, arithmetic, words, rule)


def _told(figure: Figure) -> str:
    return "".join(figure.fact.text.split())


def _block(article: ArticleFigures, figure: Figure) -> int:
    block = article.article.block_at(figure.start)
    return block.start if block else -1


def _is_same_thing(head: Figure, body: Figure) -> bool:
    one, other = head.fact, body.fact
    return (
        len(one.subject) >= SHORTEST_SUBJECT
        and one.subject == other.subject
        and (head.unit, one.type, one.status, one.per) == (body.unit, other.type, other.status, other.per)
        and body.is_number
        and head.is_number
    )


def _same_words(one: ArticleFigures, first: Figure, other: ArticleFigures, again: Figure) -> int:
    """How many characters are the same before and behind two figures, as far as their blocks reach."""
    before = _same(one.text[: first.start][: -SAME_AS_FAR - 1 : -1], other.text[: again.start][: -SAME_AS_FAR - 1 : -1])
    return before + _same(
        one.text[first.end : first.end + SAME_AS_FAR], other.text[again.end : again.end + SAME_AS_FAR]
    )


def _same(one: str, other: str) -> int:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b or a == "\n":
            return place
    return min(len(one), len(other))
