"""Brings business days from the store's database to the layer raw: receipts, deliveries, and the products.

Arguments: `--bucket`, `--connection` (a JDBC connection of Glue), and the days: `--dt`, or `--from` and
`--to`. A run replaces what `raw/` had of its days, whatever ran before: run again, a day is the same, or
corrected.
"""

import sys
from dataclasses import dataclass
from datetime import timedelta

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from retail_days import Days, raw, session

# how many queries ask the database at the same time
_QUERIES = 4


@dataclass(frozen=True)
class Source:
    """A table of the database: by what it is divided, which column has the business day, what is read."""

    table: str
    number: str
    day: str
    columns: tuple[str, ...]

    def query(self, days: Days) -> str:
        """The rows of the days, as SQL. Behind its last word Glue puts a condition of its own."""
        # a time of the store's clock is read as one of UTC, whatever zone the machine has
        chosen = [
            f"{name} AT TIME ZONE 'UTC' AS {name}" if name.endswith("_at") else name for name in self.columns
        ]
        return (
            f"SELECT {', '.join(chosen)}, to_char({self.day}, 'YYYY-MM-DD') AS dt FROM retail.{self.table} "
            f"WHERE {self.day} >= '{days.first}' AND {self.day} < '{days.last + timedelta(1)}' AND"
        )


SOURCES = [
    Source(
        "receipt",
        "receipt_id",
        "sold_at",
        (
            *("receipt_id", "line_no", "sold_at", "product_id", "product_name", "quantity", "unit_price"),
            *("amount", "promotion", "member_sex", "member_age", "updated_at"),
        ),
    ),
    Source(
        "balju_refund",
        "entry_id",
        "entry_date",
        ("entry_id", "document_no", "kind", "entry_date", "product_id", "quantity", "updated_at"),
    ),
]


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    days = Days.of(arguments)
    args = getResolvedOptions(arguments, ["JOB_NAME", "bucket", "connection"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = session(glue_context)
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)
    connection = {"useConnectionProperties": "true", "connectionName": args["connection"]}

    def read(table: str, **options: str) -> DataFrame:
        asked = {**connection, "dbtable": f"retail.{table}", **options}
        return glue_context.create_dynamic_frame.from_options("postgresql", asked).toDF()

    for source in SOURCES:
        rows = read(
            source.table,
            sampleQuery=source.query(days),
            enablePartitioningForSampleQuery="true",
            hashexpression=source.number,
            hashpartitions=str(_QUERIES),
        )
        count = raw(args["bucket"], source.table).replace(glue_context, rows, days)
        print(f"{source.table}: {count:,} rows of {days}")

    # the database keeps no old states of its products: a day gets the master as it is when the job runs
    each_day = spark.createDataFrame([(day,) for day in days], "dt string")
    products = read("product").coalesce(1).crossJoin(F.broadcast(each_day))
    count = raw(args["bucket"], "product").replace(glue_context, products, days)
    print(f"product: {count:,} rows of {days}")
    job.commit()


if __name__ == "__main__":
    main(sys.argv)
