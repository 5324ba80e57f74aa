"""Bytes → text: the encoding is told, marked, obeyed or scored; what stays open is an error."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from extract.read import Fault, ReadError
from extract.read.decoding import decode, score
from tests.pages import seeds

PAGE = "清河县推行“板凳夜谈”，全县共划分网格819个。\n目前，化解纠纷1286件，办结率达到86.3%。\n"
TRADITIONAL = OpenCC("s2t").convert(PAGE)
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def fault_of(content: bytes, wanted: str | None = None) -> ReadError:
    with pytest.raises(ReadError) as caught:
        decode("page.txt", content, wanted)
    return caught.value


@pytest.mark.parametrize("encoding", MARKS)
def test_a_byte_order_mark_tells_the_encoding_and_is_not_text(encoding: str) -> None:
    assert decode("page.txt", MARKS[encoding] + PAGE.encode(encoding)) == PAGE


@pytest.mark.parametrize(
    ("encoding", "page"),
    [
        *((encoding, PAGE) for encoding in ("utf-8", "gb18030", *MARKS)),
        ("big5", TRADITIONAL),
        ("utf-16-le", TRADITIONAL),
    ],
)
def test_without_a_mark_the_bytes_tell_it(encoding: str, page: str) -> None:
    assert decode("page.txt", page.encode(encoding)) == page


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_every_stretch_of_the_seeds_is_told_rightly_in_every_encoding(encoding: str) -> None:
    for seed in seeds():
        for start in range(0, len(seed.text) - 60, 331):
            stretch = seed.text[start : start + 60]
            assert decode(seed.name, stretch.encode(encoding)) == stretch


def test_names_that_only_gb_18030_has_come_through() -> None:
    page = "塘㙍镇、湖㳇镇、流波䃥镇、麦㙦镇共有网格96个。𬭎"
    assert decode("page.txt", page.encode("gb18030")) == page


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (PAGE.encode()[:30] + b"\xff" + PAGE.encode()[30:], "UTF-8 with a fault at byte 30"),
        (PAGE.encode()[:-2], "UTF-8 with a fault"),
        (PAGE.encode() + PAGE.encode("gb18030"), "UTF-8 with a fault"),
        ("Grüße aus Köln".encode("latin-1"), "no other encoding gives Chinese text"),
        ("今日の日本経済新聞の社説です".encode("shift_jis"), "no other encoding gives Chinese text"),
        ("Привет, мир и город".encode("cp1251"), "no other encoding gives Chinese text"),
    ],
)
def test_what_stays_open_is_an_error_that_says_why(content: bytes, told: str) -> None:
    error = fault_of(content)
    assert error.code is Fault.ENCODING
    assert told in error.message


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", bytes(range(256)) * 4, b"\0" * 100])
def test_bytes_that_are_no_text_in_any_encoding_are_told(content: bytes) -> None:
    assert fault_of(content).code in {Fault.NOT_TEXT, Fault.ENCODING}


def test_the_encoding_that_is_named_is_taken_and_its_faults_told() -> None:
    assert decode("page.txt", "é".encode("latin-1"), "latin-1") == "é"
    assert fault_of(PAGE.encode(), "ascii").message.startswith("not ascii at byte 0")


def test_what_a_page_declares_goes_before_evidence_but_not_before_utf_8() -> None:
    short = "网格"
    assert decode("page.html", short.encode("gb18030"), declared="gb2312") == short
    assert decode("page.html", PAGE.encode(), declared="gb2312") == PAGE
    assert decode("page.html", PAGE.encode("gb18030"), declared="no-such") == PAGE


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (PAGE, PAGE.encode("gb18030").decode("big5hkscs", "ignore")),
        (TRADITIONAL, TRADITIONAL.encode("big5").decode("gb18030", "ignore")),
        (PAGE, PAGE.encode().decode("gb18030", "ignore")),
    ],
)
def test_print_scores_higher_than_the_same_bytes_misread(better: str, worse: str) -> None:
    assert score(better) > 0.95
    assert score(better) - score(worse) > 0.2


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_end_as_their_text_or_as_an_error(content: bytes) -> None:
    try:
        text = decode("page.txt", content)
    except ReadError:
        return
    assert "\ufffd" not in text or "\ufffd".encode() in content or content.startswith((b"\xff\xfe", b"\xfe\xff", b"\0"))
