"""What the four jobs share: the days of a run, and tables of which a run replaces exactly its days.

Jobs get this file through `--extra-py-files`. Their days come as `--dt 2017-08-01`, or as `--from 2017-08-01
--to 2017-08-31`, both included.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

import boto3
from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F

# a day of one store is small: Spark's 200 pieces of a shuffle would be 200 tasks of five rows
_PIECES = 4
# what the Glue API takes at once
_BATCH = 100
_PARQUET = "org.apache.hadoop.hive.ql.io.parquet"


@dataclass(frozen=True)
class Days:
    """Business days, both ends included. Iterating gives each as `2017-08-01`."""

    first: date
    last: date

    @staticmethod
    def of(arguments: list[str]) -> "Days":
        """The days that a job's command line names.

        Raises `ValueError` where it names none, both kinds, or a range that ends before it begins.
        """
        names = [name for name in ("dt", "from", "to") if f"--{name}" in arguments]
        if names not in (["dt"], ["from", "to"]):
            raise ValueError(f"The job needs --dt, or --from and --to; given: {', '.join(names) or 'none'}.")
        given = getResolvedOptions(arguments, names)
        first, last = (date.fromisoformat(given[name]) for name in (names[0], names[-1]))
        if last < first:
            raise ValueError(f"--from {first} comes after --to {last}.")
        return Days(first, last)

    def __iter__(self) -> Iterator[str]:
        return (str(self.first + timedelta(number)) for number in range((self.last - self.first).days + 1))

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"

    def sql(self, column: str) -> str:
        """Whether a column holds one of the days, in SQL."""
        return f"{column} BETWEEN '{self.first}' AND '{self.last}'"


def session(glue_context: GlueContext) -> SparkSession:
    """Spark as the jobs need it: times without a zone, and only days that are written are replaced."""
    spark = glue_context.spark_session
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
    spark.conf.set("spark.sql.shuffle.partitions", _PIECES)
    return spark


@dataclass(frozen=True)
class DayTable:
    """A table of the Data Catalog whose files lie in a folder a day, `dt=2017-08-01`.

    A day is done when the catalog has its partition, also where nothing was sold on it.
    """

    database: str
    name: str
    # s3://…/, the folder of the folders
    path: str

    def read(self, glue_context: GlueContext, days: Days) -> DataFrame:
        """The rows of some days. Raises `ValueError` where one of them was not made yet."""
        pages = boto3.client("glue").get_paginator("get_partitions")
        found = pages.paginate(DatabaseName=self.database, TableName=self.name, Expression=days.sql("dt"))
        done = {partition["Values"][0] for page in found for partition in page["Partitions"]}
        missing = [day for day in days if day not in done]
        if missing:
            raise ValueError(f"{self.database}.{self.name} has no {missing[0]}: run the job that makes it.")
        return glue_context.create_dynamic_frame.from_catalog(
            self.database, self.name, push_down_predicate=days.sql("dt")
        ).toDF()

    def replace(self, glue_context: GlueContext, rows: DataFrame, days: Days) -> int:
        """Puts `rows`, which have a column `dt`, in the place of what the days had. Tells how many there are.

        Dynamic overwrite replaces the days that have rows, and leaves all others alone; so a day that has
        none any more is emptied here.
        """
        # one file a day, and read once though it is counted, too
        rows = rows.repartition("dt").cache()
        counts = dict(rows.groupBy("dt").count().collect())
        rows.write.mode("overwrite").partitionBy("dt").parquet(self.path)
        for day in days:
            if day not in counts:
                glue_context.purge_s3_path(f"{self.path}dt={day}/", {"retentionPeriod": 0})
        self._register(rows.drop("dt"), days)
        rows.unpersist()
        return sum(counts.values())

    def _register(self, rows: DataFrame, days: Days) -> None:
        """The table and its partitions in the catalog, those that are not there yet."""
        glue = boto3.client("glue")
        storage = {
            "Columns": [{"Name": name, "Type": kind} for name, kind in rows.dtypes],
            "Location": self.path,
            "InputFormat": f"{_PARQUET}.MapredParquetInputFormat",
            "OutputFormat": f"{_PARQUET}.MapredParquetOutputFormat",
            "SerdeInfo": {"SerializationLibrary": f"{_PARQUET}.serde.ParquetHiveSerDe"},
        }
        table = {
            "Name": self.name,
            "TableType": "EXTERNAL_TABLE",
            "Parameters": {"classification": "parquet"},
            "PartitionKeys": [{"Name": "dt", "Type": "string"}],
            "StorageDescriptor": storage,
        }
        # a table that is there has the columns of this script, which made it
        with suppress(glue.exceptions.AlreadyExistsException):
            glue.create_table(DatabaseName=self.database, TableInput=table)
        partitions = [
            {"Values": [day], "StorageDescriptor": {**storage, "Location": f"{self.path}dt={day}/"}}
            for day in days
        ]
        for start in range(0, len(partitions), _BATCH):
            answer = glue.batch_create_partition(
                DatabaseName=self.database,
                TableName=self.name,
                PartitionInputList=partitions[start : start + _BATCH],
            )
            for error in answer.get("Errors", []):
                if error["ErrorDetail"]["ErrorCode"] != "AlreadyExistsException":
                    raise RuntimeError(f"The partition {error['PartitionValues']} was refused: {error}")


def raw(bucket: str, name: str) -> DayTable:
    """A table of the layer raw: what the database had, unchanged."""
    return DayTable("retail_raw", name, f"s3://{bucket}/raw/{name}/")


def silver(bucket: str, name: str) -> DayTable:
    """A table of the layer silver: sums by day."""
    return DayTable("retail_silver", name, f"s3://{bucket}/silver/{name}/")


def is_set(column: str) -> Column:
    """Whether a text says something: it is neither NULL nor empty."""
    return F.coalesce(F.col(column), F.lit("")) != ""
