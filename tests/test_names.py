"""The rules know the language and no page: names of the seed pages stand in their examples alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.pages import ROOT

PROSE = {"about", "examples"}
"""The keys of a rule that no text is matched against."""
COMMON = {
    "联席会议": "a kind of meeting",
    "微心愿": "a word for wishes, as 心愿 is",
    "责任网": "the beginning of 责任网格",
    "加油站": "a petrol station",
    "点对点": "an adverb",
    "十百千万": "the numerals in a row, in a class of characters",
}
"""Names of models on the seed pages that are words of the language as well."""
NATIONWIDE = {"一件事一次办", "居家养老", "枫桥经验", "法律明白人", "网格化", "雪亮工程"}
"""Programmes on the seed pages that the central government's documents name and all provinces run."""


def names() -> set[str]:
    """The places below the country, authors and models of the seed pages' hand-made answers."""
    found: set[str] = set()
    for path in (ROOT / "tests" / "gold").glob("*.json"):
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            found.update(article["authors"])
            found.update(model["name"] for model in article["models"])
            for row in (article, *article["indicators"]):
                found.update((row["place"] or "").split("/"))
    return {name for name in found if len(name) > 1}


def matched(node: Any) -> Iterator[str]:
    """Every word and pattern of a rule file that texts are matched against."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in PROSE:
                yield str(key)
                yield from matched(value)
    elif isinstance(node, list):
        for value in node:
            yield from matched(value)
    elif isinstance(node, str):
        yield node


@pytest.mark.parametrize("path", sorted((ROOT / "rules").rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_name_of_a_seed_page_stands_in_a_rule(path: Path) -> None:
    words = "\n".join(matched(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert sorted(name for name in names() - COMMON.keys() - NATIONWIDE if name in words) == []


def test_a_common_word_is_the_name_of_a_model() -> None:
    assert COMMON.keys() | NATIONWIDE <= names()
