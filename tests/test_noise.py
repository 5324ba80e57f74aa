"""The seed pages as other scanners and websites would give them: the facts stay.

A page is a list of its characters, each with its place in the seed; a kind of noise moves, adds and drops characters.
The right answers move with them.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from opencc import OpenCC

from extract.fold import fold
from schemas.reading import Reading
from schemas.records import Article, BlockKind
from tests.pages import extractor, seed_readings, source
from tests.scoring.agreement import Row
from tests.scoring.measure import score
from tests.scoring.tally import Tally

GOLD = Path(__file__).parent / "gold"
LOSS = 0.02
"""How much of fact.f1 noise may cost."""
PARAGRAPH = 40
"""Lines from here on are running text."""
HAN = re.compile("[\u3400-\u9fff]")
WIDE = str.maketrans({code: code + 0xFEE0 for code in map(ord, "0123456789,.:;()%!?+")})
TO_TRADITIONAL = OpenCC("s2t")
VERBATIM = {"title", "title_also", "authors", "name", "also", "text", "core", "full", "unit", "time", "per"}
"""What the right answers quote from the page."""


class Char(NamedTuple):
    """A character of a noisy page, and its place in the seed; None where the noise added it."""

    text: str
    origin: int | None


Chars = list[Char]
Noise = Callable[[Chars, Reading], Chars]


def wrapped(width: int) -> Noise:
    """Lines no longer than a column is wide."""

    def apply(chars: Chars, _: Reading) -> Chars:
        noisy: Chars = []
        column = 0
        for char in chars:
            column = 0 if char.text == "\n" else column + 1
            if column > width:
                noisy.append(Char("\n", None))
                column = 1
            noisy.append(char)
        return noisy

    return apply


def without_blank_lines(chars: Chars, _: Reading) -> Chars:
    """No empty lines between paragraphs."""
    return [char for at, char in enumerate(chars) if char.text != "\n" or not at or chars[at - 1].text != "\n"]


def full_width(chars: Chars, _: Reading) -> Chars:
    """Digits and punctuation as wide as the characters around them."""
    return [Char(char.text.translate(WIDE), char.origin) for char in chars]


def traditional(chars: Chars, _: Reading) -> Chars:
    """Traditional characters, where one stands for one."""
    spelt = [(TO_TRADITIONAL.convert(char.text), char) for char in chars]
    return [Char(text if len(text) == 1 else char.text, char.origin) for text, char in spelt]


def spaced(every: int, shortest: int = 0) -> Noise:
    """Spaces between Chinese characters, in lines of at least so many: as justified columns are read."""

    def apply(chars: Chars, _: Reading) -> Chars:
        noisy: Chars = []
        for line in _lines(chars):
            for at, char in enumerate(line):
                noisy.append(char)
                between = HAN.match(char.text) and HAN.match(line[min(at + 1, len(line) - 1)].text)
                if between and len(line) >= shortest and at % every == 0:
                    noisy.append(Char(" ", None))
        return noisy

    return apply


def _lines(chars: Chars) -> Iterator[Chars]:
    """The characters line by line, each with its line feed."""
    line: Chars = []
    for char in chars:
        line.append(char)
        if char.text == "\n":
            yield line
            line = []
    yield line


def both(first: Noise, second: Noise) -> Noise:
    """One kind of noise after another."""
    return lambda chars, reading: second(first(chars, reading), reading)


def captions_moved(into_sentence: bool) -> Noise:
    """Each caption stands somewhere else in its article: before its last paragraph, or within a sentence of it."""

    def apply(chars: Chars, reading: Reading) -> Chars:
        for caption, target in _caption_moves(reading, into_sentence):
            moved = [Char("\n", None), Char("\n", None), *_between(chars, *caption), Char("\n", None), Char("\n", None)]
            chars = [char for char in chars if char.origin is None or not caption[0] <= char.origin < caption[1]]
            at = next(at for at, char in enumerate(chars) if char.origin == target)
            chars = [*chars[:at], *moved, *chars[at:]]
        return chars

    return apply


def _caption_moves(reading: Reading, into_sentence: bool) -> Iterator[tuple[tuple[int, int], int]]:
    """The span of each caption in the seed, and the place before which it is to stand."""
    for records in reading.records:
        article = records.article
        body = [block for block in article.blocks if block.kind is BlockKind.BODY and block.end - block.start > 80]
        captions = [block for block in article.blocks if block.kind is BlockKind.CAPTION]
        for caption, paragraph in zip(captions, reversed(body), strict=False):
            target = paragraph.start + (37 if into_sentence else 0)
            yield article.source_span(caption.start, caption.end), article.offsets[target]


def _between(chars: Chars, start: int, end: int) -> Chars:
    return [char for char in chars if char.origin is not None and start <= char.origin < end]


NOISE: dict[str, Noise] = {
    "columns of 25": wrapped(25),
    "columns of 38": wrapped(38),
    "no blank lines": without_blank_lines,
    "columns of 25, no blank lines": both(wrapped(25), without_blank_lines),
    "columns of 38, no blank lines": both(wrapped(38), without_blank_lines),
    "full-width": full_width,
    "full-width columns of 38": both(wrapped(38), full_width),
    "traditional": traditional,
    "a space now and then in paragraphs": spaced(7, shortest=PARAGRAPH),
    "spaces everywhere in paragraphs": spaced(1, shortest=PARAGRAPH),
    "a space now and then": spaced(7),
    "spaces everywhere": spaced(1),
    "captions between paragraphs": captions_moved(into_sentence=False),
    "captions within sentences": captions_moved(into_sentence=True),
}


@cache
def plain_facts() -> float:
    """fact.f1 of the seeds as they are."""
    return measured(lambda chars, _: chars).rates()["fact.f1"] or 0.0


def measured(noise: Noise) -> Tally:
    """The seeds with this noise, scored."""
    tally = Tally()
    for reading in seed_readings():
        seed = reading.document.source
        gold = json.loads((GOLD / seed).with_suffix(".json").read_text(encoding="utf-8"))
        text = reading.records[0].article.source
        chars = noise([Char(char, at) for at, char in enumerate(text)], reading)
        page = source("".join(char.text for char in chars), seed)
        document = extractor().document(page)
        score(json.loads(document.model_dump_json(by_alias=True)), _moved(gold, chars, text, page.text), tally)
    return tally


def _moved(gold: Row, chars: Chars, seed: str, page: str) -> Row:
    """The right answers at their places in the noisy page, spelt as it spells them."""
    place = {char.origin: at for at, char in enumerate(chars) if char.origin is not None}
    spelling = str.maketrans({seed[origin]: chars[at].text for origin, at in place.items()})

    def span(start: int, end: int) -> tuple[int, int]:
        kept = [place[at] for at in range(start, end) if at in place]
        return min(kept), max(kept) + 1

    noisy = _respelt(gold, spelling)
    for article, printed in zip(noisy["articles"], gold["articles"], strict=True):
        article["start"], article["end"] = span(printed["start"], printed["end"])
        for figure, before in zip(article["indicators"], printed["indicators"], strict=True):
            start, end = span(before["start"], before["start"] + len(before["text"]))
            figure["start"], figure["text"] = start, page[start:end]
            if figure["part_of"] is not None:
                figure["part_of"] = place[figure["part_of"]]
    return noisy


def _respelt(value: Any, spelling: dict[int, str], key: str = "") -> Any:
    """The right answers, what they quote spelt otherwise."""
    if isinstance(value, dict):
        return {name: _respelt(inner, spelling, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_respelt(inner, spelling, key) for inner in value]
    return value.translate(spelling) if isinstance(value, str) and key in VERBATIM else value


@pytest.mark.parametrize("noise", NOISE)
def test_noise_costs_few_facts(noise: str) -> None:
    tally = measured(NOISE[noise])
    reached = tally.rates()["fact.f1"]
    assert reached is not None
    assert reached >= plain_facts() - LOSS, tally.misses("fact.recall")


@pytest.mark.parametrize("noise", [noise for noise in NOISE if noise.endswith("in paragraphs")])
def test_spaces_of_names_and_headlines_stay(noise: str) -> None:
    for reading in seed_readings():
        chars = [Char(char, at) for at, char in enumerate(reading.records[0].article.source)]
        records = extractor().records(source("".join(char.text for char in NOISE[noise](chars, reading))))
        assert [_head(found.article) for found in records] == [_head(found.article) for found in reading.records]


def _head(article: Article) -> tuple[object, ...]:
    return article.title, article.kicker, article.column, article.authors


@pytest.mark.parametrize("noise", [noise for noise in NOISE if noise.startswith(("a space", "spaces"))])
def test_spaces_leave_every_character_at_its_place(noise: str) -> None:
    for reading in seed_readings():
        chars = [Char(char, at) for at, char in enumerate(reading.records[0].article.source)]
        page = source("".join(char.text for char in NOISE[noise](chars, reading)))
        for found in extractor().records(page):
            article = found.article
            assert len(article.text) == len(article.offsets)
            for char, at in zip(article.text, article.offsets, strict=True):
                assert char in (fold(page.text[at]), "\n")


def test_captions_are_there_to_be_moved() -> None:
    assert sum(1 for reading in seed_readings() for _ in _caption_moves(reading, into_sentence=True)) >= 5
