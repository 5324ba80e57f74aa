"""Facts in a Daft frame: read by processes of this machine, or of a cluster where Daft runs on Ray."""

from collections.abc import Sequence
from typing import Any

import daft
import pyarrow as pa

from extract.arrow import ArrowExtractor, fact_columns

_FACTS = daft.DataType.from_arrow_type(pa.struct(fact_columns()))


@daft.cls(use_process=True)
class _Reader:
    """One in each process; the rules are read where it works."""

    def __init__(self, rules: Sequence[str]) -> None:
        self._extractor = ArrowExtractor(rules)

    @daft.method.batch(return_dtype=_FACTS, unnest=True)
    def facts(self, ids: Any, texts: Any) -> Any:
        return self._extractor.facts(ids.to_arrow(), texts.to_arrow())


def with_facts(frame: Any, rules: Sequence[str] = (), id_column: str = "id", text_column: str = "text") -> Any:
    """The frame with the columns of `extract.arrow.fact_columns` in place of the text's; nothing is read yet."""
    kept = [frame[name] for name in frame.column_names if name != text_column]
    return frame.select(*kept, _Reader(list(rules)).facts(frame[id_column], frame[text_column]))
