"""Cells of a CSV file that no spreadsheet takes for formulas."""

from extract.unseen import visible

Cell = str | int | float | None
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦", "﹫")


def safe_cell(cell: Cell) -> Cell:
    """The cell in one line, so marked that its text is taken for text; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    text = visible(cell)
    return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text
