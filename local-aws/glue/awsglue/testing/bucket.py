"""A folder that stands for an S3 bucket."""

from pathlib import Path

from glue_api import GlueApi
from pyspark.sql import SparkSession


class Bucket:
    """Files in `folder`, the session that reads them, and the catalog that tells of them."""

    def __init__(self, spark: SparkSession, glue_api: GlueApi, folder: Path) -> None:
        self.spark = spark
        self.glue_api = glue_api
        self.folder = folder

    def path(self, name: str) -> str:
        """The location of a file or folder in the bucket."""
        return f"file://{self.folder}/{name}"
