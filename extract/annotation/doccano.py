"""doccano, a project for sequence labelling with relations: a page a line.

Its offsets are UTF-16 code units, unless the project counts graphemes, which it must not here. It can tell spans,
labels and, where the project uses them, relations; fields stay as they were. It gives entities ids of its own, so that
facts are known again by their words.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.annotation.words import AnnotationError, Utf16, shown
from schemas.annotation import MODEL, Link, Mark, MarkedPage

PAGES, LABELS = "pages.jsonl", "labels.json"

Raw = dict[str, Any]


def write(pages: Iterable[MarkedPage], labels: Sequence[str], folder: Path) -> Sequence[str]:
    """Write `pages.jsonl`, and `labels.json` for the import of labels."""
    with (folder / PAGES).open("w", encoding="utf-8") as file:
        for number, page in enumerate(pages, 1):
            file.write(json.dumps(_line(page, number), ensure_ascii=False) + "\n")
    entries = [{"text": label} for label in (MODEL, *labels)]
    (folder / LABELS).write_text(json.dumps(entries, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return PAGES, LABELS


def read(path: Path, _pages: Mapping[str, MarkedPage]) -> Iterator[MarkedPage]:
    """The pages of an export in the JSONL format; raises `AnnotationError`."""
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise AnnotationError(f"{path}: cannot be read: {error}") from error
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            yield _page(line, f"{path}:{number}")


def _line(page: MarkedPage, number: int) -> Raw:
    text = shown(page.text)
    count = Utf16(text)
    numbers = {mark.id: place for place, mark in enumerate(page.marks, 1)}
    entities = []
    for mark in page.marks:
        start, end = count.span_in_units(mark.span)
        entities.append({"id": numbers[mark.id], "label": mark.label, "start_offset": start, "end_offset": end})
    relations = [
        {"id": place, "from_id": numbers[link.of], "to_id": numbers[link.to], "type": link.name}
        for place, link in enumerate(page.links, 1)
    ]
    told = {"id": number, "text": text, "entities": entities, "relations": relations}
    return {**told, "source": page.source, "sha256": page.sha256}


def _page(line: str, where: str) -> MarkedPage:
    try:
        told = json.loads(line)
        text, source = str(told["text"]), str(told["source"])
        entities = told.get("entities")
        if entities is None:  # a project without relations
            spans = enumerate(told.get("label") or told.get("labels") or (), 1)
            entities = [
                {"id": number, "label": label, "start_offset": start, "end_offset": end}
                for number, (start, end, label) in spans
            ]
        count = Utf16(text)
        marks = tuple(_mark(entity, count) for entity in entities)
        links = tuple(Link(one["type"], str(one["from_id"]), str(one["to_id"])) for one in told.get("relations", ()))
    except (ValueError, KeyError, TypeError) as error:
        advice = "export it as JSONL, with the source of each text"
        raise AnnotationError(f"{where}: is no page of doccano ({type(error).__name__}: {error}); {advice}") from error
    sha256 = str(told.get("sha256", ""))
    return MarkedPage(source, sha256, text, marks, links, has_fields=False, has_links="relations" in told)


def _mark(entity: Raw, count: Utf16) -> Mark:
    span = count.span_in_points((int(entity["start_offset"]), int(entity["end_offset"])))
    return Mark(str(entity["id"]), str(entity["label"]), span)
