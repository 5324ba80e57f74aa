"""What is measured: the pipeline, its stages, the whole run, and jieba over the same text."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from time import perf_counter

import jieba

from extract.assemble import assemble
from extract.pipeline import Extractor
from extract.run import extract_all
from extract.workers import Manner
from schemas.reading import ArticleRecords
from schemas.records import Source
from tests.benchmarks.timing import Job

STAGES = ("page", "places", "models", "quantities", "indicators", "assemble", "audit")


def length(text: Sequence[Source]) -> int:
    """How many characters the pages have."""
    return sum(len(page.text) for page in text)


def in_memory(read: Extractor, text: Sequence[Source]) -> Job:
    """Pages to validated facts."""
    return Job(lambda: [read.document(page).source for page in text], length(text))


def whole_run(folder: Path, text: Sequence[Source], out: Path, processes: int = 1) -> Job:
    """Files to validated JSON and CSV files, the start included, nothing taken from an earlier run."""
    manner = Manner(jobs=processes, with_cache=False)

    def run() -> None:
        rmtree(out, ignore_errors=True)
        extract_all([str(folder)], out, [], quiet=True, manner=manner)

    return Job(run, length(text))


def lcut(text: Sequence[Source]) -> Job:
    """`jieba.lcut`, paragraph by paragraph."""
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    return Job(
        lambda: [len(jieba.lcut(paragraph)) for paragraph in _paragraphs(text)],
        length(text),
    )


def posseg(text: Sequence[Source]) -> Job:
    """`jieba.posseg.lcut`, paragraph by paragraph."""
    from jieba import posseg as tagged

    tagged.lcut("好")
    return Job(
        lambda: [len(tagged.lcut(paragraph)) for paragraph in _paragraphs(text)],
        length(text),
    )


def stage_seconds(read: Extractor, text: Sequence[Source]) -> dict[str, float]:
    """How long each stage takes over the pages."""
    spent = dict.fromkeys(STAGES, 0.0)

    @contextmanager
    def timed(stage: str) -> Iterator[None]:
        start = perf_counter()
        yield
        spent[stage] += perf_counter() - start

    for page in text:
        with timed("page"):
            articles = read._page.articles(page.text)
        with timed("places"):
            places = read._places.resolve(articles)
        records = []
        for article, at in zip(articles, places, strict=True):
            with timed("models"):
                models = read._models.find(article)
            with timed("quantities"):
                quantities, skips = read._quantities.find(article, at.mentions)
            with timed("indicators"):
                indicators = read._indicators.read(article, quantities, skips, at, models)
            records.append(ArticleRecords(article, at, models, indicators, skips))
        with timed("assemble"):
            document = assemble(page, records)
        with timed("audit"):
            read._audit.audited(document, records)
    return spent


def _paragraphs(text: Sequence[Source]) -> list[str]:
    return [line for page in text for line in page.text.splitlines() if line]
