"""The findings of the audit, numbered through all documents: as entries, by their figures, and as marks in the text."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extract.html_report.marking import Mark
from extract.html_report.telling import Telling
from schemas.facts import Document
from schemas.report import Addressed, ReportFinding


def parts_in_findings(documents: Sequence[Document]) -> Mapping[str, Sequence[int]]:
    """The numbers of the findings that each figure has a part in, by its id."""
    parts: dict[str, list[int]] = defaultdict(list)
    for number, finding in enumerate(finding for document in documents for finding in document.findings):
        for fact in finding.facts:
            parts[fact].append(number)
    return parts


def claims_of(documents: Sequence[Document]) -> Mapping[str, Sequence[Mark]]:
    """The words that findings rest on, by the source: marks c and the finding's number."""
    claims: dict[str, list[Mark]] = defaultdict(list)
    numbered = enumerate((one.source, finding) for one in documents for finding in one.findings)
    for number, (source, finding) in numbered:
        claims[source].append(Mark(*finding.span, f"c{number}"))
    return claims


def finding_entries(
    documents: Sequence[Document], addresses: Mapping[str, Addressed], telling: Telling
) -> Iterator[ReportFinding]:
    """All findings, with where the report shows their figures."""
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
