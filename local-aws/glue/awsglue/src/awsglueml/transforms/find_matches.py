"""FindMatches, a stand-in.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-findmatches.html
"""

from awsglue import gluetypes as glue
from awsglue.fields.row_numbers import numbered
from awsglue.not_supported import NotSupportedError
from awsglue.transforms.transform import GlueTransform
from pyspark.sql import DataFrame
from pyspark.sql import functions as F

from awsglueml.transforms.matching import MATCH_ID, alike_from, groups

_NUMBER = "number of a row"
_GROUP = "number of its group"


class FindMatches(GlueTransform):
    """Gives records that are alike the same `match_id`.

    AWS uses a model that was trained with labelled records. Here two records match where the texts of their
    fields are alike by edit distance; the ML transform tells how much (by its precision-recall tradeoff).
    """

    def __call__(
        self,
        frame,
        transformId,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
        enforcedMatches=None,
    ):
        """The frame with the column `match_id`. Raises `CatalogError` where there is no such transform."""
        if enforcedMatches is not None:
            raise NotSupportedError("enforcedMatches of FindMatches")
        threshold, key = alike_from(transformId)
        rows = numbered(frame.toDF(), MATCH_ID)
        compared = {
            field.name: field.dataType
            for field in frame.schema()
            if isinstance(field.dataType, glue.AtomicType) and field.name != key
        }
        found = groups(rows, MATCH_ID, compared, threshold)
        schema = glue.StructType([*frame.schema(), glue.Field(MATCH_ID, glue.LongType())])
        made = frame.derived(with_groups(rows, found), schema)
        return made.limited(stageThreshold, totalThreshold)


def with_groups(rows: DataFrame, found: dict[int, int]) -> DataFrame:
    """The numbered rows with the number of their group in the place of their own."""
    pairs = [(row, group) for row, group in found.items() if row != group]
    if not pairs:
        return rows
    known = rows.sparkSession.createDataFrame(pairs, f"`{_NUMBER}` long, `{_GROUP}` long")
    joined = rows.join(F.broadcast(known), F.col(MATCH_ID) == F.col(_NUMBER), "left")
    return joined.withColumn(MATCH_ID, F.coalesce(_GROUP, MATCH_ID)).drop(_NUMBER, _GROUP)
