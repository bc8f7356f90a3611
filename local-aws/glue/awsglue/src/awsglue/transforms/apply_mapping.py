"""ApplyMapping.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-ApplyMapping.html
"""

from awsglue.fields.casting import cast_to, named_type
from awsglue.fields.paths import find, split_path
from awsglue.fields.typed_column import Parts, parts_of
from awsglue.frames.frame import FrameType
from awsglue.transforms.rename_field import put
from awsglue.transforms.transform import GlueTransform


class ApplyMapping(GlueTransform):
    """Picks, renames, nests and casts fields."""

    def __call__(
        self,
        frame,
        mappings,
        case_sensitive=False,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ):
        return frame.apply_mapping(
            mappings, case_sensitive, transformation_ctx, info, stageThreshold, totalThreshold
        )


def apply_mapping(
    frame: FrameType, mappings: list[tuple[str, str, str, str]], case_sensitive: bool
) -> FrameType:
    """The frame with the mapped fields only.

    A source below an array is not found, as on AWS. Raises `ValueError` where two targets cannot both be.
    """
    parts = frame.parts()
    mapped = {}
    for source, _, target, target_type in mappings:
        steps = split_path(source)
        typed = find(parts, steps)
        if typed is None or (case_sensitive and not _exact(parts, steps)):
            continue
        mapped = put(mapped, split_path(target), cast_to(typed, named_type(target_type, typed.type)))
    return frame.of_parts(mapped)


def _exact(parts: Parts, steps: list[str]) -> bool:
    while steps:
        if steps[0] not in parts:
            return False
        parts, steps = parts_of(parts[steps[0]]), steps[1:]
    return True
