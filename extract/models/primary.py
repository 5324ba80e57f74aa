"""Which of the names the article is about."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from extract.fold import fold
from extract.models.names import Name, bare
from extract.models.parts import Parts
from extract.models.phrases import ConfirmedPhrases
from extract.models.quote_test import after_pattern, before_pattern
from extract.models.quotes import BEFORE, Quote
from extract.models.recurrent import RecurrentNames
from schemas.records import Span
from schemas.rules.models import ModelFile, PrimaryRule

_MOST = 2
SHORT = 2
"""So few quoted characters are a figure of speech where the article does not say them again."""
_PARTS = re.compile(r"[\s、,·]+")
_CONSIDERED = 30
"""An article does not wait with its own model until so many others have been named."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of an article: its text and parts, the quotes that may be names, the names found so far."""

    text: str
    parts: Parts
    quotes: Mapping[int, Quote]
    names: Sequence[Name]

    def body(self) -> list[str]:
        """The body, block by block."""
        return [self.text[start:end] for start, end in self.parts.body]

    def before(self, name: Name) -> str:
        """What stands before the name."""
        quote = self.quotes.get(name.start)
        return quote.before if quote else self.text[max(0, name.start - BEFORE) : name.start]


Judge = Callable[[Evidence], Iterable[Name]]


class Primaries:
    """Asks the headline, then the lead, then the whole article; the first that answers decides."""

    def __init__(self, rules: ModelFile, slots: Mapping[str, str]) -> None:
        signs = [(rule.sign, _JUDGES[rule.sign](rule, rules)) for rule in rules.primaries]
        self._marked = [judge for sign, judge in signs if sign.endswith("_in_headline")]
        self._announced = [judge for sign, judge in signs if sign == "announced"]
        self._unmarked: list[Judge] = [
            _phrases_in_headline(ConfirmedPhrases((rule for rule in rules.phrases if rule.where == "headline"), slots)),
            *self._announced,
            _phrases_in_lead(ConfirmedPhrases((rule for rule in rules.phrases if rule.where == "lead"), slots)),
            *(judge for sign, judge in signs if sign in ("introduced", "frequent", "sole", "recurrent", "headed")),
        ]

    def choose(self, evidence: Evidence) -> list[Name]:
        """At most two names; beside a name without marks the one that the lead announces has its place."""
        marked = _first_answer(self._marked, evidence)
        if marked:
            return _once(marked, evidence.text)[:_MOST]
        unmarked = _first_answer(self._unmarked, evidence)
        if unmarked:
            unmarked += _first_answer(self._announced, evidence)
        return _once(unmarked, evidence.text)[:_MOST]


def _first_answer(judges: Iterable[Judge], evidence: Evidence) -> list[Name]:
    return next((chosen for judge in judges if (chosen := list(judge(evidence)))), [])


def _once(names: Iterable[Name], text: str) -> list[Name]:
    first: dict[str, Name] = {}
    for name in names:
        first.setdefault(name.key(text), name)
    return list(first.values())


def _phrases_in_headline(phrases: ConfirmedPhrases) -> Judge:
    return lambda evidence: islice(phrases.names(evidence.text, evidence.parts.headline, evidence.body), 1)


def _phrases_in_lead(phrases: ConfirmedPhrases) -> Judge:
    return lambda evidence: islice(phrases.names(evidence.text, evidence.parts.lead, evidence.body), 1)


def _quoted_in_headline(rule: PrimaryRule, rules: ModelFile) -> Judge:
    def judge(evidence: Evidence) -> Iterable[Name]:
        for quote in evidence.quotes.values():
            is_there = _within(quote.start, evidence.parts.headline)
            is_told = len(quote.words) > SHORT or evidence.text.count(quote.words) > 1
            goes_on = is_told and _goes_on(quote, evidence.text)
            if is_there and (goes_on or _comes_back(quote, evidence.text, rule.least)):
                yield Name(quote.start, quote.end, rule.id, quote.end)

    return judge


def _told_in_headline(rule: PrimaryRule, rules: ModelFile) -> Judge:
    def judge(evidence: Evidence) -> Iterable[Name]:
        headline = bare("".join(evidence.text[start:end] for start, end in evidence.parts.headline))
        for name in evidence.names:
            noun_phrase = bare(evidence.text[name.end : name.tail])
            if name.key(evidence.text) in headline or (len(noun_phrase) >= rule.least and noun_phrase in headline):
                yield Name(name.start, name.end, rule.id, name.tail)

    return judge


def _echoed_in_headline(rule: PrimaryRule, rules: ModelFile) -> Judge:
    def judge(evidence: Evidence) -> Iterable[Name]:
        headline = bare("".join(evidence.text[start:end] for start, end in evidence.parts.headline))
        for name in evidence.names:
            key = name.key(evidence.text)
            parts = _PARTS.split(evidence.text[name.start : name.end])
            is_told = any(len(part) >= rule.least and part in headline for part in parts)
            if is_told or (len(key) >= rule.least and _spells(headline, key)):
                yield Name(name.start, name.end, rule.id, name.tail)

    return judge


def _announced(rule: PrimaryRule, rules: ModelFile) -> Judge:
    noun = after_pattern(rule.after, rule.after_gap, rules)

    def judge(evidence: Evidence) -> Iterable[Name]:
        for name in evidence.names:
            if _within(name.start, evidence.parts.lead) and noun.match(evidence.text, name.end + 1):
                yield Name(name.start, name.end, rule.id, name.tail)

    return judge


def _introduced(rule: PrimaryRule, rules: ModelFile) -> Judge:
    verbs = before_pattern(rule.before, rule.before_gap, rules)

    def judge(evidence: Evidence) -> Iterable[Name]:
        for name in evidence.names:
            if _within(name.start, evidence.parts.lead) and verbs.search(evidence.before(name)):
                yield Name(name.start, name.end, rule.id, name.tail)
                return

    return judge


def _frequent(rule: PrimaryRule, rules: ModelFile) -> Judge:
    def judge(evidence: Evidence) -> Iterable[Name]:
        first = evidence.names[:_CONSIDERED]
        times = {name: evidence.text.count(evidence.text[name.start : name.end]) for name in first}
        ranked = Counter(times).most_common(2)
        if ranked and ranked[0][1] >= rule.least and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            name = ranked[0][0]
            yield Name(name.start, name.end, rule.id, name.tail)

    return judge


def _sole(rule: PrimaryRule, rules: ModelFile) -> Judge:
    verbs = before_pattern(rule.before, rule.before_gap, rules)
    noun = after_pattern(rule.after, rule.after_gap, rules)

    def judge(evidence: Evidence) -> Iterable[Name]:
        if not evidence.parts.headline:
            return
        set_up = [
            name
            for name in evidence.names
            if noun.match(evidence.text, name.end + 1) and verbs.search(evidence.before(name))
        ]
        if len({name.key(evidence.text) for name in set_up}) == 1:
            yield Name(set_up[0].start, set_up[0].end, rule.id, set_up[0].tail)

    return judge


def _headed(rule: PrimaryRule, rules: ModelFile) -> Judge:
    noun, endings = after_pattern(rule.after, rule.after_gap, rules), tuple(map(fold, rule.endings))

    def judge(evidence: Evidence) -> Iterable[Name]:
        if not evidence.parts.headline:
            return
        for name in evidence.names:
            if _within(name.start, evidence.parts.lead) and (
                noun.match(evidence.text, name.end + 1) or evidence.text.endswith(endings, name.start, name.end)
            ):
                yield Name(name.start, name.end, rule.id, name.tail)
                return

    return judge


def _recurrent(rule: PrimaryRule, rules: ModelFile) -> Judge:
    recurrent = RecurrentNames(rule.endings, rule.least, rules.stops, (*rules.breaks, *rule.before))

    def judge(evidence: Evidence) -> Iterable[Name]:
        for start, end in recurrent.spans(evidence.text)[:1]:
            yield Name(start, end, rule.id, end)

    return judge


_JUDGES: Mapping[str, Callable[[PrimaryRule, ModelFile], Judge]] = {
    "quoted_in_headline": _quoted_in_headline,
    "told_in_headline": _told_in_headline,
    "echoed_in_headline": _echoed_in_headline,
    "announced": _announced,
    "introduced": _introduced,
    "frequent": _frequent,
    "sole": _sole,
    "recurrent": _recurrent,
    "headed": _headed,
}


def _spells(headline: str, name: str) -> bool:
    """Whether the headline holds the characters of the name in their order (敲开一扇门 问清百家事: 敲门问事)."""
    characters = iter(headline)
    return all(character in characters for character in name)


def _within(position: int, spans: Sequence[Span]) -> bool:
    return any(start <= position < end for start, end in spans)


def _goes_on(quote: Quote, text: str) -> bool:
    """Whether words follow the closing mark in the same clause, so that the quote is no figure of speech at its end."""
    following = text[quote.end + 1 : quote.end + 3]
    return len(following) == 2 and not any(char in " \n,:;!?“‘" for char in following)


def _comes_back(quote: Quote, text: str, least: int) -> bool:
    """Whether the article says the quoted words again and again, as it does not with a figure of speech."""
    return text.count(text[quote.start - 1 : quote.end + 1]) >= least
