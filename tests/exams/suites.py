"""The suites: files of other projects → questions with our answers."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from extract.fold import fold
from extract.quantities.chinese import ChineseNumerals
from extract.quantities.numerals import NumeralReader
from extract.quantities.ratios import RatioReader
from extract.rulebook import load_rulebook
from schemas.reading import ArticleRecords
from schemas.records import Place
from tests.exams.results import Case, Result, judged, refusals
from tests.pages import extractor, source

LEAD = "## 消息\n\n本报讯 有关情况如下："
"""What makes an article of a case: spaces, breaks and spellings are mended by the page, as on any page."""
END = "。\n"
MONEY = "unit.money"


class Number(NamedTuple):
    """A number at `[start, end)` of the case's text."""

    start: int
    end: int
    value: Fraction | None


def numbers(path: Path) -> Iterator[Case]:
    """microsoft/Recognizers-Text: every number of the text is read, and nothing else is a figure."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        expected = [
            Number(one["Start"], one["End"] + 1, Fraction(one["Resolution"]["value"])) for one in row["Results"]
        ]
        found, figures = _numbers(row["Input"])
        met = all(any(_same(one, right) for one in found) for right in expected)
        alone = all(any(_overlap(figure, right) for right in expected) for figure in figures)
        yield Case(row["Input"], _shown(expected), _shown(found), met and alone)


def numerals(path: Path) -> Iterator[Case]:
    """Ailln/cn2an: the whole text is one numeral."""
    for row in _lines(path):
        numeral = _numeral_reader().at(fold(row["in"]), 0)
        whole = numeral is not None and numeral.end == len(row["in"]) and numeral.value_max is None
        value = numeral.value if numeral and whole else None
        right = isinstance(row["out"], str) or value is None
        yield Case(row["in"], row["out"], value, not right and value == Decimal(str(row["out"])))


def places(path: Path) -> Iterator[Case]:
    """dongrixinyu/JioNLP: province, city and county of an address; a municipality has no city with us."""
    for row in _lines(path):
        mentions = _article(row["text"]).places.mentions
        place = max(
            (m.place for m in mentions if m.place), key=lambda place: len(place.path.split("/")), default=Place()
        )
        found = (place.province, place.city, place.county)
        province, city, county = (row["expect"][level] for level in ("province", "city", "county"))
        expected = (province, None if city == province else city, county)
        yield Case(row["text"], expected, found, found == expected)


def money(path: Path) -> Iterator[Case]:
    """dongrixinyu/JioNLP: the amounts of money in a sentence, and no others."""
    for row in _lines(path):
        expected = [one["text"] for one in row["expect"]]
        article = _article(row["text"])
        found = [
            article.article.printed(one.quantity.start, one.quantity.end)
            for one in article.indicators
            if MONEY in one.quantity.rules
        ]
        yield Case(row["text"], expected, found, found == expected)


SUITES: dict[str, Callable[[Path], Iterator[Case]]] = {
    "recognizers-zh-number.json": numbers,
    "cn2an.jsonl": numerals,
    "jionlp-location.jsonl": places,
    "jionlp-money.jsonl": money,
}


def results(folder: Path) -> list[Result]:
    """Every suite that the folder holds."""
    return [
        judged(name, suite(folder / name), refusals(name)) for name, suite in SUITES.items() if (folder / name).exists()
    ]


@cache
def _numeral_reader() -> NumeralReader:
    rules = load_rulebook().quantities
    return NumeralReader(rules, ChineseNumerals(rules))


@cache
def _ratio_reader() -> RatioReader:
    rulebook = load_rulebook()
    return RatioReader(rulebook.quantities, rulebook.slot_patterns, ChineseNumerals(rulebook.quantities))


def _article(text: str) -> ArticleRecords:
    """The case as an article; its last records, should the page take its lines for several."""
    return extractor().records(source(LEAD + text + END))[-1]


def _numbers(text: str) -> tuple[list[Number], list[Number]]:
    """All numbers of a case, and those of them that are figures."""
    records = _article(text)
    page = records.article

    def number(start: int, end: int, value: Fraction | None) -> Number:
        first, last = page.source_span(start, end)
        return Number(first - len(LEAD), last - len(LEAD), value)

    found = [number(one.start, one.end, _value(one.value)) for one in _ratio_reader().find(page.text)]
    for match in _numeral_reader().spans(page.text):
        numeral = _numeral_reader().read(match)
        if numeral and numeral.value is not None:
            found.append(number(numeral.start, numeral.end, Fraction(numeral.value)))
    figures = [one.quantity for one in records.indicators]
    return found, [number(one.start, one.end, _value(one.value)) for one in figures]


def _value(value: Decimal | str | None) -> Fraction | None:
    if not isinstance(value, str):
        return None if value is None else Fraction(value)
    first, slash, second = value.partition("/")
    return Fraction(first) / Fraction(second) if slash else None


def _same(found: Number, right: Number) -> bool:
    """The value agrees, and the number is printed where the suite has it; ours may hold 百分之 before it."""
    close = found.value is not None and abs(found.value - (right.value or 0)) <= abs(right.value or 0) / 10**12
    return close and found.start <= right.start and right.end <= found.end


def _overlap(first: Number, second: Number) -> bool:
    return first.start < second.end and second.start < first.end


def _shown(found: list[Number]) -> list[str]:
    return [f"{one.start}-{one.end} {float(one.value) if one.value is not None else None}" for one in found]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)
