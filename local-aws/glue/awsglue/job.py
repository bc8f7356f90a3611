"""A job's begin and end.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html
"""

import sys

from awsglue.bookmark import Bookmark


class Job:
    """Marks where a job's work starts and where it is complete."""

    def __init__(self, glue_context) -> None:
        self.glue_context = glue_context

    def init(self, job_name: str, args: dict | None = None) -> None:
        """Starts the job: sources read from where the job's bookmark is, where the run asks for bookmarks."""
        option = _value("--job-bookmark-option") or _value("--job_bookmark_option")
        self.glue_context.bookmark = Bookmark(option, _value("--JOB_RUN_ID") or "")

    def commit(self) -> None:
        """Ends the job: its bookmark moves on to what was read."""
        self.glue_context.bookmark.commit()


def _value(option: str) -> str | None:
    for position, word in enumerate(sys.argv):
        if word == option:
            return next(iter(sys.argv[position + 1 : position + 2]), "")
        if word.startswith(f"{option}="):
            return word[len(option) + 1 :]
    return None
