"""Words of a person → facts: places by their official names, figures as the rules read them."""

from functools import cached_property

from extract.annotation.words import sentence_at
from extract.gazetteer import Gazetteer
from extract.gazetteer.paths import place_at
from extract.pipeline import Extractor
from extract.rulebook import Rulebook
from schemas.facts import Indicator, Place, Span
from schemas.records import Source


class Reader:
    """The rules and the gazetteer, made ready when the first figure asks for them."""

    def __init__(self, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
        self._rulebook = rulebook
        self._gazetteer = gazetteer

    def place_named(self, path: str) -> Place | None:
        """The place of official names joined by `/`; None where they name none."""
        return place_at(path, self._gazetteer)

    def figure_at(self, text: str, span: Span) -> Indicator | None:
        """The figure that a span's words are, in their sentence or else by themselves; None where they are none."""
        words = "".join(text[slice(*span)].split())
        for part in (sentence_at(text, span), words):
            for article in self._extractor.document(Source("page", part, "")).articles:
                for figure in article.indicators:
                    if figure.text == words:
                        return figure
        return None

    @cached_property
    def _extractor(self) -> Extractor:
        return Extractor(self._rulebook, self._gazetteer)
