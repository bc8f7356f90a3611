"""Objects under an S3 path, through Spark's file system."""

from dataclasses import dataclass

from awsglue.run.jvm import hadoop_path, jvm
from pyspark.sql import SparkSession


@dataclass(frozen=True)
class S3File:
    """An object: its address, when it was changed (milliseconds) and its bytes."""

    address: str
    changed: int
    size: int


def exists(spark: SparkSession, location: str) -> bool:
    """Whether there is an object at or below a location. S3 knows no folders."""
    path, files = hadoop_path(spark, location)
    return files.exists(path)


def address(spark: SparkSession, location: str) -> str:
    """A location as the addresses of `list_files` begin."""
    return jvm(spark).org.apache.hadoop.fs.Path(location).toString()


def list_files(spark: SparkSession, location: str, recurses: bool = True) -> list[S3File]:
    """The objects at or below a location, by address, without those that Spark passes over (`_…`, `.…`)."""
    path, files = hadoop_path(spark, location)
    if not files.exists(path):
        return []
    found = []
    remaining = files.listFiles(path, recurses)
    while remaining.hasNext():
        status = remaining.next()
        if not status.getPath().getName().startswith(("_", ".")):
            address = status.getPath().toString()
            found.append(S3File(address, status.getModificationTime(), status.getLen()))
    return sorted(found, key=lambda file: file.address)


def delete_file(spark: SparkSession, address: str) -> bool:
    """Deletes one object; whether it is gone."""
    path, files = hadoop_path(spark, address)
    return files.delete(path, False)


def write_text(spark: SparkSession, address: str, text: str) -> None:
    """Writes an object whole, over what was there."""
    path, files = hadoop_path(spark, address)
    stream = files.create(path, True)
    try:
        stream.write(text.encode())
    finally:
        stream.close()
