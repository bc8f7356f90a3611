"""How this package refuses what it cannot do."""


class NotSupportedError(AttributeError):
    """A part of Glue's library that the embedded AWS lacks; an `AttributeError`, so `hasattr` is honest."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The embedded AWS does not support {what}. "
            "How to solve: use Spark's own call for it, or run the job on AWS."
        )


def refuse_unknown(given: dict, known: set[str], where: str) -> None:
    """Raises `NotSupportedError` for the first option in `given` that is not in `known`."""
    for name in given:
        if name not in known:
            raise NotSupportedError(f"the option {name!r} of {where}")
