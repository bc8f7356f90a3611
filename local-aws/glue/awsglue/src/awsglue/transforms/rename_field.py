"""RenameField.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-RenameField.html
"""

from awsglue.fields.paths import change_at, find, find_name, split_path
from awsglue.fields.typed_column import Parts, TypedColumn, parts_of, struct_of
from awsglue.frames.frame import FrameType
from awsglue.transforms.transform import GlueTransform


class RenameField(GlueTransform):
    """Renames the field at a path."""

    def __call__(
        self,
        frame,
        old_name,
        new_name,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ):
        return frame.rename_field(
            old_name, new_name, transformation_ctx, info, stageThreshold, totalThreshold
        )


def rename_field(frame: FrameType, old_name: str, new_name: str) -> FrameType:
    """The frame with the field at `old_name` at the path `new_name`, in the place of what was there."""
    parts = frame.parts()
    old, new = split_path(old_name), split_path(new_name)
    if old == new:
        return frame
    if old[:-1] == new[:-1]:
        if new[-1].lower() != old[-1].lower() and find(parts, old):
            parts = change_at(parts, new, lambda name, typed: {})
        return frame.of_parts(change_at(parts, old, lambda name, typed: {new[-1]: typed}))
    moved = find(parts, old)
    if moved is None:
        return frame
    return frame.of_parts(put(change_at(parts, old, lambda name, typed: {}), new, moved))


def put(parts: Parts, path: list[str], typed: TypedColumn) -> Parts:
    """The parts with a field more at the path, or in the place of the one that is there.

    Raises `ValueError` where a step of the path is a field without fields.
    """
    name = find_name(parts, path[0]) or path[0]
    if len(path) == 1:
        return {**parts, name: typed}
    inner = {}
    if name in parts:
        inner = parts_of(parts[name])
        if not inner:
            raise ValueError(f"The field {name!r} is no struct, so it cannot get the field {path[1]!r}.")
    return {**parts, name: struct_of(put(inner, path[1:], typed))}
