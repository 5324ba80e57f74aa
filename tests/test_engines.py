"""Facts as Arrow tables: a row a document, the same rows from every engine."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.pages import ROOT, extractor, seeds, source

pa = pytest.importorskip("pyarrow")

from pyarrow import parquet  # noqa: E402

from extract.arrow import ColumnError, extract_batches, fact_columns, output_schema  # noqa: E402
from extract.arrow.types import fact_cells  # noqa: E402

TEXTS = [*(seed.text for seed in seeds()), "", "无事。", None, "目前，全镇共划分网格819个，男女比例1:3。"]


def texts() -> Any:
    """A table of pages with a column of its own."""
    names = [f"页{number}" for number in range(len(TEXTS))]
    return pa.table({"paper": [f"报{name}" for name in names], "id": names, "text": TEXTS})


def in_one_process() -> list[dict[str, Any]]:
    return [row for batch in extract_batches(texts().to_batches(max_chunksize=2)) for row in batch.to_pylist()]


def test_a_row_comes_out_for_each_row_with_the_facts_of_its_document() -> None:
    rows = in_one_process()
    assert [row["id"] for row in rows] == texts().column("id").to_pylist()
    assert [row["paper"] for row in rows] == texts().column("paper").to_pylist()
    for row, text in zip(rows, TEXTS, strict=True):
        assert list(row) == ["paper", "id", "articles", "numbers", "findings", "failure"]
        assert row["failure"] is None
        document = extractor().document(source(text or "", row["id"]))
        assert [article["id"] for article in row["articles"]] == [article.id for article in document.articles]
        assert len(row["numbers"]) == len(document.numbers)


def test_values_are_decimals_and_a_ratio_is_text() -> None:
    (article,) = in_one_process()[-1]["articles"]
    count, ratio = article["indicators"]
    assert (str(count["value"]), count["value_text"]) == ("819.000000000", "819")
    assert (ratio["value"], ratio["value_text"]) == (None, "1:3")
    assert TEXTS[-1][slice(*count["span"].values())] == count["text"]


def test_every_field_of_a_document_has_its_column() -> None:
    assert [field.name for field in fact_columns()] == ["articles", "numbers", "findings", "failure"]
    document = extractor().document(seeds()[0])
    written = document.model_dump(mode="json", by_alias=True)
    cells = fact_cells(document)
    for name in ("articles", "numbers", "findings"):
        for record, cell in zip(written[name], cells[name], strict=True):
            assert record.keys() == cell.keys()
    for article, cell in zip(written["articles"], cells["articles"], strict=True):
        for figure, figure_cell in zip(article["indicators"], cell["indicators"], strict=True):
            assert figure.keys() | {"value_text", "value_max_text"} == figure_cell.keys()


def test_a_document_that_cannot_be_read_keeps_its_row_and_says_why() -> None:
    table = pa.table({"id": ["", "b"], "text": ["全镇共划分网格819个。", "全镇共划分网格819个。"]})
    (batch,) = extract_batches(table.to_batches())
    bad, good = batch.to_pylist()
    assert bad["failure"]["code"] == "failed"
    assert bad["articles"] is None
    assert good["failure"] is None


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["id", "body"], "there is no column 'text'; there are id, body"),
        (["name", "text"], "there is no column 'id'; there are name, text"),
        (["id", "text", "articles"], "columns of facts have these names; rename yours: articles"),
    ],
)
def test_columns_that_do_not_do_are_named(names: list[str], message: str) -> None:
    with pytest.raises(ColumnError, match=message):
        output_schema(pa.schema([(name, pa.string()) for name in names]))


def example(name: str, folder: Path) -> list[dict[str, Any]]:
    """What an example makes of a file of pages, in the order of their names."""
    parquet.write_table(texts(), folder / "texts.parquet")
    command = [sys.executable, ROOT / "examples" / name, folder / "texts.parquet", folder / "facts"]
    python = {"PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable}
    subprocess.run(command, env=os.environ | python, check=True, capture_output=True)
    return sorted(parquet.read_table(folder / "facts").to_pylist(), key=lambda row: str(row["id"]))


def needs(module: str, *commands: str) -> pytest.MarkDecorator:
    missing = [module] * (find_spec(module) is None) + [word for word in commands if shutil.which(word) is None]
    return pytest.mark.skipif(bool(missing), reason=f"{' and '.join(missing)} not installed")


@pytest.mark.heavy
@pytest.mark.parametrize(
    "name",
    [
        "facts_with_arrow.py",
        pytest.param("facts_with_daft.py", marks=needs("daft")),
        pytest.param("facts_with_spark.py", marks=[needs("pyspark", "java"), needs("pandas")]),
    ],
)
def test_an_engine_gives_the_rows_that_one_process_gives(name: str, tmp_path: Path) -> None:
    assert example(name, tmp_path) == in_one_process()
