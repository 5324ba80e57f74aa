"""Which day of publication counts, and what stays open; the words themselves are the rules' own examples."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.records import Source
from tests.pages import extractor

PERIOD = re.compile(r"(\d{4}(-\d\d){0,2})(/(\d{4}(-\d\d){0,2}|\.\.))?")


def resolved(text: str, published: str | None = None) -> list[str | None]:
    document = extractor().document(Source("page.txt", text, "", published))
    return [figure.time_resolved for article in document.articles for figure in article.indicators]


def test_what_is_told_beside_the_text_counts() -> None:
    assert resolved("今年以来，化解纠纷86件。", "2024-06-18") == ["2024/2024-06-18"]
    assert resolved("今年以来，化解纠纷86件。", None) == [None]


def test_the_date_that_the_page_prints_goes_before_it() -> None:
    assert resolved("2023年5月6日\n\n去年，化解纠纷86件。", "2024-06-18") == ["2022"]


@pytest.mark.parametrize(
    ("text", "published", "period"),
    [
        ("今年，化解纠纷86件。", "2024-06", "2024"),
        ("上月，化解纠纷86件。", "2024-06", "2024-05"),
        ("5月，化解纠纷86件。", "2024-06", "2024-05"),
        ("目前，化解纠纷86件。", "2024-06", "2024-06"),
        ("昨天，化解纠纷86件。", "2024-06", None),
        ("6月16日，化解纠纷86件。", "2024-06", None),
    ],
)
def test_a_month_of_publication_tells_no_day(text: str, published: str, period: str | None) -> None:
    assert resolved(text, published) == [period]


@pytest.mark.parametrize(
    ("before", "period"),
    [("", "2024-05"), ("今年，他回到村里。", "2024-05"), ("去年，他回到村里。", None), ("2019年，他当选支书。", None)],
)
def test_a_month_without_a_year_follows_no_other_year(before: str, period: str | None) -> None:
    assert resolved(f"{before}5月，化解纠纷86件。", "2024-06-18") == [period]


def test_a_figure_that_nothing_dates_has_no_period() -> None:
    assert resolved("全镇共划分网格819个。", "2024-06-18") == [None]


@pytest.mark.parametrize("words", ["今年13月", "今年2月30日", "2023年至2019年", "今年11—3月"])
def test_what_the_calendar_does_not_have_stays_open(words: str) -> None:
    assert set(resolved(f"{words}，化解纠纷86件。", "2024-06-18")) <= {None}


WORDS = st.sampled_from(
    ["今年", "去年", "上月", "本月", "上半年", "三季度", "截至目前", "昨天", "今年以来", "“十四五”期间", "2020年以来"]
)
MONTHS = st.builds("{}{}月".format, st.sampled_from(["", "今年", "去年", "2023年"]), st.integers(0, 14))


@given(words=WORDS | MONTHS, published=st.none() | st.dates().map(lambda day: day.isoformat()))
def test_whatever_is_resolved_is_a_period_in_iso_8601(words: str, published: str | None) -> None:
    for period in resolved(f"{words}，化解纠纷86件。", published):
        assert period is None or PERIOD.fullmatch(period)
