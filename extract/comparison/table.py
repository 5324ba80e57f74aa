"""The cells of the table places x types: what stands for a place, what leads, what stands aside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.comparison import ComparedFigure, Comparison

Key = tuple[str | None, str]
"""A place and a type."""


@dataclass(slots=True)
class PlaceFigures:
    """The figures of one place and type."""

    standing: list[ComparedFigure] = field(default_factory=list)
    """The one that leads first: a total with parts, else the one of which others are kinds, else the first printed."""
    aside: list[ComparedFigure] = field(default_factory=list)


def cells_of(found: Comparison) -> Mapping[Key, PlaceFigures]:
    """The cells that hold a figure."""
    cells: dict[Key, PlaceFigures] = {}
    for figure in found.figures:
        cell = cells.setdefault((figure.place, figure.type), PlaceFigures())
        (cell.standing if figure.aside is None else cell.aside).append(figure)
    for cell in cells.values():
        totals = {figure.stands_for_it for figure in cell.aside if figure.aside == "part"}
        leads = {figure.id: _lead(figure, cell, totals) for figure in cell.standing}
        cell.standing.sort(key=lambda figure: -leads[figure.id])
    return cells


def types_by_places(cells: Mapping[Key, PlaceFigures], wanted: Sequence[str]) -> list[str]:
    """The wanted types in their order; without any those of two places or more, the most places first."""
    if wanted:
        return list(wanted)
    places: dict[str, int] = {}
    for (_, kind), cell in cells.items():
        places[kind] = places.get(kind, 0) + bool(cell.standing)
    return sorted((kind for kind, count in places.items() if count > 1), key=lambda kind: (-places[kind], kind))


def standing_of(cells: Mapping[Key, PlaceFigures], kind: str) -> Iterator[ComparedFigure]:
    """The figures of a type that stand for their places, in the order of the places."""
    for (_, own), cell in cells.items():
        if own == kind:
            yield from cell.standing


def _lead(figure: ComparedFigure, cell: PlaceFigures, totals: set[str | None]) -> int:
    """How much speaks for a figure as the one to be told when there is room for one."""
    if figure.id in totals:
        return 2
    others = [one for one in cell.standing if one is not figure and one.unit == figure.unit]
    return int(bool(figure.subject) and any(one.subject.endswith(figure.subject) for one in others))
