"""ApplyMapping.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-ApplyMapping.html
"""

from awsglue.casting import cast_to, named_type
from awsglue.dynamicframe import DynamicFrame
from awsglue.nodes import Parts, find, parts_of, split_path
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
    frame: DynamicFrame, mappings: list[tuple[str, str, str, str]], case_sensitive: bool
) -> DynamicFrame:
    """The frame with the mapped fields only.

    A source below an array is not found, as on AWS. Raises `ValueError` where two targets cannot both be.
    """
    parts = frame.parts()
    mapped = {}
    for source, _, target, target_type in mappings:
        steps = split_path(source)
        node = find(parts, steps)
        if node is None or (case_sensitive and not _exact(parts, steps)):
            continue
        mapped = put(mapped, split_path(target), cast_to(node, named_type(target_type, node.type)))
    return frame.of_parts(mapped)


def _exact(parts: Parts, steps: list[str]) -> bool:
    while steps:
        if steps[0] not in parts:
            return False
        parts, steps = parts_of(parts[steps[0]]), steps[1:]
    return True
