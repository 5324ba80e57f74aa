"""Characters that print nothing: pages are read as if they were not there, spans still lead to what is printed."""

import json
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.fold import odd_characters
from extract.unseen import has_unseen, sound, visible, visible_json, without
from schemas.facts import Document
from tests.pages import extractor, seeds, source
from tests.test_spans import check

UNSEEN = (
    *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u115f", "\u3164", "\ufe0f"),
    *("\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\ufff9", "\U000e0041"),
    *("\x00", "\x07", "\x08", "\x1b", "\x7f", "\x80", "\x9b"),
)
PAGE = """## 清河县：“板凳夜谈”解民忧

■记者 王明

近年来，清河县推行“板凳夜谈”工作法。全县增收１２．５万元，占比98.6%。
"""


def told(document: Document) -> list[object]:
    """What a document says, without where and in which characters."""
    return [
        (
            *(article.title, article.authors, article.place and article.place.code),
            *((model.name, model.role) for model in article.models),
            *((one.subject, one.value, one.unit, one.type, one.time) for one in article.indicators),
        )
        for article in document.articles
    ]


def test_every_unseen_character_is_odd_to_the_folding() -> None:
    """The page stage looks for unseen characters among the odd ones only."""
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    assert set(everything) - set(without(everything)[0]) <= odd_characters(everything)


@pytest.mark.parametrize(
    ("text", "printed", "value"),
    [
        ("增收\u200b１２．５万元。", "１２．５万元", 125000),
        ("增收１\u200b２．５万元。", "１\u200b２．５万元", 125000),
        ("增\u00ad收12\u2060.5万\ufeff元。", "12\u2060.5万\ufeff元", 125000),
        ("增收\u202e12.5\u202c万元。", "12.5\u202c万元", 125000),
        ("共有8\x001\x1b9个网格。", "8\x001\x1b9个", 819),
        ("共有819\ufe0f个网格。", "819\ufe0f个", 819),
    ],
)
def test_a_figure_is_read_through_them_and_its_span_is_what_is_printed(text: str, printed: str, value: float) -> None:
    document = extractor().document(source(text))
    (figure,) = document.articles[0].indicators
    assert (figure.text, figure.value) == (printed, value)
    assert text[slice(*figure.span)] == printed
    assert not has_unseen(figure.subject + figure.unit)


@pytest.mark.parametrize("char", UNSEEN, ids=ascii)
def test_between_any_two_characters_they_change_nothing(char: str) -> None:
    page = source(char.join(PAGE))
    document = extractor().document(page)
    check(page, document)
    assert told(document) == told(extractor().document(source(PAGE)))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(range(5)), st.lists(st.tuples(st.integers(0, 5000), st.sampled_from(UNSEEN)), max_size=40))
def test_strewn_over_a_seed_page_they_change_nothing(seed: int, strewn: list[tuple[int, str]]) -> None:
    text = seeds()[seed].text
    for at, char in strewn:
        text = text[:at] + char + text[at:]
    page = source(text)
    document = extractor().document(page)
    check(page, document)
    assert told(document) == told(extractor().document(seeds()[seed]))


@given(st.text(st.one_of(st.characters(), st.sampled_from(UNSEEN))))
def test_what_is_left_stands_where_it_stood(text: str) -> None:
    left, offsets = without(text)
    assert len(offsets) == len(left) + 1
    assert offsets[-1] == len(text)
    assert [text[offset] for offset in offsets[:-1]] == list(left)
    assert not has_unseen(left)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("清河县 819个　网格", "清河县 819个　网格"),
        ("\x1b[2J清屏", r"\x1b[2J清屏"),
        ("\x9b31m", r"\x9b31m"),
        ("gpj.\u202etxt", r"gpj.\u202etxt"),
        ("零\u200b宽", r"零\u200b宽"),
        ("两\n行\r\u2028\x85", r"两\n行\r\u2028\x85"),
        ("\udcff", r"\udcff"),
        ("::error::x", r"\x3a:error::x"),
        ("  ::set-output name=x::y", r"  \x3a:set-output name=x::y"),
        ("##[group]x ##vso[task.setvariable]", r"#\x23[group]x #\x23vso[task.setvariable]"),
        ("a::b 时间12:30", "a::b 时间12:30"),
        ("[red]红[/red] :smile:", "[red]红[/red] :smile:"),
    ],
)
def test_a_line_is_shown_as_one_line_of_text(line: str, shown: str) -> None:
    assert visible(line) == shown


@given(st.text(st.characters()))
def test_whatever_the_line_nothing_in_it_steers(line: str) -> None:
    shown = visible(line)
    assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert visible(shown) == shown


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(UNSEEN))))
def test_json_says_the_same_and_steers_nothing(text: str) -> None:
    shown = visible_json(json.dumps([text, f"##[{text}"], ensure_ascii=False))
    assert json.loads(shown) == [text, f"##[{text}"]
    assert not has_unseen(shown)
    assert "##[" not in shown


def test_bytes_of_the_command_line_that_are_no_text_are_written_out() -> None:
    assert sound("\udcff5个") == r"\xff5个"
