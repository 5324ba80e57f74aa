"""Every promise of docs/safety.md names tests that are there."""

import ast
import re
from functools import cache

import pytest

from tests.pages import ROOT

TABLES = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
ROWS = [line for line in TABLES.splitlines() if re.match(r"\| (?!---|threat)", line)]


@cache
def names_in(path: str) -> set[str]:
    """The tests of a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_there_is_a_row_for_every_kind_of_threat() -> None:
    assert len(ROWS) >= 20


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split(" | ")[0].strip("| ")[:40])
def test_the_tests_that_a_row_names_are_there(row: str) -> None:
    _, threat, outcome, shown, _ = (cell.strip() for cell in re.split(r"(?<!\\)\|", row))
    named = re.findall(r"`(tests/test_\w+\.py)::(test_\w+)`", shown)
    assert threat
    assert outcome
    assert named
    assert [name for path, name in named if name not in names_in(path)] == []
