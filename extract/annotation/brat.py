"""brat: for each page a text file and its annotations beside it (standoff), and the configuration of the collection.

Its offsets are code points of the text with line feeds only. Words that run over a line break are several fragments,
as brat writes them. Fields of few words are attributes; the others stand in the note of their mark, `name=value`
parted by ` | `; so does the fact's id. All links are relations.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from extract.annotation.words import AnnotationError, proved, shown
from schemas.annotation import CHOICES, LINKS, MODEL, Link, Mark, MarkedPage
from schemas.facts import Span

CONFIGURATION = "annotation.conf"
_PIECE = re.compile(r"[^\n]+")
_PART = " | "
_ESCAPED = re.compile(r"\\(.)")
_ID = "id"
_TEXT_BOUND = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_RELATION = re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)")


def write(pages: Iterable[MarkedPage], labels: Sequence[str], folder: Path) -> Sequence[str]:
    """Write `<source>.txt` and `<source>.ann` of each page, and `annotation.conf`."""
    (folder / CONFIGURATION).write_text(configuration(labels), encoding="utf-8")
    files = [CONFIGURATION]
    for page in pages:
        name = name_of(page.source)
        text = shown(page.text)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        _write(folder / f"{name}.txt", text)
        _write(folder / f"{name}.ann", "".join(f"{line}\n" for line in _lines(page, text)))
        files += [f"{name}.txt", f"{name}.ann"]
    return files


def name_of(source: str) -> str:
    """The files of a page, without their suffixes: only of text files the source's own is left out."""
    return source.removesuffix(".txt")


def configuration(labels: Sequence[str]) -> str:
    """Which marks, links and attributes there are."""
    lines = ["[entities]", MODEL, *labels, "", "[relations]"]
    lines += [f"{link}\tArg1:<ENTITY>, Arg2:{MODEL if link == MODEL else '<ENTITY>'}" for link in LINKS]
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]"]
    lines += [f"{name}\tArg:<ENTITY>, Value:{'|'.join(choices)}" for name, choices in CHOICES.items()]
    return "\n".join(lines) + "\n"


def read(path: Path, pages: Mapping[str, MarkedPage]) -> Iterator[MarkedPage]:
    """The pages of a collection; raises `AnnotationError`. A page without annotations is left as it was."""
    found = False
    for page in pages.values():
        file = path / f"{name_of(page.source)}.ann"
        if file.is_file():
            found = True
            yield _page(file, page)
    if not found:
        raise AnnotationError(f"{path}: holds no .ann file of these pages; name the folder that was exported to")


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(text)


def _lines(page: MarkedPage, text: str) -> Iterator[str]:
    names = {mark.id: f"T{number}" for number, mark in enumerate(page.marks, 1)}
    attributes = 0
    for number, mark in enumerate(page.marks, 1):
        pieces = _pieces(text, mark.span)
        place = ";".join(f"{start} {end}" for start, end in pieces)
        yield f"T{number}\t{mark.label} {place}\t{' '.join(text[start:end] for start, end in pieces)}"
        for name in (name for name in CHOICES if name in mark.fields):
            attributes += 1
            yield f"A{attributes}\t{name} T{number} {mark.fields[name]}"
        others = {_ID: mark.id, **{name: told for name, told in mark.fields.items() if name not in CHOICES}}
        note = _PART.join(f"{name}={_escaped(told)}" for name, told in others.items())
        yield f"#{number}\tAnnotatorNotes T{number}\t{note}"
    for number, link in enumerate(page.links, 1):
        yield f"R{number}\t{link.name} Arg1:{names[link.of]} Arg2:{names[link.to]}\t"


def _pieces(text: str, span: Span) -> list[Span]:
    """The lines that a span runs over."""
    return [(piece.start(), piece.end()) for piece in _PIECE.finditer(text, *span)] or [span]


def _escaped(told: str) -> str:
    return told.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")


def _unescaped(told: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match.group(1) == "n" else match.group(1), told)


def _page(file: Path, given: MarkedPage) -> MarkedPage:
    text = shown(given.text)
    spans: dict[str, tuple[str, Span]] = {}
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    told_links: list[tuple[str, str, str]] = []
    for number, line in enumerate(_content(file).split("\n"), 1):
        where = f"{file}:{number}"
        id_, _, rest = line.partition("\t")
        told, _, tail = rest.partition("\t")
        if id_.startswith("T"):
            spans[id_] = _text_bound(told, tail, text, where)
        elif id_[:1] in ("A", "M"):
            name, owner, *value = told.split(" ")
            fields[owner][name] = " ".join(value)
        elif id_.startswith("R"):
            told_links.append(_relation(told, where))
        elif id_.startswith("#") and told.startswith("AnnotatorNotes "):
            fields[told.split(" ")[1]] |= _noted(tail)
    ids = {own: fields[own].pop(_ID, own) if own in fields else own for own in spans}
    marks = tuple(Mark(ids[own], label, span, dict(fields.get(own, {}))) for own, (label, span) in spans.items())
    links = tuple(Link(name, ids[of], ids[to]) for name, of, to in told_links if of in ids and to in ids)
    return MarkedPage(given.source, given.sha256, text, marks, links)


def _content(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise AnnotationError(f"{file}: cannot be read: {error}") from error


def _text_bound(told: str, quote: str, text: str, where: str) -> tuple[str, Span]:
    """The label and the span of a mark, from its first fragment to its last."""
    match = _TEXT_BOUND.fullmatch(told)
    if match is None:
        raise AnnotationError(f"{where}: {told!r} is no mark; brat writes LABEL START END")
    places = [int(place) for place in re.findall(r"\d+", match.group(2))]
    span = proved(text, quote, (min(places), max(places)))
    if span is None:
        raise AnnotationError(f"{where}: the words {quote!r} do not stand at {min(places)}; the page is another one")
    return match.group(1), span


def _relation(told: str, where: str) -> tuple[str, str, str]:
    match = _RELATION.fullmatch(told.strip())
    if match is None:
        raise AnnotationError(f"{where}: {told!r} is no relation; brat writes NAME Arg1:T1 Arg2:T2")
    return match.group(1), match.group(2), match.group(3)


def _noted(note: str) -> dict[str, str]:
    """The fields of a note; words that are none are left out."""
    parts = (part.partition("=") for part in note.split(_PART))
    return {name.strip(): _unescaped(told) for name, sign, told in parts if sign}
