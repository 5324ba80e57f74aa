"""A comparison → a table with bars for the terminal, rows for a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from extract.cells import Cell, safe_cell
from extract.columns import padded, width_of
from extract.comparison.table import Key, PlaceFigures, cells_of, standing_of, types_by_places
from extract.report import Line, line
from schemas.comparison import Base, ComparedFigure, ComparedModel, Comparison, Rate

LONGEST_BAR = 24
MOST_COLUMNS = 4
"""So many types stand side by side in the table; each has its bars below."""
MOST_MODELS = 20
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_SIGNS = {"about": "≈", "nearly": "<~", "over": ">", "at_least": "≥", "at_most": "≤", "under": "<"}
_NO_PLACE = "(no place)"
_COLUMNS = (
    *("place", "code", "type", "subject", "value", "value_max", "unit", "modifier", "per", "time", "status", "text"),
    *("stands", "aside", "stands_for_it", "per_10000_people", "people", "per_community", "communities"),
    *("id", "article", "title", "source"),
)


def as_json(found: Comparison) -> str:
    """The whole comparison."""
    return found.model_dump_json(indent=2)


def as_csv(found: Comparison) -> str:
    """A row a figure, those that stand first: ready for a pivot table by place and type."""
    file = io.StringIO()
    file.write("\ufeff")
    table = csv.writer(file, lineterminator="\n")
    table.writerow(_COLUMNS)
    for figure in found.figures:
        table.writerow([safe_cell(cell) for cell in _row(figure)])
    return file.getvalue().removesuffix("\n")


def as_text(found: Comparison, wanted: Sequence[str]) -> Iterator[Line]:
    """The table and a block of bars for each type; before them all models, where no types are wanted."""
    cells = cells_of(found)
    types = types_by_places(cells, wanted)
    if not wanted:
        yield from _models(found.models)
        yield line()
    if not types:
        yield line("no type has figures of two places; name one: --type TYPE")
        return
    yield from _table(found, cells, types[:MOST_COLUMNS])
    for kind in types:
        yield line()
        yield from _bars(kind, list(standing_of(cells, kind)), cells)


def _row(figure: ComparedFigure) -> tuple[Cell, ...]:
    return (
        *(figure.place, figure.code, figure.type, figure.subject, figure.value, figure.value_max, figure.unit),
        *(figure.modifier, figure.per, figure.time, figure.status, figure.text),
        *("yes" if figure.aside is None else "no", figure.aside, figure.stands_for_it),
        *(*_rate_of(figure, "population"), *_rate_of(figure, "community")),
        *(figure.id, figure.article, figure.title, figure.source),
    )


def _rate_of(figure: ComparedFigure, base: Base) -> tuple[Cell, Cell]:
    """The rate on a base, and the id of the figure that it was divided by."""
    rate = next((rate for rate in figure.rates if rate.base == base), None)
    return (rate.value, rate.fact) if rate else (None, None)


def _models(models: Sequence[ComparedModel]) -> Iterator[Line]:
    """The models that articles are about, and others that several places run."""
    shown = [model for model in models if model.role == "primary" or len(model.places) > 1]
    yield line((f"models ({len(shown)} of {len(models)})", "strong"))
    width = max((width_of(model.name) for model in shown[:MOST_MODELS]), default=0)
    for model in shown[:MOST_MODELS]:
        places = ", ".join(place or _NO_PLACE for place in model.places)
        yield line("  ", padded(model.name, width), "  ", (places, "faint"))
    if len(shown) > MOST_MODELS:
        yield line(f"  and {len(shown) - MOST_MODELS} more; --json has all")


def _table(found: Comparison, cells: Mapping[Key, PlaceFigures], types: Sequence[str]) -> Iterator[Line]:
    """Places with their models and the figure that leads in each type, and how many more stand beside it."""
    rows = [
        (place.place or _NO_PLACE, *(_cell(cells.get((place.place, kind))) for kind in types), ", ".join(place.models))
        for place in found.places
    ]
    rows = [("place", *types, "models"), *(row for row in rows if any(row[1:-1]))]
    widths = [max(map(width_of, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        text = "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True))
        yield line((text, "strong" if number == 0 else "plain"))


def _cell(cell: PlaceFigures | None) -> str:
    if cell is None or not cell.standing:
        return ""
    more = f" +{len(cell.standing) - 1}" if len(cell.standing) > 1 else ""
    return f"{_value(cell.standing[0])}{more}"


def _bars(kind: str, figures: Sequence[ComparedFigure], cells: Mapping[Key, PlaceFigures]) -> Iterator[Line]:
    """The figures of a type that stand, unit by unit, with bars on one scale for each unit."""
    places = {figure.place for figure in figures}
    yield line((kind, "strong"), (f"  {len(figures)} figures of {len(places)} places", "faint"))
    for _, alike in groupby(sorted(figures, key=lambda figure: figure.unit), key=lambda figure: figure.unit):
        ones = list(alike)
        most = max((_amount(one) for one in ones), default=0)
        labels = [_label(one) for one in ones]
        widths = max(map(width_of, labels)), max(width_of(_value(one)) for one in ones)
        for one, label in zip(ones, labels, strict=True):
            bar = _bar(_amount(one), most)
            beside = "  ".join(filter(None, (_rates(one.rates), _parts(one, cells))))
            yield line(
                "  ", padded(label, widths[0]), "  ", _right(_value(one), widths[1]), "  ", (bar, "good"), beside
            )


def _label(figure: ComparedFigure) -> str:
    return f"{figure.place or _NO_PLACE}  {figure.subject}".rstrip()


def _parts(figure: ComparedFigure, cells: Mapping[Key, PlaceFigures]) -> str:
    """The parts of a total that the page lists."""
    aside = cells[figure.place, figure.type].aside
    parts = [part for part in aside if part.aside == "part" and part.stands_for_it == figure.id]
    told = ", ".join(f"{part.subject} {_value(part)}".strip() for part in parts)
    return f"of which {told}" if told else ""


def _rates(rates: Sequence[Rate]) -> str:
    names = {"population": "per 10,000 people", "community": "per community"}
    return ", ".join(f"{'' if rate.is_exact else '≈'}{rate.value:g} {names[rate.base]}" for rate in rates)


def _value(figure: ComparedFigure) -> str:
    value = f"{figure.value:,}" if isinstance(figure.value, int | float) else str(figure.value)
    top = f"–{figure.value_max:,}" if figure.value_max is not None else ""
    per = f"/{figure.per}" if figure.per else ""
    return f"{_SIGNS.get(figure.modifier, '')}{value}{top}{figure.unit}{per}"


def _amount(figure: ComparedFigure) -> float:
    return float(figure.value) if isinstance(figure.value, int | float) else 0.0


def _bar(amount: float, most: float) -> str:
    """A bar of the amount on a scale of which the most fills the line."""
    eighths = round(LONGEST_BAR * 8 * max(amount, 0) / most) if most > 0 else 0
    bar = _EIGHTHS[8] * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
    return f"{bar}  " if bar else ""


def _right(text: str, width: int) -> str:
    return " " * max(0, width - width_of(text)) + text
