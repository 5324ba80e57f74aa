"""Facts in a Spark frame: `mapInArrow` hands batches to Python processes beside the executors."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyarrow as pa
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from extract.arrow import extract_batches, output_schema


def with_facts(frame: Any, rules: Sequence[str] = (), id_column: str = "id", text_column: str = "text") -> Any:
    """The frame with the columns of `extract.arrow.fact_columns` in place of the text's; nothing is read yet."""
    schema = output_schema(to_arrow_schema(frame.schema), id_column, text_column)
    rules = list(rules)

    def facts(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return extract_batches(batches, rules, id_column, text_column)

    return frame.mapInArrow(facts, from_arrow_schema(schema))
