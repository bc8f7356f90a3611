"""Spigot.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-spigot.html
"""

from awsglue.frames.frame import FrameType
from awsglue.frames.json_lines import json_lines
from awsglue.not_supported import refuse_unknown
from awsglue.transforms.transform import GlueTransform

_TOP_K = 100
_SEED = 1


class Spigot(GlueTransform):
    """Writes a sample of the records and passes the frame on."""

    def __call__(self, frame, path, options=None, transformation_ctx=""):
        return frame.spigot(path, options, transformation_ctx)


def spigot(frame: FrameType, path: str, options: dict) -> FrameType:
    """The frame itself. The sample is the same each time."""
    refuse_unknown(options, {"topk", "prob"}, "spigot")
    rows = frame.toDF()
    probability = float(options.get("prob", 1))
    if probability < 1:
        rows = rows.sample(fraction=probability, seed=_SEED)
    lines = json_lines(rows.limit(int(options.get("topk", _TOP_K))), frame._schema)
    text = rows.sparkSession.createDataFrame(lines.map(lambda line: (line,)), "value string")
    text.coalesce(1).write.mode("append").text(path)
    return frame
