"""A gathered document → its articles as the report shows them, and what of its page stands in none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.html_report.addresses import keys_of
from extract.html_report.gathering import Gathered
from extract.html_report.marking import Kind, Mark, paragraphs
from extract.html_report.page_reasons import PageReasons
from extract.html_report.sentences import sentence_paragraphs
from extract.html_report.telling import Telling
from extract.spans import printed_span
from schemas import facts
from schemas.explanation import Item
from schemas.records import Span
from schemas.report import (
    Addressed,
    Paragraph,
    ReportArticle,
    ReportFigure,
    ReportModel,
    ReportNumber,
    ReportPlace,
)


def path_of(place: facts.Place | None) -> str | None:
    """The names from province to community, joined by `/`."""
    if place is None:
        return None
    return "/".join(filter(None, (place.province, place.city, place.county, place.township, place.community)))


def articles_of(
    gathered: Gathered,
    addresses: Mapping[str, Addressed],
    findings: Mapping[str, Sequence[int]],
    claims: Sequence[Mark],
    telling: Telling,
) -> Iterator[ReportArticle]:
    """The articles of a document, then what of its page stands in none.

    `findings` are the numbers of findings by the ids of their figures, `claims` the words that they rest on.
    """
    document = gathered.document
    page = PageReasons.of(gathered.page, telling)
    taken: list[Span] = []
    for article in document.articles:
        taken.append(article.span)
        yield _Shown(gathered, page, article, addresses, findings, claims).article()
    yield _outside(document, page, sorted(taken))


@dataclass(frozen=True, slots=True)
class _Shown:
    """One article on its way into the report."""

    gathered: Gathered
    page: PageReasons
    fact: facts.Article
    addresses: Mapping[str, Addressed]
    findings: Mapping[str, Sequence[int]]
    claims: Sequence[Mark]

    def article(self) -> ReportArticle:
        fact, page = self.fact, self.page
        keys = keys_of(fact)
        places = list(self._places())
        numbers = [one for one in self.gathered.document.numbers if _within(one.span, fact.span)]
        return ReportArticle(
            id=fact.id,
            source=self.gathered.document.source,
            title=fact.title,
            kicker=fact.kicker,
            column=fact.column,
            paper=fact.paper,
            date=fact.date,
            authors=fact.authors,
            place=path_of(fact.place),
            place_words=fact.place.text if fact.place else None,
            line=page.why("article", fact.span).get("line"),
            origin="page" if page.is_here else "sentences",
            paragraphs=tuple(self._paragraphs(keys, places, numbers)),
            figures={keys[figure.id]: self._figure(figure, keys) for figure in fact.indicators},
            models={keys[model.id]: self._model(model) for model in fact.models},
            places={
                f"p{number}": ReportPlace(
                    text=_plain(item.text), path=path, rule=item.rule, **page.why("place", item.span)
                )
                for number, (item, path) in enumerate(places)
            },
            numbers=numbers_of(numbers, page),
        )

    def _paragraphs(
        self, keys: Mapping[str, str], places: Sequence[tuple[Item, str | None]], numbers: Sequence[facts.Skipped]
    ) -> Iterator[Paragraph]:
        if not self.page.is_here:
            return sentence_paragraphs(self.fact.indicators, self.gathered.sentences)
        marks = [Mark(*figure.span, keys[figure.id]) for figure in self.fact.indicators]
        marks += [Mark(*model.span, keys[model.id]) for model in self.fact.models]
        marks += [Mark(*item.span, f"p{number}") for number, (item, _) in enumerate(places)]
        marks += number_marks(numbers)
        marks += [*self._words_of_figures(keys), *self.claims]
        return paragraphs(self.page.text, self.fact.span, marks, list(self._kinds()))

    def _words_of_figures(self, keys: Mapping[str, str]) -> Iterator[Mark]:
        """The words that give a figure its subject, time, base and place: keys s0, t0, b0, w0."""
        read = self.page.records.get(self.fact.id)
        for figure in self.fact.indicators:
            number, record = keys[figure.id][1:], self.page.indicators.get(figure.id)
            if read is not None and record is not None:
                for letter, span in (("s", record.subject), ("t", record.time), ("b", record.per)):
                    if span is not None:
                        yield Mark(*printed_span(read.article, *span), f"{letter}{number}")
            if figure.place is not None and figure.place.span is not None:
                yield Mark(*figure.place.span, f"w{number}")

    def _kinds(self) -> Iterator[Kind]:
        read = self.page.records.get(self.fact.id)
        for block in read.article.blocks if read else ():
            if block.start < block.end:
                yield Kind(*printed_span(read.article, block.start, block.end), block.kind.value)  # type: ignore[union-attr]

    def _places(self) -> Iterator[tuple[Item, str | None]]:
        """The places named in the article, with their paths."""
        read = self.page.records.get(self.fact.id)
        for mention in read.places.mentions if read else ():
            span = printed_span(read.article, mention.start, mention.end)  # type: ignore[union-attr]
            item = self.page.items.get(("place", span))
            if item is not None and item.standing == "extracted":
                yield item, mention.place.path if mention.place else None

    def _figure(self, figure: facts.Indicator, keys: Mapping[str, str]) -> ReportFigure:
        hidden = {"span", "place", "part_of", "share_of", "repeat_of", "model"}
        at = self.addresses.get
        return ReportFigure(
            fact=figure.model_dump(mode="json", exclude=hidden) | {"text": _plain(figure.text)},
            place=path_of(figure.place),
            place_words=figure.place.text if figure.place else None,
            total=at(figure.part_of or ""),
            share=at(figure.share_of or ""),
            repeat=at(figure.repeat_of or ""),
            model=keys.get(figure.model or ""),
            findings=tuple(self.findings.get(figure.id, ())),
            **self.page.why("figure", figure.span),
        )

    def _model(self, model: facts.Model) -> ReportModel:
        place = path_of(model.place or self.fact.place)
        return ReportModel(
            id=model.id,
            name=model.name,
            role=model.role,
            place=place,
            rule=model.rule,
            **self.page.why("model", model.span),
        )


def numbers_of(numbers: Sequence[facts.Skipped], page: PageReasons) -> dict[str, ReportNumber]:
    """Entries of the ledger by their keys."""
    return {
        f"n{number}": ReportNumber(
            text=_plain(one.text),
            kind=one.class_,
            rule=one.rule,
            says=page.items[("number", one.span)].says if ("number", one.span) in page.items else "",
            **page.why("number", one.span),
        )
        for number, one in enumerate(numbers)
    }


def number_marks(numbers: Sequence[facts.Skipped]) -> list[Mark]:
    """Their marks."""
    return [Mark(*one.span, f"n{number}") for number, one in enumerate(numbers)]


def _outside(document: facts.Document, page: PageReasons, taken: Sequence[Span]) -> ReportArticle:
    """What of a page stands in no article."""
    numbers = [one for one in document.numbers if not any(_within(one.span, span) for span in taken)]
    marks = number_marks(numbers)
    shown: list[Paragraph] = []
    for gap in _gaps(taken, len(page.text)):
        shown += paragraphs(page.text, gap, marks, ())
    return ReportArticle(
        id=document.source,
        source=document.source,
        title="",
        origin="page" if page.is_here else "sentences",
        paragraphs=tuple(shown),
        figures={},
        models={},
        places={},
        numbers=numbers_of(numbers, page),
    )


def _gaps(taken: Sequence[Span], length: int) -> Iterator[Span]:
    """What the sorted spans leave of a text."""
    position = 0
    for start, end in taken:
        if start > position:
            yield position, start
        position = max(position, end)
    if length > position:
        yield position, length


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] < outer[1]


def _plain(text: str) -> str:
    """Words without the line breaks and column gaps in them."""
    return "".join(text.split())
