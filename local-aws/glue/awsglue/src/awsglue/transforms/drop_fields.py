"""DropFields.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-DropFields.html
"""

from awsglue.fields.paths import change_at, split_path
from awsglue.frames.frame import FrameType
from awsglue.transforms.transform import GlueTransform


class DropFields(GlueTransform):
    """Drops the fields at the paths."""

    def __call__(self, frame, paths, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return frame.drop_fields(paths, transformation_ctx, info, stageThreshold, totalThreshold)


def drop_fields(frame: FrameType, paths: list[str] | str) -> FrameType:
    """The frame without the fields at the paths. A struct that loses its last field goes too."""
    parts = frame.parts()
    for path in [paths] if isinstance(paths, str) else paths:
        parts = change_at(parts, split_path(path), lambda name, typed: {})
    return frame.of_parts(parts)
