"""Other libraries that find places or quantities in Chinese text, where they are installed.

They need older versions of what they stand on: `pip install cpca jionlp recognizers-text-suite "emoji<2" "pandas<2.3"`.
Each does a part of what the pipeline does; none gives facts. They are too heavy to be dependencies of anything here.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from typing import Any

from schemas.records import Source
from tests.benchmarks.timing import Job


def peers(text: Sequence[Source]) -> dict[str, Job]:
    """The peers that are installed, each over the paragraphs of the pages."""
    paragraphs = [line for page in text for line in page.text.splitlines() if line]
    characters = sum(map(len, paragraphs))
    return {name: Job(partial(_each, work, paragraphs), characters) for name, work in _known()}


def _each(work: Callable[[str], Any], paragraphs: Sequence[str]) -> None:
    for paragraph in paragraphs:
        work(paragraph)


def _known() -> Iterator[tuple[str, Callable[[str], Any]]]:
    for name, make in (
        ("cpca, places", _cpca),
        ("JioNLP, places", _jionlp_places),
        ("JioNLP, money", _jionlp_money),
        ("JioNLP, times", _jionlp_times),
        ("Recognizers-Text, numbers with units", _recognizers),
    ):
        try:
            yield name, make()
        except ImportError:
            continue


def _cpca() -> Callable[[str], Any]:
    cpca = import_module("cpca")

    def places(paragraph: str) -> None:
        with suppress(KeyError):  # what it raises where it finds none
            cpca.transform_text_with_addrs(paragraph)

    return places


def _jionlp_places() -> Callable[[str], Any]:
    jionlp = import_module("jionlp")
    return lambda paragraph: jionlp.recognize_location(paragraph)


def _jionlp_money() -> Callable[[str], Any]:
    jionlp = import_module("jionlp")
    return lambda paragraph: jionlp.ner.extract_money(paragraph, with_parsing=True)


def _jionlp_times() -> Callable[[str], Any]:
    jionlp = import_module("jionlp")
    return lambda paragraph: jionlp.ner.extract_time(paragraph, with_parsing=True)


def _recognizers() -> Callable[[str], Any]:
    units = import_module("recognizers_number_with_unit")
    culture = import_module("recognizers_text").Culture.Chinese
    models = [
        units.NumberWithUnitRecognizer(culture).get_currency_model(),
        units.NumberWithUnitRecognizer(culture).get_dimension_model(),
    ]
    return lambda paragraph: [model.parse(paragraph) for model in models]
