"""Who may import whom, and where knowledge of the language may stand."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.pages import ROOT

SHARED = {
    *("extract.answers", "extract.expressions", "extract.fold", "extract.gazetteer", "extract.lexicon"),
    *("extract.tokens", "extract.rulebook.openings", "extract.rulebook.patterns", "extract.rulebook.together"),
    "extract.unseen",
}
"""What every stage may use beside `schemas` and itself."""
STAGES = ("page", "quantities", "places", "models", "indicators")
OUTER = {
    "extract.assemble": {"extract.fold", "extract.ledger", "extract.repeats", "extract.spans"},
    "extract.audit": {"extract.expressions", "extract.fold", "extract.rulebook.patterns", "extract.spans"},
    "extract.ledger": {"extract.spans"},
    "extract.repeats": set(),
    "extract.spans": {"extract.unseen"},
    "extract.fold": {"extract.expressions"},
    "extract.unseen": set(),
    "extract.streams": set(),
    "extract.answers": {"extract.private"},
    "extract.beginnings": set(),
    "extract.expressions": {"extract.answers", "extract.beginnings"},
    "extract.lexicon": {"extract.expressions", "extract.fold"},
    "extract.tokens": {"extract.answers", "extract.fold"},
    "extract.gazetteer": {"extract.fold", "extract.lexicon"},
    "extract.gazetteer.build": {"extract.rulebook"},
    "extract.rulebook": {"extract.answers", "extract.beginnings", "extract.expressions", "extract.fold"},
    "extract.dates": set(),
    "extract.periods": {
        *("extract.dates", "extract.expressions", "extract.fold", "extract.rulebook.patterns"),
        "extract.rulebook.together",
    },
    "extract.read": {"extract.dates"},
    "extract.portable": set(),
    "extract.cells": {"extract.unseen"},
    "extract.tables": {"extract.cells", "extract.unseen"},
    "extract.corrections": {"extract.gazetteer", "extract.rulebook", "extract.tables"},
    "extract.columns": set(),
    "extract.swap": set(),
    "extract.record": {"extract.rulebook"},
    "extract.sentences": set(),
    "extract.stored": {"extract.sentences"},
    "extract.formats": set(),
    "extract.export": {"extract.formats", "extract.stored", "extract.swap"},
    "extract.annotation": {
        *("extract.gazetteer", "extract.pipeline", "extract.read", "extract.result", "extract.rulebook"),
        *("extract.stored", "extract.swap", "extract.write"),
    },
    "extract.diff": {"extract.columns", "extract.unseen"},
    "extract.result": {"extract.cells", "extract.tables", "extract.unseen"},
    "extract.write": {"extract.formats", "extract.portable", "extract.result", "extract.swap", "extract.tables"},
    "extract.alarm": set(),
    "extract.collection": set(),
    "extract.stopping": set(),
    "extract.private": set(),
    "extract.cache": {"extract.private"},
    "extract.workers": {
        *("extract.alarm", "extract.cache", "extract.collection", "extract.corrections", "extract.fold"),
        "extract.gazetteer",
        *("extract.pipeline", "extract.read", "extract.record", "extract.result", "extract.rulebook"),
    },
    "extract.report": {"extract.rulebook.problems", "extract.unseen"},
    "extract.listing": {"extract.report", "extract.rulebook"},
    "extract.console": {"extract.report", "extract.unseen"},
    "extract.arrow": {"extract.read", "extract.result", "extract.workers"},
    "extract.engines": {"extract.arrow"},
    "extract.run": {
        *("extract.console", "extract.corrections", "extract.formats", "extract.read", "extract.result"),
        *("extract.stopping", "extract.workers", "extract.write"),
    },
    "extract.api": {
        *("extract.formats", "extract.gazetteer", "extract.pipeline", "extract.read", "extract.rulebook"),
        *("extract.tables",),
    },
    "extract.comparison": {
        *("extract.cells", "extract.columns", "extract.report", "extract.rulebook.yaml_source", "extract.stored"),
    },
    "extract.differences": {
        *("extract.diff", "extract.read", "extract.result", "extract.run", "extract.stored", "extract.write"),
    },
    "extract.findings": {"extract.stored", "extract.unseen"},
    "extract.provenance": {
        *("extract.gazetteer", "extract.pipeline", "extract.read", "extract.rulebook"),
        *("extract.stored", "extract.tables", "extract.unseen"),
    },
    "extract.examples": {
        *("extract.fold", "extract.gazetteer", "extract.listing", "extract.pipeline"),
        *("extract.report", "extract.rulebook"),
    },
    "extract.html_report": {
        *("extract.comparison", "extract.explain", "extract.gazetteer", "extract.pipeline", "extract.read"),
        *("extract.rulebook", "extract.spans", "extract.stored"),
    },
    "extract.explain": {
        *("extract.fold", "extract.gazetteer", "extract.ledger", "extract.pipeline", "extract.read"),
        *("extract.report", "extract.rulebook", "extract.spans", "extract.unseen"),
    },
    "extract.coverage": {"extract.examples.facts", "extract.explain", "extract.read", "extract.report"},
    "extract.drafting": {
        *("extract.examples.facts", "extract.explain", "extract.fold", "extract.listing"),
        *("extract.report", "extract.rulebook", "extract.tokens", "extract.unseen"),
    },
    "cli": {
        *("extract.collection", "extract.comparison", "extract.console", "extract.coverage"),
        *("extract.differences", "extract.drafting"),
        *("extract.examples", "extract.html_report"),
        *("extract.explain", "extract.findings", "extract.listing", "extract.provenance", "extract.read"),
        *("extract.report", "extract.rulebook", "extract.run", "extract.stopping", "extract.stored"),
        *("extract.annotation", "extract.export", "extract.formats", "extract.streams", "extract.unseen"),
        *("extract.workers", "extract.write"),
    },
}
"""The rooms around the stages, and what of `extract` each imports beside itself."""
HAN_RANGE = re.compile("[\u3400-\u9fff]-[\u3400-\u9fff]")
HAN_WORD = re.compile("[\u3400-\u9fff]{2,}")
SOURCES = sorted([ROOT / "cli.py", *(ROOT / "extract").rglob("*.py"), *(ROOT / "schemas").rglob("*.py")])


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported_by(path: Path) -> set[str]:
    """The modules of the project that a file imports, anywhere in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.split(".")[0] in {"extract", "schemas", "cli"}}


def within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    module, imports = module_of(path), imported_by(path)
    room = ".".join(module.split(".")[:2])
    if module.startswith("schemas"):
        assert all(within(name, {"schemas"}) for name in imports)
    elif room.removeprefix("extract.") in STAGES:
        assert all(within(name, {"schemas", room, *SHARED}) for name in imports)
    elif room in OUTER:
        allowed = OUTER.get(module, OUTER[room])
        assert all(within(name, {"schemas", room, *allowed}) for name in imports)
    else:
        assert room in {"extract", "extract.pipeline"}


def test_only_the_pipeline_knows_the_stages() -> None:
    stages = {f"extract.{stage}" for stage in STAGES}
    knowing = {
        module_of(path)
        for path in SOURCES
        if any(within(name, stages) for name in imported_by(path)) and not within(module_of(path), stages)
    }
    assert knowing == {"extract.pipeline"}


def test_the_pipeline_is_one_screen() -> None:
    assert len((ROOT / "extract" / "pipeline.py").read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("yaml", {"extract.rulebook"}),
        ("jieba", {"extract.tokens", "extract.gazetteer.build"}),
        ("cn2an", {"extract.quantities"}),
        ("typer", {"cli"}),
        ("rich", {"extract.console"}),
        ("sqlite3", {"extract.formats.sqlite", "extract.cache"}),
        ("pandas", {"extract.api"}),
        ("polars", {"extract.api"}),
        ("pyarrow", {"extract.arrow", "extract.engines", "extract.formats.parquet"}),
        ("daft", {"extract.engines.daft"}),
        ("pyspark", {"extract.engines.spark"}),
        ("docx", {"extract.read.formats.word"}),
        ("pypdfium2", {"extract.read.formats.pdf"}),
        ("trafilatura", {"extract.read.formats.web_page"}),
        ("warcio", {"extract.read.formats.web_archive"}),
    ],
)
def test_a_library_is_known_in_one_room(library: str, rooms: set[str]) -> None:
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        if any(within(name, {library}) for name in names):
            assert within(module_of(path), rooms), module_of(path)


def strings_of(tree: ast.Module) -> Iterator[str]:
    """The string constants of a module without its docstrings."""
    docstrings = {
        id(node.body[position].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for position in range(len(node.body))
        if isinstance(node.body[position], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize("path", SOURCES, ids=module_of)
def test_no_chinese_word_stands_in_python(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [word for text in strings_of(tree) for word in HAN_WORD.findall(HAN_RANGE.sub("", text))]


CHARACTER_CLASS = re.compile(r"\[[^]]*\]")


def gold_names() -> set[str]:
    """Names that belong to the seed pages: their places, their persons, what they are about."""
    names: set[str] = set()
    for path in sorted((ROOT / "tests" / "gold").glob("*.json")):
        for article in json.loads(path.read_text(encoding="utf-8"))["articles"]:
            paths = [article["place"], *(figure["place"] for figure in article["indicators"])]
            names |= {name for place in paths for name in place.split("/")[1:]}
            names |= {name for author in article["authors"] for name in author.split()}
            names |= {model["name"] for model in article["models"] if model["role"] == "primary"}
    return {name for name in names if len(name) >= 2}


def words_outside_examples(value: object, key: str = "") -> Iterator[str]:
    """The texts of a rule file that are no examples and no remarks about a rule."""
    if key in {"examples", "about", "why"}:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from words_outside_examples(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from words_outside_examples(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("path", sorted((ROOT / "rules").rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_name_of_a_seed_page_stands_in_a_rule(path: Path) -> None:
    words = set(words_outside_examples(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert not {(name, word) for name in gold_names() for word in words if name in CHARACTER_CLASS.sub("", word)}
