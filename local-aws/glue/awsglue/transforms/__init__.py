"""Glue's transforms: each class's `apply` calls the DynamicFrame method of the same meaning.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-python-transforms.html
"""

from awsglue.not_supported import NotSupportedError
from awsglue.transforms.transform import GlueTransform

__all__ = [
    "ApplyMapping",
    "DropFields",
    "Filter",
    "GlueTransform",
    "Join",
    "Map",
    "RenameField",
    "ResolveChoice",
    "SelectFields",
    "SelectFromCollection",
]


class ApplyMapping(GlueTransform):
    """Picks, renames and casts fields."""

    def __call__(self, frame, mappings, transformation_ctx="", **context):
        return frame.apply_mapping(mappings, **context)


class SelectFields(GlueTransform):
    """Keeps the named fields."""

    def __call__(self, frame, paths, transformation_ctx="", **context):
        return frame.select_fields(paths, **context)


class DropFields(GlueTransform):
    """Drops the named fields."""

    def __call__(self, frame, paths, transformation_ctx="", **context):
        return frame.drop_fields(paths, **context)


class RenameField(GlueTransform):
    """Renames a field."""

    def __call__(self, frame, old_name, new_name, transformation_ctx="", **context):
        return frame.rename_field(old_name, new_name, **context)


class Filter(GlueTransform):
    """Keeps the records for which `f` is true."""

    def __call__(self, frame, f, transformation_ctx="", **context):
        return frame.filter(f, **context)


class Map(GlueTransform):
    """Every record as `f` returns it."""

    def __call__(self, frame, f, transformation_ctx="", **context):
        return frame.map(f, **context)


class Join(GlueTransform):
    """The inner equality join of two frames. A key is a name, or a list of names."""

    def __call__(self, frame1, frame2, keys1, keys2, transformation_ctx="", **context):
        return frame1.join(_names(keys1), _names(keys2), frame2, **context)


class ResolveChoice(GlueTransform):
    """Casts the fields named in `specs`."""

    def __call__(self, frame, specs=None, choice="", transformation_ctx="", **context):
        return frame.resolveChoice(specs, choice, **context)


class SelectFromCollection(GlueTransform):
    """The frame of one name in a DynamicFrameCollection."""

    def __call__(self, dfc, key, transformation_ctx="", **context):
        return dfc.select(key)


def _names(keys) -> list[str]:
    return [keys] if isinstance(keys, str) else list(keys)


def __getattr__(name: str):
    if name.startswith("_"):
        raise AttributeError(name)
    raise NotSupportedError(f"the transform {name}")
