"""The base of every transform."""


class GlueTransform:
    """`Transform.apply(…)` is `Transform()(…)`."""

    @classmethod
    def apply(cls, *args, **kwargs):
        """Runs the transform with its documented arguments."""
        return cls()(*args, **kwargs)
