"""One spelling for what is printed in several, character by character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.fold import fold


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("８１９個", "819个"),
        ("「網格」", "“网格”"),
        ("累計服務時長75000餘小時", "累计服务时长75000余小时"),
        ("著名的乾县", "著名的乾县"),
        ("喆、镕、〇", "喆、镕、〇"),
        ("薴苧", "苎苎"),
        ("\ud800", "\ud800"),
    ],
)
def test_a_character_has_one_spelling(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@given(st.text())
def test_every_character_keeps_its_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
