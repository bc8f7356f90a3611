"""The base of every transform.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-GlueTransform.html
"""

import inspect

_ARGUMENTS = {
    "frame": ("DynamicFrame", "The frame to transform"),
    "frame1": ("DynamicFrame", "The first frame"),
    "frame2": ("DynamicFrame", "The second frame"),
    "dfc": ("DynamicFrameCollection", "The frames"),
    "keys1": ("String or list", "The keys of the first frame"),
    "keys2": ("String or list", "The keys of the second frame"),
    "key": ("String", "The name of a frame in the collection"),
    "BaseTransform": ("GlueTransform", "The transform to apply to every frame"),
    "frame_name": ("String", "The argument of the transform that takes the frame"),
    "base_kwargs": ("Dictionary", "The other arguments of the transform"),
    "path": ("String", "The path of a field, or of a folder in S3"),
    "paths": ("List", "The paths of fields"),
    "old_name": ("String", "The path of the field"),
    "new_name": ("String", "The path that it gets"),
    "mappings": ("List", "Tuples of source, source type, target and target type"),
    "case_sensitive": ("Boolean", "Whether a source's name counts in its own case only"),
    "f": ("Function", "The function to apply to every record"),
    "specs": ("List", "Tuples of a path and an action"),
    "choice": ("String", "The action for all choices"),
    "database": ("String", "The database for match_catalog"),
    "table_name": ("String", "The table for match_catalog"),
    "catalog_id": ("String", "The catalog for match_catalog"),
    "comparison_dict": ("Dictionary", "For a path, a dictionary from comparisons to values"),
    "name": ("String", "The name of the root table"),
    "name1": ("String", "The name of the first new frame"),
    "name2": ("String", "The name of the second new frame"),
    "staging_path": ("String", "A folder in S3"),
    "format": ("String", "The format of the text"),
    "options": ("Dictionary", "More options"),
    "transformation_ctx": ("String", "A name for the state of this transform"),
    "info": ("String", "Text that error records of this transform carry"),
    "stageThreshold": ("Integer", "How many error records of this transform end the job; 0: none do"),
    "totalThreshold": ("Integer", "How many error records up to this transform end the job; 0: none do"),
}
_ERRORS = [
    {"type": "ErrorThresholdExceeded", "description": "There are as many error records as a threshold names"}
]


class GlueTransform:
    """`Transform.apply(…)` is `Transform()(…)`."""

    returns = "DynamicFrame"
    """The type of what the transform returns."""

    def __call__(self, *args, **kwargs):
        """What the transform does with its documented arguments."""
        raise NotImplementedError("GlueTransform is no transform itself.")

    @classmethod
    def apply(cls, *args, **kwargs):
        """Runs the transform with its documented arguments."""
        return cls()(*args, **kwargs)

    @classmethod
    def name(cls) -> str:
        """The transform's name."""
        return cls.__name__

    @classmethod
    def describeArgs(cls) -> list[dict]:
        """The arguments: name, type, description, whether it is optional, and its default."""
        if cls is GlueTransform:
            raise NotImplementedError("GlueTransform is no transform itself.")
        described = []
        for name, parameter in list(inspect.signature(cls.__call__).parameters.items())[1:]:
            kind, description = _ARGUMENTS[name]
            optional = parameter.default is not inspect.Parameter.empty
            described.append(
                {
                    "name": name,
                    "type": kind,
                    "description": description,
                    "optional": optional or parameter.kind is inspect.Parameter.VAR_KEYWORD,
                    "defaultValue": str(parameter.default) if optional else None,
                }
            )
        return described

    @classmethod
    def describeReturn(cls) -> dict:
        """The type of what the transform returns, and what that is."""
        return {"type": cls.returns, "description": cls.describeTransform()}

    @classmethod
    def describeTransform(cls) -> str:
        """What the transform does. Raises `NotImplementedError` for the base class."""
        if cls is GlueTransform:
            raise NotImplementedError("GlueTransform is no transform itself.")
        return inspect.getdoc(cls) or ""

    @classmethod
    def describeErrors(cls) -> list[dict]:
        """What the transform raises."""
        return _ERRORS

    @classmethod
    def describe(cls) -> dict:
        """All of this in one object."""
        return {
            "transform": {
                "name": cls.name(),
                "args": cls.describeArgs(),
                "returns": cls.describeReturn(),
                "raises": cls.describeErrors(),
                "location": "internal",
            }
        }
