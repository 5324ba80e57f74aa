"""Other people's test suites, where they stand beside the checkout, and the floors of our agreement with them."""

import pytest

from tests.exams.results import Result, judged, refusals
from tests.exams.suites import SUITES, results
from tests.pages import ROOT

FOLDER = ROOT.parent / "shared" / "exams"
LEAST = {"recognizers-zh-number.json": 0.97, "cn2an.jsonl": 1.0}
"""The share that must agree of the cases that are not refused."""
ASKED = {"recognizers-zh-number.json": 295, "cn2an.jsonl": 108}
"""How many cases must be asked: refusing more is no way to agree."""
LEAST_PLACES = 25

beside = pytest.mark.skipif(not FOLDER.is_dir(), reason="the suites are no part of the project")


@pytest.fixture(scope="module")
def taken() -> dict[str, Result]:
    return {result.name: result for result in results(FOLDER)}


@beside
@pytest.mark.parametrize("suite", LEAST)
def test_numbers_agree(suite: str, taken: dict[str, Result]) -> None:
    result = taken[suite]
    assert len(result.agreed) + len(result.disagreed) >= ASKED[suite]
    assert result.share >= LEAST[suite], "\n".join(map(str, result.disagreed))


@beside
def test_places_agree_or_stay_open(taken: dict[str, Result]) -> None:
    result = taken["jionlp-location.jsonl"]
    assert len(result.agreed) >= LEAST_PLACES
    for case in result.disagreed:
        assert isinstance(case.found, tuple)
        assert isinstance(case.expected, tuple)
        pairs = zip(case.found, case.expected, strict=True)
        assert all(found is None or found == expected for found, expected in pairs), case


@beside
@pytest.mark.parametrize("suite", SUITES)
def test_what_is_refused_would_disagree(suite: str, taken: dict[str, Result]) -> None:
    assert not [case for case, _ in taken[suite].refused if case.agrees]


@beside
@pytest.mark.parametrize("suite", SUITES)
def test_every_refusal_is_of_use(suite: str, taken: dict[str, Result]) -> None:
    for refusal in refusals(suite):
        assert judged(suite, (case for case, _ in taken[suite].refused), [refusal]).refused, refusal.reason
