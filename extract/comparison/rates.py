"""Figures by head and by community: each divided by the figure of its place that says how many there are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extract.comparison.bases import BaseRule, Bases
from schemas.comparison import ComparedFigure, Rate

_DIGITS = 4
"""Significant digits of a rate; more would claim what no page says."""
_NO_AMOUNT = frozenset({"%", "‰"})
Found = Mapping[str | None, ComparedFigure]
"""By place, the figure that is its base."""


def with_rates(figures: Sequence[ComparedFigure], sentences: Mapping[str, str], bases: Bases) -> list[ComparedFigure]:
    """The figures, those that stand with their rates; `sentences` by the figures' ids, as far as known."""
    found = [(rule, _found(figures, sentences, rule)) for rule in bases.bases]
    return [
        figure.model_copy(update={"rates": tuple(_rates(figure, found))})
        if figure.aside is None and figure.per is None and figure.type not in bases.never
        else figure
        for figure in figures
    ]


def _found(figures: Sequence[ComparedFigure], sentences: Mapping[str, str], rule: BaseRule) -> Found:
    """The base of each place; a place of which two different numbers are printed has none."""
    found: dict[str | None, list[ComparedFigure]] = defaultdict(list)
    for figure in figures:
        is_meant = figure.aside is None and figure.place is not None and _amount(figure) > 0
        if is_meant and rule.holds(figure, sentences.get(figure.id, "")):
            found[figure.place].append(figure)
    return {place: ones[0] for place, ones in found.items() if len({one.value for one in ones}) == 1}


def _rates(figure: ComparedFigure, found: Sequence[tuple[BaseRule, Found]]) -> Iterator[Rate]:
    for rule, of_place in found:
        base = of_place.get(figure.place)
        if base is not None and figure.type != rule.type and _amount(figure) > 0:
            value = float(f"{_amount(figure) / _amount(base) * rule.each:.{_DIGITS}g}")
            is_exact = figure.modifier == base.modifier == "exact"
            yield Rate(base=rule.base, value=value, is_exact=is_exact, fact=base.id)


def _amount(figure: ComparedFigure) -> float:
    """The figure as one number; 0 for a range, a ratio or a share."""
    is_one = isinstance(figure.value, int | float) and figure.value_max is None and figure.unit not in _NO_AMOUNT
    return float(figure.value or 0) if is_one else 0.0
