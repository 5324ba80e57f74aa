"""`python -m tests.benchmarks`: the whole pipeline and `jieba.lcut` over the same text, turn by turn in one run."""

import argparse
import json
import logging
import sys
from collections.abc import Callable, Sequence
from random import Random
from statistics import median
from time import perf_counter

import jieba

from extract.gazetteer import load_gazetteer, place_of
from extract.pipeline import Extractor
from schemas.records import Source
from tests.benchmarks.generated import pages
from tests.pages import extractor, seeds, source


def main() -> None:
    """Print the throughput of both and their ratio; with a floor, fail below it."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=__doc__)
    parser.add_argument("--pages", type=int, default=300, help="how many pages to make up beside the seeds")
    parser.add_argument("--rounds", type=int, default=5, help="how often to run both")
    parser.add_argument("--least", type=float, default=0.0, help="the ratio below which to fail")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    wanted = parser.parse_args()
    text = corpus(wanted.pages)
    ours, theirs = measure(text, wanted.rounds)
    ratio = theirs / ours
    if wanted.json:
        print(json.dumps({"extract_s": ours, "jieba_s": theirs, "ratio": ratio}))
    else:
        report(text, ours, theirs)
    if ratio < wanted.least:
        sys.exit(f"the pipeline is only {ratio:.2f} times as fast as jieba.lcut; at least {wanted.least} is asked")


def corpus(count: int) -> list[Source]:
    """The seeds and made-up pages about places all over the country."""
    places = ["".join(place_of(division).path.split("/")) for division in load_gazetteer().divisions]
    Random(7).shuffle(places)
    made = [source(text, f"made-{number}.txt") for number, text in enumerate(pages(places, count))]
    return [*seeds(), *made]


def measure(text: Sequence[Source], rounds: int) -> tuple[float, float]:
    """The median seconds of the pipeline and of `jieba.lcut`, each run in turn, both warm."""
    jieba.setLogLevel(logging.ERROR)
    paragraphs = [line for page in text for line in page.text.splitlines() if line]
    read = extractor()
    for job in (lambda: _extract(read, text[:5]), lambda: _cut(paragraphs[:50])):
        job()
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(_seconds(lambda: _extract(read, text)))
        theirs.append(_seconds(lambda: _cut(paragraphs)))
    return median(ours), median(theirs)


def report(text: Sequence[Source], ours: float, theirs: float) -> None:
    """Print both throughputs and the ratio."""
    characters = sum(len(page.text) for page in text)
    size = sum(len(page.text.encode()) for page in text)
    print(f"{len(text)} pages, {characters:,} characters, {size / 1e6:.2f} MB of UTF-8")
    for name, seconds in (("extract", ours), ("jieba.lcut", theirs)):
        print(
            f"{name:12} {seconds:6.3f} s  {size / seconds / 1e6:6.2f} MB/s  {characters / seconds:12,.0f} characters/s"
        )
    print(f"ratio        {theirs / ours:6.2f}")


def _extract(read: Extractor, text: Sequence[Source]) -> None:
    for page in text:
        read.document(page)


def _cut(paragraphs: Sequence[str]) -> None:
    for paragraph in paragraphs:
        jieba.lcut(paragraph)


def _seconds(job: Callable[[], None]) -> float:
    start = perf_counter()
    job()
    return perf_counter() - start


if __name__ == "__main__":
    main()
