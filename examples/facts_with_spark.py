"""Parquet in, Parquet out, where Spark is: spark-submit examples/facts_with_spark.py IN.parquet OUT

The table needs the columns `id` and `text`; its other columns are kept. Each executor needs extract-facts[spark].
"""

import sys

from pyspark.sql import SparkSession

from extract.engines.spark import with_facts


def main(texts: str, facts: str) -> None:
    """As many partitions as there are cores, and batches that are small beside the memory of a process."""
    session = SparkSession.builder.appName("facts").getOrCreate()
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
    frame = session.read.parquet(texts).repartition(session.sparkContext.defaultParallelism)
    with_facts(frame).write.mode("overwrite").parquet(facts)
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
