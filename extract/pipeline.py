"""What happens to a page: the map of the project.

A source is cut into articles; their places are resolved together, because the page decides what 我市 means; each is
read for model names and quantities, which become indicators, dated by the calendar. The records are assembled into
facts, corrected where the user says so, and the audit adds what arithmetic says of them.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from extract.assemble import assemble
from extract.audit import Auditor
from extract.corrections import NONE, Corrections, apply
from extract.gazetteer import Gazetteer, load_gazetteer
from extract.indicators import IndicatorReader
from extract.models import ModelFinder
from extract.page import PageReader
from extract.periods import Calendar
from extract.places import PlaceResolver
from extract.quantities import QuantityFinder
from extract.rulebook import Rulebook, load_rulebook
from extract.tokens import Tokenizer
from schemas.facts import Document
from schemas.reading import ArticleRecords, Reading
from schemas.reasons import ArticleReasons
from schemas.records import Article, ArticlePlaces, Source


class Extractor:
    """The stages, made ready once from a rulebook and the gazetteer."""

    def __init__(self, rulebook: Rulebook, gazetteer: Gazetteer, corrections: Corrections = NONE) -> None:
        slots = rulebook.slot_patterns
        tokenizer = Tokenizer(kept_whole(rulebook))
        self._page = PageReader(rulebook.page, slots, tokenizer.knows, gazetteer.is_place, gazetteer.lies_within)
        self._places = PlaceResolver(rulebook.places, gazetteer, slots, tokenizer.knows)
        self._models = ModelFinder(rulebook.models, slots)
        self._quantities = QuantityFinder(rulebook.quantities, slots, tokenizer.is_idiom)
        self._indicators = IndicatorReader(rulebook.clauses, rulebook.indicators, slots, tokenizer)
        self._corrections = corrections
        self._calendar = Calendar(rulebook.calendar, slots)
        self._audit = Auditor(rulebook.audit, rulebook.clauses.roles, slots)

    @classmethod
    def from_rules(cls, over: Sequence[str | Path] = ()) -> "Extractor":
        """An extractor with the built-in rules and packs laid over them; raises `RulebookError`."""
        return cls(load_rulebook(over=over), load_gazetteer())

    def document(self, source: Source) -> Document:
        """The facts of one source."""
        return self.reading(source).document

    def reading(self, source: Source) -> Reading:
        """The facts of one source with the records that they were made of."""
        found = self.records(source)
        document, records, outcomes = apply(self._corrections, assemble(source, found), found)
        return Reading(self._audit.audited(document, records), records, outcomes, source.container)

    def records(self, source: Source) -> tuple[ArticleRecords, ...]:
        """What the stages find in each article of one source."""
        articles = self._page.articles(source.text)
        places = self._places.resolve(articles)
        return tuple(self._calendar.dated(read, source.published) for read in map(self._read, articles, places))

    def reasons(self, read: ArticleRecords) -> ArticleReasons:
        """Why the stages decided as they did; they are asked again, so that reading costs nothing for it."""
        figures, numbers = self._indicators.reasons(read), self._quantities.reasons(read)
        return ArticleReasons(figures, numbers, self._models.reasons(read), self._places.reasons(read))

    def _read(self, article: Article, places: ArticlePlaces) -> ArticleRecords:
        models = self._models.find(article)
        quantities, skips = self._quantities.find(article, places.mentions)
        indicators = self._indicators.read(article, quantities, skips, places, models)
        return ArticleRecords(article, places, models, indicators, skips)


def kept_whole(rulebook: Rulebook) -> Iterator[str]:
    """The rulebook's words that are not to be cut further."""
    yield from (head for kind in rulebook.indicators.types for head in kind.heads)
    yield from (word for role in rulebook.clauses.roles for word in role.words)
