"""Which quoted words are names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest

from extract.expressions import expression
from extract.models.names import Name
from extract.models.quote_test import QuoteMatcher, merged
from extract.models.quotes import Quote
from extract.models.series import series_names
from extract.rulebook.patterns import alternation, compile_pattern
from schemas.records import Article, Span
from schemas.rules.models import ModelFile, PunRule

_PARTS = re.compile(r"[、+—-]")
"""What stands between the parts of a list or formula."""
_PUN = re.compile(r"“[^“”\s]”")
"""A single character in quotation marks, without which there is no pun."""
_LONGEST_LINK = 10


class QuotedNames:
    """Finds the names among the quotes of an article."""

    def __init__(self, rules: ModelFile, slots: Mapping[str, str]) -> None:
        self._names = [(rule.id, QuoteMatcher(rule.quote, rules, slots)) for rule in rules.quoted]
        self._any_name = [QuoteMatcher(test, rules, slots) for test in merged(rule.quote for rule in rules.quoted)]
        self._not_names = [QuoteMatcher(test, rules, slots) for test in merged(rule.quote for rule in rules.not_names)]
        self._numbered = compile_pattern(rules.numbered, slots) if rules.numbered else None
        self._counted = [(rule, compile_pattern(rule.phrase, slots)) for rule in rules.counted]
        self._series = rules.series
        self._puns = [(rule.id, _pun_pattern(rule, rules.stops)) for rule in rules.puns]

    def candidates(self, quotes: Sequence[Quote]) -> list[Quote]:
        """The quotes that may be names; what only spells out the next one leaves it its place."""
        kept: list[Quote] = []
        before: str | None = None
        for quote, follower in zip_longest(quotes, quotes[1:]):
            if self._is_numbered_after(quote, follower):
                before = quote.before
            else:
                kept.append(quote._replace(before=before) if before is not None else quote)
                before = None
        for test in self._not_names:
            kept = [quote for quote in kept if test.end(quote) is None]
        return kept

    def spelling_out(self, quotes: Sequence[Quote]) -> list[Span]:
        """The quotes that only spell out the next one."""
        return [(one.start, one.end) for one, other in pairwise(quotes) if self._is_numbered_after(one, other)]

    def names(self, article: Article, candidates: Sequence[Quote]) -> Iterator[Name]:
        """The quotes that something speaks for, each with the first rule that does."""
        for quote in candidates:
            name = self._counts(quote, article.text) or self._named(quote)
            if name is not None:
                yield name
        for series in self._series:
            yield from series_names(series, article, candidates)
        yield from self._pun_names(article.text)

    def _named(self, quote: Quote) -> Name | None:
        if all(test.end(quote) is None for test in self._any_name):
            return None
        for rule, test in self._names:
            tail = test.end(quote)
            if tail is not None:
                return Name(quote.start, quote.end, rule, tail)
        return None

    def _counts(self, quote: Quote, text: str) -> Name | None:
        """The noun phrase that counts the list in the quote."""
        for rule, phrase in self._counted:
            if len(quote.words) >= rule.list_least and _PARTS.search(quote.words):
                match = phrase.match(text, quote.end + 1)
                if match:
                    return Name(*match.span(), rule.id, match.end())
        return None

    def _is_numbered_after(self, quote: Quote, follower: Quote | None) -> bool:
        """Whether a numbered name follows that the words spell out: “听、问、办”的“三步”工作法."""
        if self._numbered is None or follower is None or follower.start - quote.end > _LONGEST_LINK:
            return False
        return _PARTS.search(quote.words) is not None and self._numbered.fullmatch(follower.words) is not None

    def _pun_names(self, text: str) -> Iterator[Name]:
        if _PUN.search(text) is None:
            return
        for rule, pattern in self._puns:
            for match in pattern.finditer(text):
                yield Name(match.start("name"), match.end("name"), rule, match.end("name"))


def _pun_pattern(rule: PunRule, stops: str) -> re.Pattern[str]:
    prefix = f"[^{re.escape(stops)}\\s“”]{{0,{rule.prefix}}}?"
    return expression(f"(?:{alternation(rule.before)})(?P<name>{prefix}{_PUN.pattern}(?:{alternation(rule.endings)}))")
