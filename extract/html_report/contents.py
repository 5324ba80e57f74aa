"""Gathered documents → all that the report page holds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extract.html_report.addresses import addresses_of
from extract.html_report.articles import Links, articles_of
from extract.html_report.findings import claims_of, finding_entries, parts_in_findings
from extract.html_report.gathering import Gathered
from extract.html_report.telling import Telling
from extract.html_report.words import Words
from extract.rulebook import Rulebook
from schemas.report import (
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
    findings = tuple(finding_entries(documents, addresses, telling))
    links = Links(addresses, parts_in_findings(documents), claims_of(documents))
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
