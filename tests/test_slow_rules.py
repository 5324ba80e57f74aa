"""A rule of a user's pack cannot hang a run: the document that it takes too long on is named, and so is the rule."""

import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from extract.alarm import TimeIsUp, time_limit
from extract.rulebook import load_rulebook
from extract.workers.slow_rules import slow_rule
from tests.pages import SEEDS

SLOW_RULE = """
schema: 1
skips:
  - id: skip.slow
    about: A pattern that tries every way to part a run of digits.
    pattern: '(?:[0-9]+)+号信箱'
    ledger: other
    examples:
      match:
        - text: 信件寄到12号信箱。
          gives: [{skip: 12号信箱, class: other}]
      reject:
        - text: 全镇共划分网格819个。
          why: a count
"""
PAGE = "目前，全镇共划分网格819个。"
BAD_PAGE = f"目前，信件寄到{'1' * 40}号信箧，不是12号信箱。"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "my-rules"
    (folder / "quantities").mkdir(parents=True)
    (folder / "quantities" / "slow.yaml").write_text(SLOW_RULE, encoding="utf-8")
    return folder


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in (("a", PAGE), ("bad", BAD_PAGE), ("c", PAGE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_rule_and_the_document_are_named_and_the_run_goes_on(
    pack: Path, pages: Path, tmp_path: Path, jobs: str
) -> None:
    words = [str(pages), "--out", str(tmp_path / "out"), "--rules", str(pack), "--time-limit", "2", "--jobs", jobs]
    result = CliRunner().invoke(app, [*words, "--quiet"])
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    file = pack / "quantities" / "slow.yaml"
    why = f"the rule skip.slow ({file}:4) alone takes too long on it"
    assert line == f"extract: bad.txt: not read within 2 s of computing; {why} [timeout]"
    assert sorted(path.name for path in (tmp_path / "out").glob("*.json")) == ["a.json", "c.json", "run.json"]


def test_built_in_rules_are_not_slow() -> None:
    for page in SEEDS.glob("*.txt"):
        assert slow_rule(load_rulebook(), page.read_text(encoding="utf-8")) is None


def sleep_through_errors() -> None:
    try:
        while True:
            pass
    except Exception:
        pytest.fail("it is no Exception")


def test_work_that_takes_too_long_is_interrupted_also_where_errors_are_caught() -> None:
    began = time.process_time()
    with pytest.raises(TimeIsUp), time_limit(0.2):
        sleep_through_errors()
    assert time.process_time() - began < 10


def test_that_time_is_over_is_known_where_the_work_made_another_error_of_it() -> None:
    with pytest.raises(ValueError, match="broken"), time_limit(0.1) as limit:  # noqa: PT012 - it must compute in there
        assert not limit.is_over
        try:
            while True:
                pass
        except TimeIsUp:
            raise ValueError("broken") from None
    assert limit.is_over
