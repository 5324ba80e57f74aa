"""Written documents, and for each the page that it was read from, read again for its reasons."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.explain import Explainer
from extract.gazetteer import load_gazetteer
from extract.pipeline import Extractor
from extract.read import ReadOptions, documents, find_inputs
from extract.rulebook import Rulebook
from extract.stored import Stored
from schemas.explanation import Explanation
from schemas.facts import Document
from schemas.reading import Reading
from schemas.records import Source


@dataclass(frozen=True, slots=True)
class PageAgain:
    """A page as it was when its facts were written, and what a new reading says of it."""

    source: Source
    reading: Reading
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class Gathered:
    """A document with its page; without it the sentences of its figures have to do."""

    document: Document
    page: PageAgain | None
    sentences: Mapping[str, str]


def gather(
    stored: Stored, paths: Sequence[str], options: ReadOptions, rulebook: Rulebook, missing: list[str]
) -> Iterator[Gathered]:
    """The documents with their pages, as far as the paths have them; `missing` takes what to say of the others."""
    explainer = Explainer(Extractor(rulebook, load_gazetteer()), rulebook)
    sources = _sources(paths, options, {one.document.source for one in stored.documents})
    for one in stored.documents:
        source = sources.get(one.document.source)
        if source is None or source.sha256 != one.document.sha256:
            why = "has changed since; run extract again" if source else f"is not among {', '.join(paths)}"
            missing.append(f"{one.document.source}: its page {why}; its facts are shown without it")
            yield Gathered(one.document, None, stored.sentences)
        else:
            reading = explainer.extractor.reading(source)
            page = PageAgain(source, reading, explainer.explain_reading(source, reading))
            yield Gathered(one.document, page, stored.sentences)


def _sources(paths: Sequence[str], options: ReadOptions, wanted: Collection[str]) -> dict[str, Source]:
    """The wanted documents that can be read, by name; of a container those that are wanted of it."""
    holders = {name.partition("#")[0] for name in wanted}
    found: dict[str, Source] = {}
    for place in find_inputs(paths)[0]:
        if place.name in wanted or place.name.partition("#")[0] in holders:
            read = (one for one in documents(place, options) if isinstance(one, Source))
            found |= {one.name: one for one in read if one.name in wanted}
    return found
