"""Names of sources → names of files that every system can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.portable import portable


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a", "a"),
        ("新闻/第二版", "新闻/第二版"),
        ("CON", "CON_"),
        ("sub/nul.2024", "sub/nul_.2024"),
        ("console", "console"),
        ("run", "run_"),
        ("sub/run", "sub/run"),
    ],
)
def test_a_name_is_kept_where_it_can_be(name: str, kept: str) -> None:
    assert portable(name) == kept


def test_names_that_are_cut_are_told_apart() -> None:
    first, second = (portable("字" * 100 + end) for end in "甲乙")
    assert first != second
    assert first.startswith("字" * 60)


def test_a_path_without_end_is_not_walked() -> None:
    first, second = (portable("/".join(["d"] * 1500) + end) for end in "甲乙")
    assert first != second
    assert first.count("/") < 10


@given(st.lists(st.text(min_size=1, max_size=300).filter(lambda part: "/" not in part), min_size=1, max_size=60))
def test_no_part_is_too_long(parts: list[str]) -> None:
    path = portable("/".join(parts))
    assert all(len(part.encode("utf-8", "surrogatepass")) <= 220 for part in path.split("/"))
