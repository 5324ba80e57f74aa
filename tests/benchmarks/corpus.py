"""The text that is measured: the seeds and made-up pages about places all over the country, none of them twice."""

from collections.abc import Iterator, Sequence
from itertools import chain, takewhile
from pathlib import Path
from random import Random

from extract.gazetteer import load_gazetteer, place_of
from schemas.records import Source
from tests.benchmarks.generated import pages
from tests.pages import seeds, source

MANY = 1_000_000


def corpus(count: int) -> list[Source]:
    """The seeds and so many made-up pages."""
    return [*seeds(), *_made(count)]


def corpus_of(megabytes: float) -> list[Source]:
    """The seeds and as many made-up pages as fill so many megabytes of UTF-8 with them."""
    left = [megabytes * 1e6]

    def fits(page: Source) -> bool:
        left[0] -= len(page.text.encode())
        return left[0] >= 0

    return list(takewhile(fits, chain(seeds(), _made(MANY))))


def written(text: Sequence[Source], folder: Path) -> Path:
    """A folder with one file for each page."""
    folder.mkdir()
    for page in text:
        (folder / page.name).write_bytes(page.text.encode())
    return folder


def _made(count: int) -> Iterator[Source]:
    places = ["".join(place_of(division).path.split("/")) for division in load_gazetteer().divisions]
    Random(7).shuffle(places)
    return (source(text, f"made-{number}.txt") for number, text in enumerate(pages(places, count)))
