"""SplitRows.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SplitRows.html
"""

import operator
from functools import reduce
from typing import Any

from awsglue import gluetypes as glue
from awsglue.fields.paths import find, split_path
from awsglue.fields.typed_column import Parts
from awsglue.frames.collection import DynamicFrameCollection
from awsglue.frames.frame import FrameType
from awsglue.transforms.transform import GlueTransform
from pyspark.sql import Column
from pyspark.sql import functions as F

_COMPARE = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class SplitRows(GlueTransform):
    """Makes two frames: one of the records for which all comparisons hold, one of the others."""

    returns = "DynamicFrameCollection"

    def __call__(
        self,
        frame,
        comparison_dict,
        name1="frame1",
        name2="frame2",
        transformation_ctx="",
        info=None,
        stageThreshold=0,
        totalThreshold=0,
    ):
        return frame.split_rows(
            comparison_dict, name1, name2, transformation_ctx, info, stageThreshold, totalThreshold
        )


def split_rows(
    frame: FrameType, comparison_dict: dict[str, dict[str, Any]], name1: str, name2: str
) -> DynamicFrameCollection[FrameType]:
    """The two frames by name. Raises `ValueError` for a field or a comparison that is not there."""
    parts = frame.parts()
    conditions = [
        _condition(parts, path, word, value)
        for path, comparisons in comparison_dict.items()
        for word, value in comparisons.items()
    ]
    holds = F.coalesce(reduce(lambda a, b: a & b, conditions), F.lit(False))
    rows = frame.toDF()
    frames = {
        name1: frame.derived(rows.filter(holds), frame.schema()),
        name2: frame.derived(rows.filter(~holds), frame.schema()),
    }
    return DynamicFrameCollection(frames, frame.glue_ctx)


def _condition(parts: Parts, path: str, word: str, value: Any) -> Column:
    typed = find(parts, split_path(path))
    if typed is None:
        raise ValueError(f"SplitRows finds no field {path!r}.")
    if isinstance(typed.type, glue.ChoiceType):
        raise ValueError(f"The field {path!r} of SplitRows is a choice: use ResolveChoice first.")
    if word not in _COMPARE:
        raise ValueError(f"SplitRows does not know the comparison {word!r}: {', '.join(_COMPARE)}.")
    return _COMPARE[word](typed.column, F.lit(value))
