"""What spoke for a figure's subject, type and time, and what else was considered."""

from collections.abc import Iterator, Sequence

from extract.indicators.dating import Dating
from extract.indicators.elements import Element
from extract.indicators.figures import Context, Figure
from extract.indicators.types import Evidence, TypeChooser
from schemas.reasons import Dated, FigureReasons, Played, Verdict, Weighed
from schemas.records import Indicator, Span


def figure_reasons(
    context: Context,
    figure: Figure,
    indicator: Indicator,
    evidence: Evidence,
    datings: Sequence[Dating],
    chooser: TypeChooser,
) -> FigureReasons:
    """The reasons of one figure; `evidence` is what its type was chosen by."""
    types = tuple(Weighed(rule.id, rule.type, weight) for rule, weight in chooser.ranked(evidence))
    return FigureReasons(
        _origin(figure, indicator.subject),
        tuple(map(_played, figure.left)),
        tuple(map(_played, figure.right)),
        chooser.head(evidence),
        tuple(evidence.verbs),
        evidence.verb_after,
        types,
        tuple(_times(context, figure, indicator.time, datings)),
    )


def _origin(figure: Figure, subject: Span | None) -> str:
    """Where the subject stands, seen from the figure."""
    if subject is None:
        return "no noun phrase beside it fits"
    if subject[0] >= figure.quantity.end:
        return "the noun phrase behind it"
    if figure.left and subject[0] >= figure.left[0].start:
        return "the noun phrase before it"
    if subject[0] >= figure.clause[0]:
        return "what the figure before it in the clause counts"
    return "carried over from an earlier clause"


def _played(element: Element) -> Played:
    return Played(element.word, element.part, element.rule)


def _times(context: Context, figure: Figure, chosen: Span | None, datings: Sequence[Dating]) -> Iterator[Dated]:
    """The dating words that chose themselves or stand in the figure's sentence or the one before."""
    since = context.clauses.sentence_before(figure.sentence)[0]
    for dating in datings:
        span = dating.start, dating.end
        if span == chosen:
            yield Dated(span, dating.rule, Verdict.TAKEN, "the nearest before it")
        elif since <= dating.start < figure.sentence[1]:
            yield Dated(span, dating.rule, Verdict.REFUSED, _why_not(figure, dating, since))


def _why_not(figure: Figure, dating: Dating, since: int) -> str:
    if dating.end > figure.quantity.start:
        return "stands behind it"
    if dating.undated:
        return "dates nothing and ends the reach of what stands before"
    if not dating.dates(figure.quantity.start, figure.sentence[0], since):
        return (
            "dates the figure right behind it alone"
            if dating.reach == "figure"
            else "does not reach beyond its sentence"
        )
    return "others stand nearer"
