"""The measure on the seed pages and on made-up articles, and the floors that it may not fall below."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.scoring.agreement import same_subject
from tests.scoring.run import measured
from tests.scoring.tally import Tally

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "scoring" / "floors.toml").read_text(encoding="utf-8"))
SETS = {"seeds": (HERE.parent / "seeds", HERE / "gold"), "made_up": (HERE / "made_up/texts", HERE / "made_up/gold")}


@cache
def reached(name: str) -> Tally:
    return measured(*SETS[name])


@pytest.mark.parametrize(("name", "rate"), [(name, rate) for name, floors in FLOORS.items() for rate in floors])
def test_no_rate_falls_below_its_floor(name: str, rate: str) -> None:
    tally = reached(name)
    found = tally.rates()[rate]
    assert found is not None
    assert found >= FLOORS[name][rate], tally.misses(rate)


def test_a_harmonic_mean_needs_both_sides() -> None:
    tally = Tally()
    tally.count("fact.recall", True, "")
    assert tally.rates()["fact.f1"] is None
    tally.count("fact.precision", False, "a miss", "type")
    assert tally.rates()["fact.f1"] == pytest.approx(0.0)
    assert tally.misses("fact.precision") == {"type": ["a miss"]}


@pytest.mark.parametrize(
    ("subject", "agrees"),
    [("农村网格", True), ("“农村”网格", True), ("网格", False), ("划分农村网格", False), ("", False)],
)
def test_a_subject_holds_the_core_and_no_more_than_the_full_form(subject: str, agrees: bool) -> None:
    assert same_subject(subject, {"core": "农村网格", "full": "农村网格"}) is agrees
