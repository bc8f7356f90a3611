"""A job's begin and end.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html
"""

import sys

from awsglue.not_supported import NotSupportedError

_BOOKMARK_OPTIONS = ("--job-bookmark-option", "--job_bookmark_option")


class Job:
    """Marks where a job's work starts and where it is complete."""

    def __init__(self, glue_context) -> None:
        self.glue_context = glue_context

    def init(self, job_name: str, args: dict | None = None) -> None:
        """Starts the job. Raises `NotSupportedError` where the run asks for job bookmarks."""
        for option in _BOOKMARK_OPTIONS:
            if _value(option) not in (None, "job-bookmark-disable"):
                raise NotSupportedError(f"job bookmarks ({option} {_value(option)})")

    def commit(self) -> None:
        """Ends the job. Without bookmarks there is nothing to keep."""


def _value(option: str) -> str | None:
    for position, word in enumerate(sys.argv):
        if word == option:
            return next(iter(sys.argv[position + 1 : position + 2]), "")
        if word.startswith(f"{option}="):
            return word[len(option) + 1 :]
    return None
