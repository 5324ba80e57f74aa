"""The rooms under test: for each what is fed to it, and what must hold of the outcome, whatever was fed."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Literal

from extract.cells import safe_cell
from extract.diff import changes
from extract.diff.render import Where, as_annotations, as_json, as_markdown, as_text
from extract.page import PageReader
from extract.quantities import QuantityFinder
from extract.read import ReadError, find_inputs, read_input
from extract.result import document_json
from extract.rulebook import RULES_FOLDER, Rulebook, load_rulebook
from extract.rulebook.sections import SECTIONS
from extract.rulebook.sheets import read_sheet
from extract.rulebook.yaml_source import YamlSourceError, read_yaml
from extract.tables import rows
from extract.tokens import Tokenizer
from schemas.changes import Changes
from schemas.facts import Document
from schemas.reading import Reading
from schemas.records import Article, Block, BlockKind
from tests.broken_rules import BROKEN
from tests.fuzz.mutator import broken, broken_bytes
from tests.pages import extractor, seeds, source
from tests.test_spans import check as check_spans

PAGES = tuple(seed.text for seed in seeds())
RULE_FILES = tuple(path.read_text(encoding="utf-8") for path in sorted(RULES_FOLDER.rglob("*.yaml")))
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-8-sig")


@dataclass(frozen=True, slots=True)
class Target:
    """A room: `feed` makes an input, `check` gives it to the room; `share` is its part of all executions."""

    feed: Callable[[Random], str | bytes]
    check: Callable[..., object]
    share: float


@cache
def rulebook() -> Rulebook:
    """The built-in rules."""
    return load_rulebook()


@cache
def tokenizer() -> Tokenizer:
    """The dictionary without the rulebook's words."""
    return Tokenizer()


@cache
def page_reader() -> PageReader:
    """The page stage alone."""
    return PageReader(rulebook().page, rulebook().slot_patterns, tokenizer().knows, None)


@cache
def quantity_finder() -> QuantityFinder:
    """The number stage alone."""
    return QuantityFinder(rulebook().quantities, rulebook().slot_patterns, tokenizer().is_idiom)


@cache
def encoded_pages() -> tuple[bytes, ...]:
    """The seeds as other machines would save them."""
    return tuple(page.encode(encoding, "ignore") for page in PAGES for encoding in ENCODINGS)


@cache
def folder() -> Path:
    """Where inputs are written that must be files."""
    _KEPT.append(TemporaryDirectory(prefix="extract-fuzz-"))
    return Path(_KEPT[-1].name)


_KEPT: list[TemporaryDirectory[str]] = []


def check_decoding(content: bytes) -> None:
    """A source of sound text, or an error that names it."""
    path = folder() / "page.txt"
    path.write_bytes(content)
    (found,), _ = find_inputs([str(path)])
    read: str | ReadError
    try:
        read = read_input(found).text
    except ReadError as error:
        read = error
    assert str(read).startswith("page.txt: ") if isinstance(read, ReadError) else read.encode() is not None


def check_page(text: str) -> None:
    """Every character of every article is one of the page, and blocks hold their text."""
    for article in page_reader().articles(text):
        assert len(article.offsets) == len(article.text)
        assert all(0 <= offset < len(text) for offset in article.offsets)
        assert 0 <= article.span[0] < article.span[1] <= len(text)
        assert all(0 <= block.start < block.end <= len(article.text) for block in article.blocks)


def check_quantities(text: str) -> None:
    """Quantities lie in the text, apart, in order."""
    found, skips = quantity_finder().find(_article(text))
    behind = 0
    for one in found:
        assert behind <= one.start < one.end <= len(text)
        assert one.outer_start <= one.start <= one.unit_start <= one.end <= one.outer_end
        behind = one.end
    assert all(0 <= skip.start < skip.end <= len(text) for skip in skips)


def check_yaml(text: str) -> None:
    """Values with a place for each, or an error with a place."""
    try:
        positions: Iterable[tuple[int, int]] = read_yaml(text).places.positions.values()
    except YamlSourceError as error:
        positions = [(error.line, error.column)]
    assert min(map(min, positions)) >= 1


def check_rule_file(text: str) -> None:
    """A sheet, or problems that say file, line and column; each section of the rulebook is tried."""
    path = folder() / "mine.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    for section in SECTIONS:
        sheet = read_sheet(path, "mine.yaml", "mine", section)
        for problem in sheet if isinstance(sheet, list) else ():
            assert str(problem).startswith("mine.yaml:")


def check_pipeline(text: str) -> None:
    """Every span is its text, every digit is a figure or in the ledger, and a second reading is the same."""
    page = source(text)
    document = extractor().document(page)
    check_spans(page, document)
    assert document_json(document) == document_json(extractor().document(page))


def check_diff(text: str) -> None:
    """Nothing differs from itself; what is added one way is removed the other way."""
    one, other = (extractor().document(source(half)) for half in _halves(text))
    assert not changes([one], [one], {}, {})
    there, back = changes([one], [other], {}, {}), changes([other], [one], {}, {})
    assert _ids(there.added) == _ids(back.removed)
    assert _ids(there.removed) == _ids(back.added)
    assert _fields(there) == sorted((new, old, name) for old, new, name in _fields(back))
    _check_renderings(there)


def check_writers(text: str) -> None:
    """What is written parses back to the facts."""
    reading = extractor().reading(source(text, name=f"{text[:20]}.txt"))
    for one_line in (True, False):
        content = document_json(reading.document, one_line=one_line).decode()
        assert Document.model_validate_json(content) == reading.document
        assert json.loads(content)["sha256"] == reading.document.sha256
    _check_tables(reading)


def _check_renderings(found: Changes) -> None:
    assert as_json(Changes.model_validate_json(as_json(found))) == as_json(found)
    annotations = as_annotations(found, lambda entry: Where(entry.source, 1), "article", 0)
    assert len(annotations.split("\n")) == len([*found.added, *found.removed, *found.changed]) + 1
    for text in (as_json(found), as_text(found, "article", 0), as_markdown(found, "rule", 0), annotations):
        assert all(map(is_harmless, text.split("\n")))
    assert not [line for line in as_text(found, "rule", 0).split("\n") if line.lstrip().startswith("::")]


def _check_tables(reading: Reading) -> None:
    cells = [[safe_cell(cell) for cell in row] for _, row in rows(reading)]
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(cells)
    read = list(csv.reader(io.StringIO(file.getvalue(), newline="")))
    assert read == [["" if cell is None else str(cell) for cell in row] for row in cells]
    for cell in chain.from_iterable(cells):
        assert not isinstance(cell, str) or (is_harmless(cell) and cell.lstrip()[:1] not in set("=+-@＝＋－＠"))


def is_harmless(line: str) -> bool:
    """Whether nothing in a line steers a terminal, turns the text or breaks the line."""
    return not any(unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") for char in line)


def _halves(text: str) -> tuple[str, str]:
    """Two texts that share most: one without what the first character of the second line says."""
    middle = len(text) // 2
    return text, text[:middle] + text[middle + 1 :]


def _fields(found: Changes) -> list[tuple[str, str, str]]:
    """What changed, field by field; the order of the sides is that of the page."""
    return sorted((one.old_id, one.id, field.field) for one in found.changed for field in one.fields)


def _ids(entries: Iterable[object]) -> list[str]:
    return sorted(entry.id for entry in entries)  # type: ignore[attr-defined]


def _article(text: str) -> Article:
    from extract.fold import fold

    blocks = (Block(BlockKind.BODY, 0, len(text)),)
    return Article(text, (0, len(text)), "", None, None, None, None, (), fold(text), range(len(text)), blocks)


def _page(random: Random) -> str:
    return broken(PAGES, random)


def _rules(random: Random) -> str:
    return broken(RULE_FILES, random)


def _rule_file(random: Random) -> str:
    """A whole file with one thing wrong, and something broken put into it."""
    text = random.choice([*BROKEN.values()]).text[:2000]
    at = random.randint(0, len(text))
    return text[:at] + broken((text, *RULE_FILES), random)[: random.randint(0, 30)] + text[at + random.randint(0, 9) :]


Name = Literal["decoding", "page", "quantities", "yaml", "rules", "pipeline", "diff", "writers"]
TARGETS: dict[Name, Target] = {
    "decoding": Target(lambda random: broken_bytes(encoded_pages(), random), check_decoding, 0.15),
    "page": Target(_page, check_page, 0.20),
    "quantities": Target(_page, check_quantities, 0.30),
    "yaml": Target(_rules, check_yaml, 0.15),
    "rules": Target(_rule_file, check_rule_file, 0.02),
    "pipeline": Target(_page, check_pipeline, 0.10),
    "diff": Target(_page, check_diff, 0.04),
    "writers": Target(_page, check_writers, 0.04),
}
