"""Groups of records that are alike: the rule behind the stand-ins for FindMatches."""

from collections.abc import Mapping
from functools import reduce
from operator import add

from awsglue import gluetypes as glue
from awsglue.catalog.data_catalog import get_ml_transform
from awsglue.fields.typed_column import quoted
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

MATCH_ID = "match_id"
_WORD = 3
_FREQUENT = 200


def alike_from(transform_id: str) -> tuple[float, str | None]:
    """How alike two records of one group are at least (0 to 1), and the primary key, which is not compared.

    Both come from the ML transform: 0.65 at a precision-recall tradeoff of 0 (find more), 0.95 at 1.
    Raises `CatalogError` where there is no such transform.
    """
    parameters = get_ml_transform(transform_id).get("Parameters", {}).get("FindMatchesParameters", {})
    return 0.65 + 0.3 * parameters.get("PrecisionRecallTradeoff", 0.5), parameters.get("PrimaryKeyColumnName")


def groups(
    rows: DataFrame, row: str, compared: Mapping[str, glue.DataType], threshold: float
) -> dict[int, int]:
    """For every row number that has a match the smallest row number of its group.

    Two records are compared where they share a word, and match where the mean of their fields' likeness (by
    edit distance) reaches the threshold. A match of a match is in the group too.
    """
    texts = [F.lower(F.trim(F.col(quoted(name)).cast("string"))) for name in compared]
    words = F.array_distinct(F.split(F.concat_ws(" ", *texts), r"[^\p{L}\p{N}]+"))
    record = F.struct(
        F.col(quoted(row)).alias("row"), *[text.alias(f"f{at}") for at, text in enumerate(texts)]
    )
    with_word = rows.select(F.explode(words).alias("word"), record.alias("record"))
    sharing = (
        with_word.filter(F.length("word") >= _WORD).groupBy("word").agg(F.collect_list("record").alias("all"))
    )
    sharing = sharing.filter(F.size("all").between(2, _FREQUENT))
    pairs = sharing.select(F.explode("all").alias("one"), "all").select(
        "one", F.explode("all").alias("other")
    )
    likeness = [_likeness(F.col(f"one.f{at}"), F.col(f"other.f{at}")) for at in range(len(texts))]
    present = reduce(add, [F.when(one.isNull(), 0).otherwise(1) for one in likeness])
    total = reduce(add, [F.coalesce(one, F.lit(0.0)) for one in likeness])
    matches = pairs.filter("one.row < other.row").filter((present > 0) & (total >= threshold * present))
    return _joined(sorted({tuple(match) for match in matches.select("one.row", "other.row").collect()}))


def _likeness(one: Column, other: Column) -> Column:
    longest = F.greatest(F.length(one), F.length(other))
    return F.when(longest > 0, 1 - F.levenshtein(one, other) / longest)


def _joined(matches: list[tuple[int, int]]) -> dict[int, int]:
    parent: dict[int, int] = {}

    def first(row: int) -> int:
        while parent.setdefault(row, row) != row:
            row = parent[row]
        return row

    for left, right in matches:
        low, high = sorted((first(left), first(right)))
        parent[high] = low
    return {row: first(row) for row in parent}
