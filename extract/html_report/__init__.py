"""What `extract report` does: written facts and their pages → a page for a browser, to read and check them in."""

from collections.abc import Sequence
from pathlib import Path

from extract.comparison import compare
from extract.html_report.contents import contents_of
from extract.html_report.gathering import gather
from extract.html_report.page import html_page
from extract.html_report.words import words_of
from extract.read import DEFAULT, ReadOptions
from extract.rulebook import load_rulebook
from extract.stored import StoredError, read_stored


def write_report(
    out: str, sources: Sequence[str], target: Path, rules: Sequence[str], language: str, options: ReadOptions = DEFAULT
) -> list[str]:
    """Write the page to `target`; what is missing to show all of it. Raises `StoredError`, `RulebookError`."""
    missing: list[str] = []
    stored, rulebook = read_stored(out), load_rulebook(over=rules)
    words = words_of(language)
    gathered = list(gather(stored, sources, options, rulebook, missing))
    comparison = compare([one.document for one in stored.documents], stored.sentences)
    page = html_page(contents_of(gathered, rulebook, words), comparison, words)
    try:
        target.write_bytes(page)
    except OSError as error:
        raise StoredError(f"{target}: cannot be written: {error.strerror or error}") from error
    return missing
