"""Parquet in, Parquet out, on all cores: python examples/facts_with_daft.py 'IN/*.parquet' OUT

The table needs the columns `id` and `text`; its other columns are kept. On a Ray cluster:
`daft.set_runner_ray()` first.
"""

import sys

import daft

from extract.engines.daft import with_facts


def main(texts: str, facts: str) -> None:
    """Small partitions keep every process busy to the end."""
    frame = daft.read_parquet(texts).into_batches(500)
    with_facts(frame).write_parquet(facts, write_mode="overwrite")


if __name__ == "__main__":
    main(*sys.argv[1:])
