"""Numbers for the rows of a DataFrame, without a shuffle."""

from awsglue.fields.typed_column import quoted
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

_PARTITION_BITS = 33


def numbered(rows: DataFrame, name: str) -> DataFrame:
    """The rows with a column of 1, 2, 3 … as they come. Spark's cache keeps them, so that a number stays."""
    staged = rows.withColumn(name, F.monotonically_increasing_id()).persist()
    # Spark's own ids count from a high number in every partition
    row = F.col(quoted(name))
    partition = F.shiftright(row, _PARTITION_BITS)
    counts = staged.groupBy(partition.alias("partition")).count().orderBy("partition").collect()
    before, total = [], 1
    for count in counts:
        before += [F.lit(count["partition"]), F.lit(total)]
        total += count["count"]
    if not before:
        return staged
    place = row.bitwiseAND(F.lit((1 << _PARTITION_BITS) - 1))
    return staged.withColumn(name, (F.element_at(F.create_map(*before), partition) + place).cast("long"))
