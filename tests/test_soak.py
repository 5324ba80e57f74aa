"""A long run: memory stays what it is after the first thousand documents, and two processes write what one writes."""

import json
import os
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from extract.gazetteer import load_gazetteer, place_of
from extract.result import Result
from extract.write import FactFiles
from tests.benchmarks.generated import pages

DOCUMENTS = 20_000
SHORT = 100
"""Characters of a document, about."""
GROWTH = 10_000_000
"""So many bytes more than after the first thousand documents are no growth: the list of files, the allocator's play."""


def write_documents(path: Path, count: int) -> None:
    """Short documents in lines of JSON, no two alike."""
    places = ["".join(place_of(division).path.split("/")) for division in load_gazetteer().divisions[:3000]]
    made = (text[start : start + SHORT] for text in pages(places, count) for start in range(0, len(text), SHORT))
    with path.open("w", encoding="utf-8") as file:
        for number, text in zip(range(count), made, strict=False):
            record = {"id": number, "text": f"目前，全镇共划分网格{number}个。{text}"}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def memory() -> int:
    """The bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read as Linux tells it")
def test_memory_is_flat_over_many_documents_and_the_output_that_of_two_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_documents(tmp_path / "many.jsonl", DOCUMENTS)
    add, sizes = FactFiles.add, []

    def add_and_weigh(files: FactFiles, result: Result) -> None:
        add(files, result)
        sizes.append(memory())

    for jobs in ("1", "2"):
        with monkeypatch.context() as patched:
            patched.setattr(FactFiles, "add", add_and_weigh)
            words = [str(tmp_path / "many.jsonl"), "--out", str(tmp_path / jobs), "--jobs", jobs, "--no-cache", "-q"]
            result = CliRunner().invoke(app, words)
        assert result.exit_code == 0, result.output
    for run in (sizes[:DOCUMENTS], sizes[DOCUMENTS:]):
        assert len(run) == DOCUMENTS
        first, last = max(run[:1000]), max(run[-1000:])
        print(f"after 1,000 documents {first / 1e6:.1f} MB, at the end {last / 1e6:.1f} MB")
        assert last - first < GROWTH
    assert contents(tmp_path / "1") == contents(tmp_path / "2")
