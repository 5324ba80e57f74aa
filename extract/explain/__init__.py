"""Why a source gives the facts that it gives: the stages are asked again, and every figure, model and place, every
other digit run and every other quotation gets its reasons.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from extract.explain.figures import figure_items
from extract.explain.ground import Ground
from extract.explain.names import model_items, place_items, quote_items, quotes_beside
from extract.explain.numbers import number_items
from extract.pipeline import Extractor
from extract.rulebook import Rulebook
from schemas.explanation import Explanation, Item
from schemas.reading import Reading
from schemas.records import Source

_ORDER = {"near": 0, "extracted": 1, "left_out": 2}


@dataclass(frozen=True, slots=True)
class Explainer:
    """An extractor with the rulebook that it was made from."""

    extractor: Extractor
    rulebook: Rulebook

    def explain(self, source: Source, line: int | None = None) -> Explanation:
        """The reasons for all of a source, or for one of its lines, counted from 1."""
        return self.explain_reading(source, self.extractor.reading(source), line)

    def explain_reading(self, source: Source, reading: Reading, line: int | None = None) -> Explanation:
        """The same for a source that has been read."""
        items = [item for item in self._items(source, reading) if line is None or item.line == line]
        items.sort(key=lambda item: (_ORDER[item.standing], item.span))
        return Explanation(source=source.name, items=tuple(items))

    def _items(self, source: Source, reading: Reading) -> Iterator[Item]:
        about = {rule.id: rule.about for rule in self.rulebook.rules()}
        grounds = [
            Ground(source, article, read, self.extractor.reasons(read), about)
            for article, read in zip(reading.document.articles, reading.records, strict=True)
        ]
        for ground in grounds:
            yield from figure_items(ground)
            yield from model_items(ground)
            yield from place_items(ground)
            yield from quote_items(ground)
        yield from number_items(source, reading.document.numbers, grounds, about)
        yield from quotes_beside(source, grounds)
