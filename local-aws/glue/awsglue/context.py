"""GlueContext: reads and writes DynamicFrames.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-glue-context.html
"""

from awsglue.bookmark import Bookmark
from awsglue.catalog import get_table
from awsglue.catalog_source import read_table
from awsglue.dynamicframe import DynamicFrame
from awsglue.frame_reader import DynamicFrameReader
from awsglue.frame_writer import DynamicFrameWriter
from awsglue.glue_logger import GlueLogger
from awsglue.not_supported import NotSupportedError, refuse_unknown
from awsglue.s3_format import read_options, spark_format, write_options
from awsglue.s3_sink import S3Sink
from awsglue.table_format import table_format
from pyspark import SparkContext
from pyspark.sql import DataFrame, SparkSession


class GlueContext:
    """The entry point of a Glue script."""

    def __init__(self, sparkContext: SparkContext, **options) -> None:
        refuse_unknown(options, {"minPartitions", "targetPartitions"}, "GlueContext")
        self.spark_session = SparkSession.builder.getOrCreate()
        self.bookmark = Bookmark()
        self.create_dynamic_frame = DynamicFrameReader(self)
        self.write_dynamic_frame = DynamicFrameWriter(self)

    def get_logger(self) -> GlueLogger:
        """A logger whose lines go to the job's error log."""
        return GlueLogger()

    def create_dynamic_frame_from_catalog(
        self,
        database: str,
        table_name: str,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        additional_options: dict | None = None,
        catalog_id: str | None = None,
    ) -> DynamicFrame:
        """The rows of a catalog table (CSV, JSON or Parquet).

        `push_down_predicate` is Spark SQL over the partition columns: what it excludes is not read.
        With job bookmarks, a `transformation_ctx` makes it read new and changed files only.
        """
        refuse_unknown(additional_options or {}, set(), "create_dynamic_frame.from_catalog")

        def fresh(frame: DataFrame) -> DataFrame:
            return self.bookmark.fresh(frame, transformation_ctx)

        rows = read_table(self.spark_session, database, table_name, push_down_predicate, fresh)
        return DynamicFrame(rows, self, table_name)

    def create_data_frame_from_catalog(self, database: str, table_name: str, **options) -> DataFrame:
        """The rows of a catalog table as a Spark DataFrame."""
        return self.create_dynamic_frame_from_catalog(database, table_name, **options).toDF()

    def create_dynamic_frame_from_options(
        self,
        connection_type: str,
        connection_options: dict | None = None,
        format: str | None = None,
        format_options: dict | None = None,
        transformation_ctx: str = "",
        **_context,
    ) -> DynamicFrame:
        """The files under `connection_options["paths"]` (`connection_type` "s3"). CSV columns are strings.

        With job bookmarks, a `transformation_ctx` makes it read new and changed files only.
        """
        if connection_type != "s3":
            raise NotSupportedError(f"the connection type {connection_type!r} (s3 works)")
        options = connection_options or {}
        refuse_unknown(options, {"paths", "recurse"}, "connection_options")
        reader = self.spark_session.read.format(spark_format(format))
        reader = reader.options(**read_options(format, format_options or {}))
        if str(options.get("recurse", False)).lower() == "true":
            reader = reader.option("recursiveFileLookup", "true")
        frame = self.bookmark.fresh(reader.load(options["paths"]), transformation_ctx)
        if format == "csv" and not (format_options or {}).get("withHeader", False):
            frame = frame.toDF(*(f"col{position}" for position in range(len(frame.columns))))
        return DynamicFrame(frame, self, transformation_ctx)

    def write_dynamic_frame_from_options(
        self,
        frame: DynamicFrame,
        connection_type: str,
        connection_options: dict | None = None,
        format: str | None = None,
        format_options: dict | None = None,
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """Adds the records as files under `connection_options["path"]`, in folders by its `partitionKeys`."""
        if connection_type != "s3":
            raise NotSupportedError(f"the connection type {connection_type!r} (s3 works)")
        options = connection_options or {}
        refuse_unknown(options, {"path", "partitionKeys", "compression"}, "connection_options")
        file_format = spark_format(format)
        settings = write_options(format, format_options or {})
        if options.get("compression"):
            settings["compression"] = options["compression"]
        _append(frame, file_format, settings, options.get("partitionKeys") or [], options["path"])
        return frame

    def write_dynamic_frame_from_catalog(
        self,
        frame: DynamicFrame,
        database: str,
        table_name: str,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        additional_options: dict | None = None,
        catalog_id: str | None = None,
    ) -> DynamicFrame:
        """Adds the frame's records to the files of a catalog table. It adds no partition to the catalog."""
        options = additional_options or {}
        refuse_unknown(options, {"partitionKeys"}, "write_dynamic_frame.from_catalog")
        table = get_table(database, table_name)
        file_format = table_format(table)
        settings = {name: value for name, value in file_format.options.items() if name != "mode"}
        keys = options.get("partitionKeys") or [key["Name"] for key in table.get("PartitionKeys") or []]
        _append(frame, file_format.name, settings, keys, table["StorageDescriptor"]["Location"])
        return frame

    def getSink(
        self, connection_type: str, format: str | None = None, transformation_ctx: str = "", **options
    ) -> S3Sink:
        """A sink for `connection_type` "s3": `setFormat`, then `writeFrame`."""
        if connection_type != "s3":
            raise NotSupportedError(f"a sink of the connection type {connection_type!r} (s3 works)")
        return S3Sink(self, format, options)

    def __getattr__(self, name: str):
        raise NotSupportedError(f"GlueContext.{name}")


def _append(frame: DynamicFrame, file_format: str, settings: dict, keys: list[str], path: str) -> None:
    data_frame = frame.toDF()
    if data_frame.isEmpty():
        return
    data_frame.write.mode("append").format(file_format).options(**settings).partitionBy(*keys).save(path)
