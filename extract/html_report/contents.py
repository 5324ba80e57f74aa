"""Gathered documents → all that the report page holds."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.html_report.addresses import addresses_of
from extract.html_report.articles import Links, articles_of
from extract.html_report.gathering import Gathered
from extract.html_report.marking import Mark
from extract.html_report.telling import Telling
from extract.html_report.words import Words
from extract.rulebook import Rulebook
from schemas.facts import Document
from schemas.report import (
    Addressed,
    ArticleEntry,
    Because,
    FigureEntry,
    ModelEntry,
    ReportArticle,
    ReportFigure,
    ReportFinding,
    ReportIndex,
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What the page needs at once, and its articles, which are shown one at a time."""

    index: ReportIndex
    articles: tuple[ReportArticle, ...]


def contents_of(gathered: Sequence[Gathered], rulebook: Rulebook, words: Words) -> Contents:
    """The contents of the report, in the order of the documents."""
    telling = Telling(words, {rule.id: rule.about for rule in rulebook.rules()})
    documents = [one.document for one in gathered]
    addresses = addresses_of(documents)
    findings = tuple(_findings(documents, addresses, telling))
    links = Links(addresses, _parts_in_findings(documents), _claims(documents))
    articles = tuple(article for one in gathered for article in articles_of(one, links, telling))
    conflicts = Counter(finding.article for finding in findings if finding.verdict == "conflict")
    codes = rulebook.indicators.type_codes
    types = Counter(figure.fact["type"] for article in articles for figure in article.figures.values())
    index = ReportIndex(
        sources=len(documents),
        types={code: codes.get(code, code) for code, _ in types.most_common()},
        articles=tuple(_entry(article, conflicts[number]) for number, article in enumerate(articles)),
        findings=findings,
        rules={rule: telling.stated(rule) for rule in sorted(_rules(articles, findings)) if rule in telling.about},
        ledger=dict(Counter(one.class_ for document in documents for one in document.numbers).most_common()),
    )
    return Contents(index, articles)


def _entry(article: ReportArticle, conflicts: int) -> ArticleEntry:
    return ArticleEntry(
        title=article.title,
        source=article.source,
        place=article.place,
        is_outside=article.id == article.source,
        models=tuple(
            ModelEntry(id=model.id, key=key, name=model.name, role=model.role) for key, model in article.models.items()
        ),
        figures=tuple(_figure_entry(key, figure) for key, figure in article.figures.items()),
        ledger=len(article.numbers),
        conflicts=conflicts,
    )


def _figure_entry(key: str, figure: ReportFigure) -> FigureEntry:
    told = {name: figure.fact[name] for name in ("id", "type", "text", "subject")}
    return FigureEntry(key=key, place=figure.place, **told)


def _parts_in_findings(documents: Sequence[Document]) -> Mapping[str, Sequence[int]]:
    """The numbers of the findings that each figure has a part in, by its id."""
    parts: dict[str, list[int]] = defaultdict(list)
    for number, finding in enumerate(finding for document in documents for finding in document.findings):
        for fact in finding.facts:
            parts[fact].append(number)
    return parts


def _claims(documents: Sequence[Document]) -> Mapping[str, Sequence[Mark]]:
    """The words that findings rest on, by the source: marks c and the finding's number."""
    claims: dict[str, list[Mark]] = defaultdict(list)
    numbered = enumerate((one.source, finding) for one in documents for finding in one.findings)
    for number, (source, finding) in numbered:
        claims[source].append(Mark(*finding.span, f"c{number}"))
    return claims


def _findings(
    documents: Sequence[Document], addresses: Mapping[str, Addressed], telling: Telling
) -> Iterator[ReportFinding]:
    for document in documents:
        for finding in document.findings:
            home = next((one.id for one in document.articles if one.span[0] <= finding.span[0] < one.span[1]), "")
            article = addresses[finding.facts[0]][0] if finding.facts else addresses.get(home, (None,))[0]
            yield ReportFinding(
                kind=finding.kind,
                verdict=finding.verdict,
                arithmetic=telling.said(finding.arithmetic),
                text=" ".join(finding.text.split()),
                source=document.source,
                rule=finding.rule,
                article=article,
                facts=tuple(addresses[fact] for fact in finding.facts),
            )


def _rules(articles: Sequence[ReportArticle], findings: Sequence[ReportFinding]) -> set[str]:
    """The ids of all rules that the report names."""
    named = {finding.rule for finding in findings}
    for article in articles:
        named |= {figure.fact["rule"] for figure in article.figures.values()}
        named |= {model.rule for model in article.models.values()}
        named |= {number.rule for number in article.numbers.values()}
        named |= {place.rule for place in article.places.values() if place.rule}
        marks: list[Because] = [
            *article.figures.values(),
            *article.models.values(),
            *article.places.values(),
            *article.numbers.values(),
        ]
        named |= {reason.rule for mark in marks for reason in (*mark.because, *mark.considered) if reason.rule}
    return named
