"""FindIncrementalMatches, a stand-in.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-findincrementalmatches.html
"""

from awsglue import gluetypes as glue
from awsglue.fields.row_numbers import numbered
from awsglue.not_supported import NotSupportedError
from awsglue.transforms.transform import GlueTransform
from pyspark.sql import Row
from pyspark.sql import functions as F

from awsglueml.transforms.matching import MATCH_ID, alike_from, groups

_ROW = "row of both frames"
_NEW = "row without an id"
_ID = "its id"


class FindIncrementalMatches(GlueTransform):
    """Gives new records the `match_id` of the matched records that they are like, or an id of their own.

    How records are compared: see FindMatches.
    """

    def __call__(
        self,
        existingFrame,
        incrementalFrame,
        transformId,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
        enforcedMatches=None,
    ):
        """The records of both frames; those of `existingFrame` keep their `match_id`.

        Raises `CatalogError` where there is no such transform, `ValueError` where a `match_id` is missing.
        """
        if enforcedMatches is not None:
            raise NotSupportedError("enforcedMatches of FindIncrementalMatches")
        if not existingFrame.schema().hasField(MATCH_ID):
            raise ValueError("The existing frame has no column match_id: use FindMatches first.")
        threshold, key = alike_from(transformId)
        both = existingFrame.union(incrementalFrame)
        rows = numbered(both.toDF(), _ROW)
        compared = {
            field.name: field.dataType
            for field in both.schema()
            if isinstance(field.dataType, glue.AtomicType) and field.name not in (key, MATCH_ID)
        }
        ids = _ids(rows.select(_ROW, MATCH_ID).collect(), groups(rows, _ROW, compared, threshold))
        known = rows.sparkSession.createDataFrame(ids, f"`{_NEW}` long, `{_ID}` long")
        joined = rows.join(F.broadcast(known), F.col(_ROW) == F.col(_NEW), "left")
        made = joined.withColumn(MATCH_ID, F.coalesce(MATCH_ID, _ID)).drop(_NEW, _ID, _ROW)
        return both.derived(made, both.schema()).limited(stageThreshold, totalThreshold)


def _ids(rows: list[Row], found: dict[int, int]) -> list[tuple[int, int]]:
    """The id of every new row: the smallest that its group has already, else the next free one."""
    taken: dict[int, int] = {row[_ROW]: row[MATCH_ID] for row in rows if row[MATCH_ID] is not None}
    known: dict[int, int] = {}
    for row, id_ in taken.items():
        group = found.get(row, row)
        known[group] = min(id_, known.get(group, id_))
    following = max(taken.values(), default=0) + 1
    ids = []
    new: list[int] = sorted(one[_ROW] for one in rows if one[MATCH_ID] is None)
    for row in new:
        group = found.get(row, row)
        if group not in known:
            known[group] = following
            following += 1
        ids.append((row, known[group]))
    return ids
