"""Parquet in, Parquet out, in one process: python examples/facts_with_arrow.py IN.parquet OUT.parquet

The table needs the columns `id` and `text`; its other columns are kept.
"""

import sys

from pyarrow import parquet

from extract.arrow import extract_batches, output_schema


def main(texts: str, facts: str) -> None:
    """Read batch by batch, so that the table may be larger than the memory."""
    table = parquet.ParquetFile(texts)
    with parquet.ParquetWriter(facts, output_schema(table.schema_arrow)) as out:
        for batch in extract_batches(table.iter_batches(batch_size=500)):
            out.write_batch(batch)


if __name__ == "__main__":
    main(*sys.argv[1:])
