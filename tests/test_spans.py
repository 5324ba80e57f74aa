"""Where facts are printed: every span is its text, every digit is a figure or in the ledger."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.facts import Document
from schemas.records import Source
from tests.pages import extractor, seeds, source

DIGITS = re.compile("[0-9０-９]+")
LINE_BREAKS = re.compile(r"[\r\n]")

NUMBERS = st.one_of(
    st.integers(0, 10**7).map(str),
    st.decimals(0, 1000, places=1).map(str),
    st.sampled_from(["３００", "2.1万", "1亿", "300—500", "1:3", "“1+3+N”", "2022年11月", "21:00", "第70", "三百余"]),
)
NOUNS = st.sampled_from(["## ", "■记者 张 明", "目前", "该县", "全市", "网格", "志愿者", "服务", "“", "”"])
LINKS = st.sampled_from(["共有", "为", "的", "其中", "占比", "达", "近", "余", "以上"])
UNITS = st.sampled_from(["个", "名", "户", "万元", "%", "人次", "岁", "号楼"])
MARKS = st.sampled_from("，。、：；（）.,:!? \u3000\n\r")
PAGES = st.lists(st.one_of(NUMBERS, NOUNS, LINKS, UNITS, MARKS, st.text(max_size=3)), max_size=60).map("".join)


def check(page: Source, document: Document) -> None:
    """The promises of a document about its source."""
    text = page.text
    printed = bytearray(len(text))
    figures = [figure for article in document.articles for figure in article.indicators]
    for fact in (*figures, *document.numbers):
        start, end = fact.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == fact.text
        printed[start:end] = b"\1" * (end - start)
    for run in DIGITS.finditer(text):
        assert all(printed[slice(*run.span())]), f"{run.group()} at {run.start()} is lost"
    for figure in figures:
        assert not LINE_BREAKS.search(figure.subject + (figure.per or "") + (figure.time or ""))
    _check_places(text, document)
    _check_order_and_ids(document)


def _check_places(text: str, document: Document) -> None:
    for article in document.articles:
        for place in (article.place, *(figure.place for figure in article.indicators)):
            assert place is None or (place.text is None) == (place.span is None)
            if place and place.span and place.text:
                assert LINE_BREAKS.sub("", text[slice(*place.span)]).startswith(place.text[:1])


def _check_order_and_ids(document: Document) -> None:
    ids = [article.id for article in document.articles]
    for article in document.articles:
        ids += [model.id for model in article.models]
        ids += [figure.id for figure in article.indicators]
    assert len(ids) == len(set(ids))
    spans = [article.span for article in document.articles]
    assert spans == sorted(spans)
    assert [number.span for number in document.numbers] == sorted(number.span for number in document.numbers)
    known = set(ids)
    for article in document.articles:
        for figure in article.indicators:
            assert {figure.part_of, figure.share_of, figure.repeat_of, figure.model} <= {*known, None}


@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: seed.name)
def test_every_span_and_digit_of_the_seeds(seed: Source) -> None:
    check(seed, extractor().document(seed))


@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: seed.name)
def test_a_page_with_other_line_ends_holds_the_same_facts(seed: Source) -> None:
    page = source(seed.text.replace("\n", "\r\n"))
    document = extractor().document(page)
    check(page, document)
    assert _figures(document) == _figures(extractor().document(seed))


def _figures(document: Document) -> list[tuple[str, object, str]]:
    return [(one.subject, one.value, one.unit) for article in document.articles for one in article.indicators]


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_every_span_and_digit_of_any_text(text: str) -> None:
    page = source(text)
    check(page, extractor().document(page))
