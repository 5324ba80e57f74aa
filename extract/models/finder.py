"""An article's names of governance models, each once, with their roles."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from extract.expressions import expression
from extract.models.names import Name, first_mentions, forms_of
from extract.models.parts import parts_of
from extract.models.phrases import OpenedPhrases
from extract.models.primary import Evidence, Primaries
from extract.models.quoted import QuotedNames
from extract.models.quotes import quotes_of
from extract.models.reasons import QuoteReasons
from extract.rulebook.patterns import alternation
from schemas.reading import ArticleRecords
from schemas.reasons import QuoteReason
from schemas.records import Article, ModelName
from schemas.rules.models import ModelFile


class ModelFinder:
    """Made ready once from the rules, then called for every article."""

    def __init__(self, rules: ModelFile, slots: Mapping[str, str]) -> None:
        self._rules, self._slots = rules, slots
        self._joints = expression(alternation(rules.joints) or "(?!)")
        self._quoted = QuotedNames(rules, slots)
        self._phrases = OpenedPhrases((rule for rule in rules.phrases if rule.where == "text"), slots)
        self._primaries = Primaries(rules, slots)

    def find(self, article: Article) -> tuple[ModelName, ...]:
        """The names in text order of their first mention."""
        text, parts = article.text, parts_of(article)
        quotes = self._quoted.candidates(quotes_of(text, self._joints))
        quoted = list(self._quoted.names(article, quotes))
        unquoted = self._phrases.names(text)
        names = first_mentions(text, [*quoted, *_new(unquoted, quoted, text)])
        primaries = self._primaries.choose(Evidence(text, parts, {quote.start: quote for quote in quotes}, names))
        return tuple(_as_records(article, primaries, names))

    def reasons(self, read: ArticleRecords) -> tuple[QuoteReason, ...]:
        """Why the quotations of an article that are in no model's name are none."""
        text = read.article.text
        quotes = quotes_of(text, self._joints)
        names = [(name.start, name.end) for name in read.models]
        return tuple(self._reasons.reasons(text, quotes, self._quoted.spelling_out(quotes), names))

    @cached_property
    def _reasons(self) -> QuoteReasons:
        return QuoteReasons(self._rules, self._slots)


def _new(unquoted: Iterable[Name], quoted: Sequence[Name], text: str) -> Iterable[Name]:
    """The unquoted names that are no longer or shorter form of a quoted one."""
    known = {name.key(text) for name in quoted}
    together = "\n".join(sorted(known))
    for name in unquoted:
        words = name.key(text)
        if words not in together and known.isdisjoint(_pieces(words)):
            yield name


def _pieces(words: str) -> Iterable[str]:
    """Every piece of the words that can be a name."""
    return (words[start:end] for start in range(len(words)) for end in range(start + 2, len(words) + 1))


def _as_records(article: Article, primaries: Sequence[Name], names: Sequence[Name]) -> Iterable[ModelName]:
    text = article.text
    chosen = {form for name in primaries for form in forms_of(text[name.start : name.end])}
    others = (name for name in names if chosen.isdisjoint(forms_of(text[name.start : name.end])))
    roles = [*((name, "primary") for name in primaries), *((name, "secondary") for name in others)]
    for name, role in sorted(roles, key=lambda pair: pair[0].start):
        yield ModelName(name.start, name.end, article.printed(name.start, name.end), role, name.rule)
