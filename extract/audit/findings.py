"""How findings are made and told."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extract.audit.amounts import plain
from extract.audit.figures import ArticleFigures, Figure
from extract.spans import printed_span
from schemas import facts
from schemas.records import Span

HOLDS: facts.Verdict = "holds"
CONFLICT: facts.Verdict = "conflict"


def verdict(agrees: bool) -> facts.Verdict:
    """What the arithmetic says."""
    return HOLDS if agrees else CONFLICT


def finding(
    figures: ArticleFigures,
    kind: facts.FindingKind,
    judged: facts.Verdict,
    ids: Iterable[str],
    arithmetic: str,
    words: Span,
    rule: str,
) -> facts.Finding:
    """A finding about the claim that `words` of the article's text make."""
    span = printed_span(figures.article, *words)
    return facts.Finding(
        kind=kind,
        verdict=judged,
        facts=tuple(dict.fromkeys(ids)),
        arithmetic=arithmetic,
        text=figures.article.source[slice(*span)],
        span=span,
        rule=rule,
    )


def words_of(figure: Figure) -> Span:
    """Where a figure is printed in the reading text."""
    return figure.start, figure.end


def sum_told(values: Sequence[Decimal]) -> str:
    """Addends as they are printed."""
    return " + ".join(map(plain, values))
