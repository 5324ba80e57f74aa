"""A gathered document → its articles as the report shows them, and what of its page stands in none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.html_report.addresses import keys_of
from extract.html_report.article_marks import block_kinds, fact_marks, figure_word_marks
from extract.html_report.gathering import Gathered
from extract.html_report.ledger_entries import number_entries, number_marks
from extract.html_report.marking import Mark, paragraphs
from extract.html_report.outside import outside_of
from extract.html_report.page_reasons import PageReasons
from extract.html_report.sentences import sentence_paragraphs
from extract.html_report.telling import Telling
from extract.spans import printed_span
from schemas.facts import Article, Indicator, Model
from schemas.report import Addressed, Paragraph, ReportArticle, ReportFigure, ReportModel, ReportPlace

_TOLD_APART = {"span", "place", "part_of", "share_of", "repeat_of", "model"}
"""What the report says of a figure in its own way."""


@dataclass(frozen=True, slots=True)
class Links:
    """How the articles of a report lead to each other.

    `addresses` by the ids of facts; `findings`, the numbers of those that a figure has a part in, by its id; `claims`,
    the words that findings rest on, by the source.
    """

    addresses: Mapping[str, Addressed]
    findings: Mapping[str, Sequence[int]]
    claims: Mapping[str, Sequence[Mark]]


def articles_of(gathered: Gathered, links: Links, telling: Telling) -> Iterator[ReportArticle]:
    """The articles of a document, then what of its page stands in none."""
    page = PageReasons.of(gathered.page, telling)
    for article in gathered.document.articles:
        yield _Shown(gathered, page, article, links).article()
    yield outside_of(gathered.document, page)


@dataclass(frozen=True, slots=True)
class _Shown:
    """One article on its way into the report."""

    gathered: Gathered
    page: PageReasons
    fact: Article
    links: Links

    def article(self) -> ReportArticle:
        fact, (start, end) = self.fact, self.fact.span
        keys, places = keys_of(fact), list(self._places())
        numbers = [one for one in self.gathered.document.numbers if start <= one.span[0] < end]
        marks = [*fact_marks(fact, keys), *number_marks(numbers), *(mark for mark, _ in places)]
        return ReportArticle(
            id=fact.id,
            source=self.gathered.document.source,
            title=fact.title,
            kicker=fact.kicker,
            column=fact.column,
            paper=fact.paper,
            date=fact.date,
            authors=fact.authors,
            place=fact.place.path if fact.place else None,
            place_words=fact.place.text if fact.place else None,
            line=self.page.why("article", fact.span).get("line"),
            origin=self.page.origin,
            paragraphs=tuple(self._paragraphs(keys, marks)),
            figures={keys[figure.id]: self._figure(figure, keys) for figure in fact.indicators},
            models={keys[model.id]: self._model(model) for model in fact.models},
            places={mark.key: place for mark, place in places},
            numbers=number_entries(numbers, self.page),
        )

    def _paragraphs(self, keys: Mapping[str, str], marks: Sequence[Mark]) -> Iterator[Paragraph]:
        """The article as printed; the sentences of its figures where its page is not at hand."""
        if self.page.origin == "sentences":
            return sentence_paragraphs(self.fact.indicators, self.gathered.sentences)
        read = self.page.records.get(self.fact.id)
        kinds = list(block_kinds(read.article)) if read else []
        every = [*marks, *self._figure_words(keys), *self.links.claims.get(self.gathered.document.source, ())]
        return paragraphs(self.page.text, self.fact.span, every, kinds)

    def _figure_words(self, keys: Mapping[str, str]) -> Iterator[Mark]:
        read = self.page.records.get(self.fact.id)
        for figure in self.fact.indicators:
            record = self.page.indicators.get(figure.id)
            if read is not None and record is not None:
                yield from figure_word_marks(figure, keys[figure.id], record, read)

    def _places(self) -> Iterator[tuple[Mark, ReportPlace]]:
        """The places named in the article."""
        read = self.page.records.get(self.fact.id)
        if read is None:
            return
        for position, mention in enumerate(read.places.mentions):
            span = printed_span(read.article, mention.start, mention.end)
            place = ReportPlace(
                text=_unbroken(self.page.text[slice(*span)]),
                path=mention.place.path if mention.place else None,
                rule=mention.rule,
                **self.page.why("place", span),
            )
            yield Mark(*span, f"p{position}"), place

    def _figure(self, figure: Indicator, keys: Mapping[str, str]) -> ReportFigure:
        at = self.links.addresses.get
        return ReportFigure(
            fact=figure.model_dump(mode="json", exclude=_TOLD_APART) | {"text": _unbroken(figure.text)},
            place=figure.place.path if figure.place else None,
            place_words=figure.place.text if figure.place else None,
            total=at(figure.part_of or ""),
            share=at(figure.share_of or ""),
            repeat=at(figure.repeat_of or ""),
            model=keys.get(figure.model or ""),
            findings=tuple(self.links.findings.get(figure.id, ())),
            **self.page.why("figure", figure.span),
        )

    def _model(self, model: Model) -> ReportModel:
        place = model.place or self.fact.place
        return ReportModel(
            id=model.id,
            name=model.name,
            role=model.role,
            place=place.path if place else None,
            rule=model.rule,
            **self.page.why("model", model.span),
        )


def _unbroken(text: str) -> str:
    """Words without the line breaks and column gaps in them."""
    return "".join(text.split())
