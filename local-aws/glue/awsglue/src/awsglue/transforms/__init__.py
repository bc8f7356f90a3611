"""Glue's transforms, each in a module of its name, read when it is first used.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-python-transforms.html
"""

from importlib import import_module

from awsglue.not_supported import NotSupportedError

_MODULES = {
    "ApplyMapping": "apply_mapping",
    "DropFields": "drop_fields",
    "DropNullFields": "drop_null_fields",
    "ErrorsAsDynamicFrame": "errors_as_dynamic_frame",
    "Filter": "filter",
    "FlatMap": "flat_map",
    "GlueTransform": "transform",
    "Join": "join",
    "Map": "map",
    "MapToCollection": "map_to_collection",
    "Relationalize": "relationalize",
    "RenameField": "rename_field",
    "ResolveChoice": "resolve_choice",
    "SelectFields": "select_fields",
    "SelectFromCollection": "select_from_collection",
    "Spigot": "spigot",
    "SplitFields": "split_fields",
    "SplitRows": "split_rows",
    "Unbox": "unbox",
    "UnnestFrame": "unnest",
}

__all__ = sorted(_MODULES)  # noqa: PLE0605  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str):
    if name in _MODULES:
        transform = getattr(import_module(f"awsglue.transforms.{_MODULES[name]}"), name)
        globals()[name] = transform
        return transform
    if name.startswith("_"):
        raise AttributeError(name)
    raise NotSupportedError(f"the transform {name}")
