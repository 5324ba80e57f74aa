"""The right answers are well made: each stands at its offset, and no digit of an article is forgotten."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.pages import ROOT, SEEDS

GOLD = sorted((ROOT / "tests" / "gold").glob("*.json"))


def rows(article: dict[str, Any]) -> list[dict[str, Any]]:
    return [*article["indicators"], *article["not"]]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_row_stands_at_its_offset(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (SEEDS / gold["source"]).read_bytes().decode()
    for article in gold["articles"]:
        for row in rows(article):
            assert text.startswith(row["text"], row["start"]), row
            assert article["start"] <= row["start"] < article["end"], row


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_digit_of_an_article_is_accounted_for(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = (SEEDS / gold["source"]).read_bytes().decode()
    for article in gold["articles"]:
        spans = [(row["start"], row["start"] + len(row["text"])) for row in rows(article)]
        for run in re.finditer(r"[0-9０-９]+", text[article["start"] : article["end"]]):
            start = article["start"] + run.start()
            assert any(first <= start < last for first, last in spans), f"{run.group()} at {start}"


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_a_total_is_a_figure_of_the_same_article(path: Path) -> None:
    for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
        starts = {figure["start"] for figure in article["indicators"]}
        assert {figure["part_of"] for figure in article["indicators"]} <= {*starts, None}
