"""Starting costs little: measured turn by turn in one run, beside jieba and beside the library of the command line."""

import subprocess
import sys
from pathlib import Path
from statistics import median

import pytest

from tests.benchmarks.footprint import started

ROUNDS = 5
OURS = """
import time, pydantic, yaml, opencc, re
import extract.pipeline, extract.rulebook
from extract.gazetteer import load_gazetteer
gazetteer = load_gazetteer()
start = time.perf_counter()
extract.pipeline.Extractor(extract.rulebook.load_rulebook(), gazetteer)
print(time.perf_counter() - start)
"""
JIEBA = """
import time, tempfile
start = time.perf_counter()
import jieba, logging
jieba.setLogLevel(logging.ERROR)
tokenizer = jieba.Tokenizer()
tokenizer.tmp_dir = {folder!r}
tokenizer.initialize()
print(time.perf_counter() - start)
"""


def seconds(code: str) -> float:
    """What a fresh interpreter says that it took."""
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, check=True, text=True)
    return float(run.stdout)


@pytest.mark.heavy
def test_loading_and_compiling_all_rules_costs_less_than_starting_jieba(tmp_path: Path) -> None:
    """Jieba may use a cache of its own that the first round has filled; the rules have none."""
    code = JIEBA.format(folder=str(tmp_path))
    seconds(code)
    rounds = [(seconds(OURS), seconds(code)) for _ in range(ROUNDS)]
    ours, theirs = (median(times) for times in zip(*rounds, strict=True))
    print(f"rules loaded and compiled {ours:.3f} s, jieba imported and initialised {theirs:.3f} s")
    assert ours < theirs


@pytest.mark.heavy
def test_the_help_costs_less_than_twice_the_library_that_prints_it() -> None:
    starts = started(ROUNDS)
    assert starts["extract --help"] < 2 * starts["python -c 'import typer'"]
