"""A job's begin and end.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html
"""

from awsglue.run.bookmark import Bookmark
from awsglue.run.job_arguments import argument


class Job:
    """Marks where a job's work starts and where it is complete."""

    def __init__(self, glue_context) -> None:
        self.glue_context = glue_context

    def init(self, job_name: str, args: dict | None = None) -> None:
        """Starts the job: sources read from where the job's bookmark is, where the run asks for bookmarks."""
        option = argument("--job-bookmark-option") or argument("--job_bookmark_option")
        self.glue_context.bookmark = Bookmark(option, argument("--JOB_RUN_ID") or "")

    def commit(self) -> None:
        """Ends the job: its bookmark moves on to what was read, and its metrics so far are sent."""
        self.glue_context.bookmark.commit()
        self.glue_context.metrics.send()
