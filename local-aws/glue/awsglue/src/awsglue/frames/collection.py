"""DynamicFrameCollection: frames by name, as some transforms return them.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame-collection.html
"""

from collections.abc import Callable
from typing import Generic

from awsglue.frames.frame import FrameType
from awsglue.not_supported import NotSupportedError


class DynamicFrameCollection(Generic[FrameType]):
    """Frames by name."""

    def __init__(self, dynamic_frames: dict[str, FrameType], glue_ctx) -> None:
        self._frames = dict(dynamic_frames)
        self._glue_ctx = glue_ctx

    def keys(self) -> list[str]:
        """The names."""
        return list(self._frames)

    def values(self) -> list[FrameType]:
        """The frames."""
        return list(self._frames.values())

    def items(self) -> list[tuple[str, FrameType]]:
        """Names and frames."""
        return list(self._frames.items())

    def select(self, key: str, default: FrameType | None = None) -> FrameType:
        """The frame of that name. Raises `KeyError` where there is none and no default."""
        return self._frames[key] if default is None else self._frames.get(key, default)

    def map(self, callable: Callable, transformation_ctx: str = "") -> "DynamicFrameCollection":
        """A collection of `callable(frame, transformation_ctx)` by the same names."""
        frames = {key: callable(frame, transformation_ctx) for key, frame in self._frames.items()}
        return DynamicFrameCollection(frames, self._glue_ctx)

    def flatmap(self, f: Callable, transformation_ctx: str = "") -> "DynamicFrameCollection":
        """The frames that `f(frame, transformation_ctx)` returns: one by its own name, or a collection's.

        The frames of a collection are named `<name>_<name in the collection>`.
        """
        frames: dict[str, FrameType] = {}
        for key, frame in self._frames.items():
            made = f(frame, transformation_ctx)
            if isinstance(made, DynamicFrameCollection):
                frames.update({f"{key}_{name}": one for name, one in made.items()})
            else:
                frames[key] = made
        return DynamicFrameCollection(frames, self._glue_ctx)

    def __getitem__(self, key: str) -> FrameType:
        return self.select(key)

    def __len__(self) -> int:
        return len(self._frames)

    def __getattr__(self, name: str):
        raise NotSupportedError(f"DynamicFrameCollection.{name}")
