"""A `QuoteTest` made ready: whether it holds for a quote, and where the noun phrase around the quote ends."""

import re
from collections.abc import Iterable, Mapping

from extract.expressions import expression
from extract.fold import fold
from extract.models.quotes import Quote
from extract.rulebook.patterns import alternation, compile_pattern, guard
from schemas.rules.models import ModelFile, QuoteTest


class QuoteMatcher:
    """Asks one test of many quotes."""

    def __init__(self, test: QuoteTest, rules: ModelFile, slots: Mapping[str, str]) -> None:
        self._words = frozenset(map(fold, test.words))
        self._shape = compile_pattern(test.shape, slots) if test.shape else None
        self._endings = tuple(map(fold, test.endings))
        self._before = before_pattern(test.before, test.before_gap, rules) if test.before else None
        self._after = after_pattern(test.after, test.after_gap, rules) if test.after else None

    def end(self, quote: Quote) -> int | None:
        """Where the noun phrase of the quote ends (`quote.end` without a head noun), or None if the test fails."""
        if self._words and quote.words not in self._words:
            return None
        if self._shape and not self._shape.fullmatch(quote.words):
            return None
        if self._endings and not quote.words.endswith(self._endings):
            return None
        if self._before and not self._before.search(quote.before):
            return None
        if not self._after:
            return quote.end
        head = self._after.match(quote.after)
        return quote.after_start + head.end() if head else None

    def judged(self, quote: Quote) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of the conditions that hold for the quote, and of those that do not."""
        conditions = {
            "words": not self._words or quote.words in self._words,
            "shape": not self._shape or self._shape.fullmatch(quote.words) is not None,
            "endings": not self._endings or quote.words.endswith(self._endings),
            "before": not self._before or self._before.search(quote.before) is not None,
            "after": not self._after or self._after.match(quote.after) is not None,
        }
        given = [name for name in conditions if getattr(self, f"_{name}")]
        return tuple(n for n in given if conditions[n]), tuple(n for n in given if not conditions[n])


def merged(tests: Iterable[QuoteTest]) -> list[QuoteTest]:
    """Fewer tests of which one holds whenever one of `tests` does: those of one kind are laid together."""
    kinds: dict[tuple[object, ...], QuoteTest] = {}
    for number, test in enumerate(tests):
        kind = _kind(test) or (number,)
        known = kinds.get(kind)
        kinds[kind] = test if known is None else _union(known, test)
    return list(kinds.values())


def _kind(test: QuoteTest) -> tuple[object, ...] | None:
    """What the one condition of a test is; None where it has several."""
    given = [name for name in ("words", "shape", "endings", "before", "after") if getattr(test, name)]
    return (given[0], test.before_gap, test.after_gap) if len(given) == 1 else None


def _union(one: QuoteTest, other: QuoteTest) -> QuoteTest:
    return QuoteTest(
        words=one.words + other.words,
        shape=f"(?:{one.shape})|(?:{other.shape})" if one.shape else None,
        endings=one.endings + other.endings,
        before=one.before + other.before,
        before_gap=one.before_gap,
        after=one.after + other.after,
        after_gap=one.after_gap,
    )


def before_pattern(words: tuple[str, ...], gap: int, rules: ModelFile) -> re.Pattern[str]:
    """Matches a text that ends in one of the words and a gap of a noun phrase."""
    return expression(f"(?:{alternation(words)}){_gap(gap, rules)}$")


def after_pattern(words: tuple[str, ...], gap: int, rules: ModelFile) -> re.Pattern[str]:
    """Matches at the start of a text one of the words, with links and a gap of a noun phrase before it."""
    links = f"(?:\\([^()]*\\))?(?:{alternation(rules.links)})*" if rules.links else ""
    return expression(f"{links}{_gap(gap, rules)}{_any(words)}")


def _any(words: tuple[str, ...]) -> str:
    """A sub-pattern for any of the words; where none begins, one look at the first character tells."""
    alternatives = alternation(words)
    return f"{guard([expression(alternatives)])}(?:{alternatives})"


def _gap(longest: int, rules: ModelFile) -> str:
    character = f'[^{re.escape(fold(rules.stops))}\\n“”‘’"]'
    no_break = f"(?!{_any(rules.breaks)})" if rules.breaks else ""
    return f"(?:{no_break}{character}){{0,{longest}}}" if longest else ""
