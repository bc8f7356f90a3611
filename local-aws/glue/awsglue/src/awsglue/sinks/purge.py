"""Deletes what lies under S3 paths.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-glue-context.html
"""

import time

from awsglue.catalog.data_catalog import delete_partition, get_table
from awsglue.catalog.partitions import find_partitions
from awsglue.not_supported import refuse_unknown
from awsglue.storage.s3_files import delete_file, list_files, write_text
from pyspark.sql import SparkSession

_WEEK = 168
_HOUR = 3_600_000
_OPTIONS = {"retentionPeriod", "excludeStorageClasses", "manifestFilePath"}


class Purge:
    """One purge. `options` are Glue's: `retentionPeriod` in hours (168), `manifestFilePath`."""

    def __init__(self, spark: SparkSession, options: dict, context: str) -> None:
        refuse_unknown(options, _OPTIONS | {"partitionPredicate"}, "purge")
        self._spark = spark
        self._options = options
        self._context = context
        self._before = time.time() * 1000 - float(options.get("retentionPeriod", _WEEK)) * _HOUR
        self._deleted: list[str] = []
        self._failed: list[str] = []

    def path(self, location: str) -> None:
        """Deletes the objects below a location, but those that are younger than the retention period."""
        self._empty(location)
        self._write_manifest()

    def table(self, database: str, name: str) -> None:
        """The same for a table, whose partitions go where nothing is left of them."""
        table = get_table(database, name)
        predicate = self._options.get("partitionPredicate", "")
        if not table.get("PartitionKeys"):
            if predicate:
                raise ValueError(f"The table {name} has no partitions for a partitionPredicate to choose.")
            self._empty(table["StorageDescriptor"]["Location"])
        else:
            for partition in find_partitions(self._spark, table, predicate):
                if self._empty(partition["StorageDescriptor"]["Location"]):
                    delete_partition(database, name, partition["Values"])
        self._write_manifest()

    def _empty(self, location: str) -> bool:
        """Whether nothing is left there."""
        if "STANDARD" in (self._options.get("excludeStorageClasses") or []):
            return False
        files = list_files(self._spark, location)
        old = [file for file in files if file.changed <= self._before]
        for file in old:
            gone = delete_file(self._spark, file.address)
            (self._deleted if gone else self._failed).append(file.address)
        return len(old) == len(files) and not self._failed

    def _write_manifest(self) -> None:
        folder = self._options.get("manifestFilePath")
        if not folder:
            return
        parts = [folder.rstrip("/"), *([self._context] if self._context else [])]
        for name, files in (("Success.csv", self._deleted), ("Failed.csv", self._failed)):
            lines = "".join(f"{file}\n" for file in files)
            write_text(self._spark, "/".join([*parts, name]), lines)
