"""What arithmetic says of a page's own figures: parts and totals, shares, lists, repeats, limits.

Numbers that happen to add up are no finding: a relation needs words that state it, 其中, a list, a rate named after
what was done. Figures that ought to agree and do not are a conflict only where one wrong digit explains it, or where
the words leave nothing open; else the page may mean something that is not printed, and nothing is said.
"""

from collections.abc import Iterator, Mapping, Sequence

from extract.audit.figures import ArticleFigures
from extract.audit.limits import LimitReader
from extract.audit.lists import ListReader
from extract.audit.outcomes import OutcomeReader, shares_in_line
from extract.audit.partitions import PartitionReader
from extract.audit.restated import LevelReader, changed_repeats, headlines, repeats
from extract.audit.sums import of_parts
from schemas import facts
from schemas.reading import ArticleRecords
from schemas.rules.audit import AuditFile
from schemas.rules.clauses import RoleRule


class Auditor:
    """The checks, made ready once from the rules."""

    def __init__(self, rules: AuditFile, roles: Sequence[RoleRule], slots: Mapping[str, str]) -> None:
        self._partitions = PartitionReader(rules, roles)
        self._outcomes = OutcomeReader(rules.outcomes)
        self._lists = ListReader(rules, roles, slots)
        self._levels = LevelReader(rules.levels, rules.numerals, slots)
        self._limits = LimitReader(rules)

    def audited(self, document: facts.Document, records: Sequence[ArticleRecords]) -> facts.Document:
        """The document with its findings, in the order of the text; `records` run beside its articles."""
        found = sorted(self._findings(document, records), key=lambda finding: (finding.span, finding.kind))
        return document.model_copy(update={"findings": tuple(found)}) if found else document

    def _findings(self, document: facts.Document, records: Sequence[ArticleRecords]) -> Iterator[facts.Finding]:
        articles = [ArticleFigures(*pair) for pair in zip(document.articles, records, strict=True)]
        for article in articles:
            yield from _once([*self._of_article(article)])
        yield from repeats(articles)
        yield from changed_repeats(articles)

    def _of_article(self, article: ArticleFigures) -> Iterator[facts.Finding]:
        sums = [found for parts in self._partitions.partitions(article) for found in of_parts(article, parts)]
        yield from sums
        yield from self._outcomes.findings(article)
        yield from shares_in_line(article, {id_ for found in sums if found.kind == "whole" for id_ in found.facts})
        yield from self._lists.findings(article)
        yield from self._levels.findings(article)
        yield from self._limits.findings(article)
        yield from headlines(article)


def _once(findings: Sequence[facts.Finding]) -> Iterator[facts.Finding]:
    """Findings without those that say again what an earlier one of their kind says of the same figures or words."""
    seen = set()
    for found in findings:
        key = (found.kind, found.facts, None if found.facts else found.span)
        if key not in seen:
            seen.add(key)
            yield found
