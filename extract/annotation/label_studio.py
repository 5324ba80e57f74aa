"""Label Studio: tasks with predictions to correct, and the configuration of the labelling page.

Its offsets are code points; versions before October 2021 counted UTF-16 code units, so every region is proved by the
words that it quotes. Regions carry all fields (text areas and choices of a region) and all links (relations).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from extract.annotation.words import AnnotationError, proved, shown
from schemas.annotation import CHOICES, FIGURE_FIELDS, LINKS, MODEL, MODEL_FIELDS, Link, Mark, MarkedPage

TASKS, CONFIGURATION = "tasks.json", "config.xml"
_KEEP_SPACES = ".htx-text{ white-space: pre-wrap; }"
"""Without it blanks are trimmed when a page is shown, and offsets count another text."""
_LABEL, _TEXT = "label", "text"
_TOLD = tuple(dict.fromkeys((*FIGURE_FIELDS, *MODEL_FIELDS)))
_TASK_NEEDS = {"source", "text"}

Raw = dict[str, Any]


def write(pages: Iterable[MarkedPage], labels: Sequence[str], folder: Path) -> Sequence[str]:
    """Write `tasks.json`, task by task, and `config.xml`."""
    with (folder / TASKS).open("w", encoding="utf-8") as file:
        opener = "["
        for page in pages:
            file.write(f"{opener}\n{json.dumps(_task(page), ensure_ascii=False)}")
            opener = ","
        file.write("\n]\n" if opener == "," else "[]\n")
    (folder / CONFIGURATION).write_text(configuration(labels), encoding="utf-8")
    return TASKS, CONFIGURATION


def configuration(labels: Sequence[str]) -> str:
    """The labelling page: labels, links, and the fields of a marked region."""
    lines = ["<View>", f"  <Style>{_KEEP_SPACES}</Style>", '  <Labels name="label" toName="text">']
    lines += [f"    <Label value={quoteattr(label)}/>" for label in (MODEL, *labels)]
    lines += ["  </Labels>", "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(link)}/>" for link in LINKS]
    lines += ["  </Relations>", '  <Text name="text" value="$text" granularity="symbol"/>']
    for name in _TOLD:
        lines += list(_control(name))
    return "\n".join([*lines, "</View>"]) + "\n"


def read(path: Path, _pages: Mapping[str, MarkedPage]) -> Iterator[MarkedPage]:
    """The pages of an export in the JSON format; raises `AnnotationError`."""
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise AnnotationError(f"{path}: is no JSON export of Label Studio: {error}") from error
    for number, task in enumerate(tasks if isinstance(tasks, list) else [], 1):
        data = task.get("data") if isinstance(task, dict) else None
        if not isinstance(data, dict) or not data.keys() >= _TASK_NEEDS:
            raise AnnotationError(f"{path}: task {number} has no data.source and data.text; export it as JSON")
        where = f"{path}: task {number}, {data['source']}"
        yield _page(data, _result(task), where)


def _task(page: MarkedPage) -> Raw:
    text = shown(page.text)
    regions = [entry for mark in page.marks for entry in _region(mark, text)]
    relations = [
        {"type": "relation", "from_id": link.of, "to_id": link.to, "direction": "right", "labels": [link.name]}
        for link in page.links
    ]
    data = {"text": text, "source": page.source, "sha256": page.sha256}
    return {"data": data, "predictions": [{"model_version": "extract", "result": [*regions, *relations]}]}


def _region(mark: Mark, text: str) -> Iterator[Raw]:
    """A region with its label, and an entry for each of its fields."""
    start, end = mark.span
    place = {"start": start, "end": end, "text": text[start:end]}
    head = {"id": mark.id, "to_name": _TEXT}
    yield {**head, "from_name": _LABEL, "type": "labels", "value": {**place, "labels": [mark.label]}}
    for name, told in mark.fields.items():
        kind, key = ("choices", "choices") if name in CHOICES else ("textarea", "text")
        yield {**head, "from_name": name, "type": kind, "value": {**place, key: [told]}}


def _control(name: str) -> Iterator[str]:
    """The input of one field of a region."""
    asked = f'name="{name}" toName="text" perRegion="true"'
    if name not in CHOICES:
        yield f'  <TextArea {asked} editable="true" maxSubmissions="1" rows="1" placeholder="{name}"/>'
        return
    yield f'  <Choices {asked} choice="single-radio" showInline="true">'
    yield from (f'    <Choice value="{choice}"/>' for choice in CHOICES[name])
    yield "  </Choices>"


def _result(task: Raw) -> Sequence[Raw]:
    """What was annotated last and not cancelled; the predictions where nobody has annotated yet."""
    annotations = [one for one in task.get("annotations") or () if not one.get("was_cancelled")]
    found = annotations or task.get("predictions") or [{}]
    result: Sequence[Raw] = found[-1].get("result") or ()
    return result


def _page(data: Raw, result: Sequence[Raw], where: str) -> MarkedPage:
    text = str(data["text"])
    labels: dict[str, tuple[str, Raw]] = {}
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    links: list[Link] = []
    for entry in result:
        kind, value = entry.get("type"), entry.get("value") or {}
        if kind == "labels" and value.get("labels"):
            labels[entry["id"]] = value["labels"][0], value
        elif kind == "relation":
            links += [Link(name, entry["from_id"], entry["to_id"]) for name in entry.get("labels") or ()]
        elif entry.get("from_name") in _TOLD:
            told = value.get("choices") or value.get("text") or ()
            fields[entry["id"]][entry["from_name"]] = told if isinstance(told, str) else "".join(told[-1:])
    marks = [_mark(id_, label, value, fields.get(id_, {}), text, where) for id_, (label, value) in labels.items()]
    return MarkedPage(str(data["source"]), str(data.get("sha256", "")), text, tuple(marks), tuple(links))


def _mark(id_: str, label: str, value: Raw, fields: dict[str, str], text: str, where: str) -> Mark:
    told = int(value["start"]), int(value["end"])
    quote = value.get("text", text[slice(*told)])
    span = proved(text, quote, told)
    if span is None:
        raise AnnotationError(f"{where}: the words {quote!r} do not stand at {told[0]}; the page is another one")
    return Mark(id_, label, span, {name: words for name, words in fields.items() if words})
