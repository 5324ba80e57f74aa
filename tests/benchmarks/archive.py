"""`python -m tests.benchmarks.archive`: articles in Parquet → facts in Parquet, by one process and by each engine."""

import argparse
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import pyarrow as pa
from pyarrow import parquet

from extract.gazetteer import load_gazetteer, place_of
from tests.benchmarks.generated import articles
from tests.pages import ROOT

ENGINES = {"arrow": (), "daft": ("daft",), "spark": ("pyspark", "pandas")}
"""The examples, and what each needs beside pyarrow."""
GROUP = 1_000


def main() -> None:
    """Print for each engine the seconds of the whole command, its start included, and the articles a second."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.archive", description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000, help="how many articles to make up")
    parser.add_argument("--engines", default=",".join(ENGINES), help="which engines to run")
    wanted = parser.parse_args()
    with TemporaryDirectory(prefix="extract-archive-") as folder:
        texts = Path(folder) / "texts.parquet"
        size = write_articles(texts, wanted.articles)
        print(f"{wanted.articles:,} articles, {size / 1e6:.1f} MB of UTF-8, {os.cpu_count()} cores")
        for engine in wanted.engines.split(","):
            report(engine, texts, Path(folder) / engine, wanted.articles, size)


def write_articles(path: Path, count: int) -> int:
    """Made-up articles, no two alike; the bytes of their texts."""
    places = ["".join(place_of(division).path.split("/")) for division in load_gazetteer().divisions]
    Random(7).shuffle(places)
    made, size = articles(places), 0
    with parquet.ParquetWriter(path, pa.schema([("id", pa.string()), ("text", pa.string())])) as file:
        for first in range(0, count, GROUP):
            texts = list(islice(made, min(GROUP, count - first)))
            size += sum(len(text.encode()) for text in texts)
            names = [f"article-{first + number}" for number in range(len(texts))]
            file.write_table(pa.table({"id": names, "text": texts}))
    return size


def report(engine: str, texts: Path, facts: Path, count: int, size: int) -> None:
    """Run an example and print how long it took."""
    missing = [module for module in ENGINES[engine] if find_spec(module) is None]
    if missing or (engine == "spark" and shutil.which("java") is None):
        print(f"{engine:6} not installed")
        return
    python = {"PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable}
    command = [sys.executable, ROOT / "examples" / f"facts_with_{engine}.py", texts, facts]
    began = perf_counter()
    subprocess.run(command, env=os.environ | python, check=True, capture_output=True)
    seconds = perf_counter() - began
    rows = parquet.read_table(facts, columns=["id"]).num_rows
    written = sum(path.stat().st_size for path in ([facts] if facts.is_file() else facts.rglob("*.parquet")))
    print(
        f"{engine:6} {seconds:8.1f} s  {count / seconds:8.1f} articles/s  {size / seconds / 1e6:6.2f} MB/s  "
        f"{rows:,} rows, {written / 1e6:.1f} MB of Parquet"
    )


if __name__ == "__main__":
    main()
