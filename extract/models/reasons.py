"""Why quoted words are no name: asked again of the rules, rule by rule."""

import re
from collections.abc import Iterator, Mapping, Sequence

from extract.models.quote_test import QuoteMatcher
from extract.models.quotes import Quote
from schemas.reasons import NearRule, QuoteReason, Verdict
from schemas.records import Span
from schemas.rules.models import ModelFile

MOST_NEAR = 3
"""So many rules that nearly hold are told."""
_SHAPE = "shape"
"""Holds of most short words, and says little."""
_OPENING = re.compile(r"[“‘]|\"(?=[^\"“”\n]{1,80}\")")
_CLOSING = {"“": "”", "‘": "’", '"': '"'}
_SPOKEN = re.compile(r"[,。!?;…]")
_TITLE = re.compile(r"《[^《》\n]*》")


class QuoteReasons:
    """The rules for quoted words, one by one."""

    def __init__(self, rules: ModelFile, slots: Mapping[str, str]) -> None:
        self._names = [(rule.id, QuoteMatcher(rule.quote, rules, slots)) for rule in rules.quoted]
        self._refusing = [(rule.id, QuoteMatcher(rule.quote, rules, slots)) for rule in rules.not_names]

    def reasons(
        self, text: str, quotes: Sequence[Quote], spelt_out: Sequence[Span], names: Sequence[Span]
    ) -> Iterator[QuoteReason]:
        """Every quotation of the text that is in none of the `names`, in text order; `spelt_out` are those that only
        spell out the name behind them.
        """
        tested = {(quote.start, quote.end): quote for quote in quotes}
        for span in _quotations(text):
            if any(start <= span[0] and span[1] <= end for start, end in names):
                continue
            if any(span[0] <= start and end <= span[1] for start, end in names):
                yield QuoteReason(*span, Verdict.TAKEN, "a model's name stands inside it")
            elif span in spelt_out:
                yield QuoteReason(*span, Verdict.OTHER, "it spells out the numbered name behind it")
            elif span in tested:
                yield self._judged(tested[span])
            else:
                yield QuoteReason(*span, Verdict.OTHER, _what_else(text, span))

    def _judged(self, quote: Quote) -> QuoteReason:
        start, end = quote.start, quote.end
        refusing = tuple(rule for rule, test in self._refusing if test.end(quote) is not None)
        if refusing:
            return QuoteReason(start, end, Verdict.REFUSED, "a rule says that it is no name", refusing)
        judged = [NearRule(rule, *test.judged(quote)) for rule, test in self._names]
        holding = tuple(one.rule for one in judged if not one.lacks)
        if holding:
            return QuoteReason(start, end, Verdict.TAKEN, "named again; the first mention stands for it", holding)
        near = tuple(sorted((one for one in judged if one.holds), key=_by_nearness)[:MOST_NEAR])
        is_near = any(set(one.holds) - {_SHAPE} for one in near)
        verdict = Verdict.NEAR if is_near else Verdict.UNSUPPORTED
        return QuoteReason(start, end, verdict, "no rule for names holds", nearest=near)


def _by_nearness(near: NearRule) -> tuple[bool, int, str]:
    """Rules of which more holds than the bare shape first, then those that lack least."""
    return set(near.holds) == {_SHAPE}, len(near.lacks), near.rule


def _quotations(text: str) -> Iterator[Span]:
    """The words between every opening mark and its closing one, or the end of the line."""
    position = 0
    for opening in _OPENING.finditer(text):
        if opening.group() == '"' and opening.start() < position:
            continue
        start = opening.end()
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        end = text.find(_CLOSING[opening.group()], start, line_end)
        end = line_end if end < 0 else end
        position = end + 1
        if start < end:
            yield start, end


def _what_else(text: str, span: Span) -> str:
    """What a quotation is that is not even looked at as a name."""
    words = text[slice(*span)]
    if _SPOKEN.search(words):
        return "speech or a sentence: a name holds no comma and no full stop"
    if any(title.start() < span[0] < title.end() for title in _TITLE.finditer(text)):
        return "part of a title in 《》"
    if text[span[1] : span[1] + 1] not in _CLOSING.values():
        return "the mark is not closed in its paragraph"
    return "too long for a name, or inside another quotation"
