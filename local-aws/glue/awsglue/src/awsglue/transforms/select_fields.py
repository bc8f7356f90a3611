"""SelectFields.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-SelectFields.html
"""

from awsglue.fields.paths import find_name, split_path
from awsglue.frames.frame import FrameType
from awsglue.transforms.transform import GlueTransform


class SelectFields(GlueTransform):
    """Keeps the named fields."""

    def __call__(self, frame, paths, transformation_ctx="", info="", stageThreshold=0, totalThreshold=0):
        return frame.select_fields(paths, transformation_ctx, info, stageThreshold, totalThreshold)


def select_fields(frame: FrameType, paths: list[str] | str) -> FrameType:
    """The frame with the named top-level fields only. Raises `ValueError` for a nested path."""
    parts = frame.parts()
    kept = {}
    for path in [paths] if isinstance(paths, str) else paths:
        steps = split_path(path)
        if len(steps) > 1:
            raise ValueError(
                f"SelectFields takes top-level fields only. Detail: {path!r} is nested. "
                "How to solve: use ApplyMapping, or put backquotes around a name that has dots."
            )
        name = find_name(parts, steps[0])
        if name is not None:
            kept[name] = parts[name]
    return frame.of_parts(kept)
