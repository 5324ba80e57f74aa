"""Documents → one file, a document a line: what streams through `jq` and into databases."""

from collections.abc import Mapping
from pathlib import Path

from schemas.facts import Document

FILE = "facts.jsonl"


class JsonlWriter:
    """Writes `facts.jsonl`: the documents of the contract, in the order in which they come."""

    files: tuple[str, ...] = (FILE,)

    def __init__(self, folder: Path) -> None:
        self._file = (folder / FILE).open("xb")

    def add_document(self, document: Document, _sentences: Mapping[str, str]) -> None:
        """Write a document."""
        self._file.write(document.model_dump_json(by_alias=True).encode() + b"\n")

    def close(self) -> None:
        """Finish the file."""
        self._file.close()
