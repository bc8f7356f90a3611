"""Spark's JVM, of whose classes Python knows no types."""

from typing import Any

from pyspark.sql import SparkSession


def jvm(spark: SparkSession) -> Any:
    """The packages of Java, such as `jvm(spark).java.lang`."""
    return spark._jvm


def hadoop_path(spark: SparkSession, location: str) -> tuple[Any, Any]:
    """Hadoop's path of a location, and its file system.

    What is not allowed in a URI, such as a blank, stands in the location as it is.
    """
    return _opened(spark, jvm(spark).org.apache.hadoop.fs.Path(location))


def hadoop_path_of_uri(spark: SparkSession, uri: str) -> tuple[Any, Any]:
    """The same, where such letters are escaped, as Spark does in the names of files."""
    return _opened(spark, jvm(spark).org.apache.hadoop.fs.Path(jvm(spark).java.net.URI(uri)))


def _opened(spark: SparkSession, path: Any) -> tuple[Any, Any]:
    context: Any = spark._jsc
    return path, path.getFileSystem(context.hadoopConfiguration())
