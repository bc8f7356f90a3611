"""GlueContext: reads and writes DynamicFrames.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-glue-context.html
"""

from typing import Any

from awsglue.catalog.data_catalog import get_table
from awsglue.data_sink import DataSink
from awsglue.data_source import DataSource
from awsglue.dataframereader import DataFrameReader
from awsglue.dataframewriter import DataFrameWriter
from awsglue.dynamicframe import DynamicFrame, DynamicFrameReader, DynamicFrameWriter
from awsglue.formats.format_options import is_true
from awsglue.formats.table_format import table_format
from awsglue.not_supported import NotSupportedError, refuse_unknown
from awsglue.run.bookmark import Bookmark
from awsglue.run.glue_logger import GlueLogger
from awsglue.run.metrics import Metrics
from awsglue.sinks.jdbc_sink import JdbcSink
from awsglue.sinks.purge import Purge
from awsglue.sinks.s3_sink import S3Sink
from awsglue.sinks.table_sink import write_to_table
from awsglue.sources.jdbc_source import jdbc_frame
from awsglue.sources.s3_source import s3_frame
from awsglue.sources.table_source import table_frame
from awsglue.storage.jdbc import JdbcTarget, connection_properties, is_jdbc_type, options_of_connection
from pyspark import SparkContext
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

# what a GlueContext has of Spark's SQLContext
_OF_SPARK = {"createDataFrame", "range", "read", "readStream", "sql", "table", "tables", "udf"}
_INGESTION = {"day": 3, "hour": 4, "minute": 5}
_SAMPLING = {"maxSamplePartitions", "maxSampleFilesPerPartition"}


class GlueContext:
    """The entry point of a Glue script."""

    def __init__(self, sparkContext: SparkContext, **options) -> None:
        refuse_unknown(options, {"minPartitions", "targetPartitions"}, "GlueContext")
        self.spark_session = SparkSession.builder.getOrCreate()
        self.sparkSession = self.spark_session
        self.bookmark = Bookmark()
        self.metrics = Metrics(self.spark_session)
        self.create_dynamic_frame = DynamicFrameReader(self)
        self.create_data_frame = DataFrameReader(self)
        self.write_dynamic_frame = DynamicFrameWriter(self)
        self.write_data_frame = DataFrameWriter(self)

    def get_logger(self) -> GlueLogger:
        """A logger whose lines go to the job's error log."""
        return GlueLogger()

    # Reading

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
        """The rows of a catalog table, in S3 or in PostgreSQL.

        `push_down_predicate` is Spark SQL over the partition columns, `catalogPartitionPredicate` in
        `additional_options` is the catalog's own SQL: what they exclude is not read.
        With job bookmarks, a `transformation_ctx` makes it read new and changed files only.
        """
        return table_frame(
            self, database, table_name, push_down_predicate, additional_options or {}, transformation_ctx
        )

    def create_dynamic_frame_from_options(
        self,
        connection_type: str,
        connection_options: dict | None = None,
        format: str | None = None,
        format_options: dict | None = None,
        transformation_ctx: str = "",
        push_down_predicate: str = "",
        **_context,
    ) -> DynamicFrame:
        """The files under `connection_options["paths"]` (`connection_type` "s3"), or a table ("postgresql").

        With job bookmarks, a `transformation_ctx` makes it read new and changed files only.
        """
        options = connection_options or {}
        if is_jdbc_type(connection_type):
            target = JdbcTarget.of_options(options)
            return jdbc_frame(self, target, options, transformation_ctx, transformation_ctx)
        if connection_type != "s3":
            raise _unknown_connection(connection_type)
        return s3_frame(self, format, options, format_options or {}, push_down_predicate, transformation_ctx)

    def create_dynamic_frame_from_rdd(
        self,
        data,
        name: str,
        schema: Any = None,
        sample_ratio: float | None = None,
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """An RDD's records."""
        frame = self.spark_session.createDataFrame(data, schema, sample_ratio)
        return DynamicFrame.fromDF(frame, self, name)

    def create_sample_dynamic_frame_from_catalog(
        self, database: str, table_name: str, num: int, *args, sample_options: dict | None = None, **options
    ) -> DynamicFrame:
        """At most `num` records of a catalog table."""
        refuse_unknown(sample_options or {}, _SAMPLING, "sample_options")
        frame = self.create_dynamic_frame_from_catalog(database, table_name, *args, **options)
        return self._first(frame, num)

    def create_sample_dynamic_frame_from_options(
        self,
        connection_type: str,
        connection_options: dict | None = None,
        num: int = 0,
        sample_options: dict | None = None,
        **options,
    ) -> DynamicFrame:
        """At most `num` records of a source."""
        refuse_unknown(sample_options or {}, _SAMPLING, "sample_options")
        frame = self.create_dynamic_frame_from_options(connection_type, connection_options, **options)
        return self._first(frame, num)

    def create_data_frame_from_catalog(
        self,
        database: str,
        table_name: str,
        transformation_ctx: str = "",
        additional_options: dict | None = None,
        **options,
    ) -> DataFrame:
        """The rows of a catalog table as a Spark DataFrame.

        With `useSparkDataSource` in `additional_options`, Spark's own reader works out the types, unless
        `useCatalogSchema` is set; further options are Spark's.
        """
        given = dict(additional_options or {})
        by_spark = is_true(given.pop("useSparkDataSource", False))
        by_catalog = is_true(given.pop("useCatalogSchema", False))
        if by_catalog and not by_spark:
            raise ValueError("useCatalogSchema needs useSparkDataSource.")
        if not by_spark or by_catalog:
            frame = self.create_dynamic_frame_from_catalog(
                database,
                table_name,
                transformation_ctx=transformation_ctx,
                additional_options={} if by_spark else given,
                **options,
            )
            return frame.toDF()
        table = get_table(database, table_name)
        predicate = options.pop("push_down_predicate", "")
        refuse_unknown(options, set(), "create_data_frame.from_catalog")
        file_format = table_format(table)
        reader = self.spark_session.read.format(file_format.name).options(**file_format.options)
        frame = reader.options(**given).load(table["StorageDescriptor"]["Location"])
        return frame.filter(predicate) if predicate else frame

    def create_data_frame_from_options(
        self, connection_type: str, connection_options: dict | None = None, **options
    ) -> DataFrame:
        """The records of a source as a Spark DataFrame."""
        return self.create_dynamic_frame_from_options(connection_type, connection_options, **options).toDF()

    def getSource(self, connection_type: str, transformation_ctx: str = "", **options) -> DataSource:
        """A source: `setFormat`, then `getFrame`."""
        return DataSource(self, connection_type, transformation_ctx, options)

    def add_ingestion_time_columns(self, dataFrame: DataFrame, timeGranularity: str = "") -> DataFrame:
        """The frame with `ingest_year`, `ingest_month` and so on, down to "day", "hour" or "minute"."""
        if timeGranularity not in _INGESTION:
            raise ValueError(f"timeGranularity must be day, hour or minute, not {timeGranularity!r}.")
        now = F.current_timestamp()
        parts = {"year": F.year, "month": F.month, "day": F.dayofmonth, "hour": F.hour, "minute": F.minute}
        for name, part in list(parts.items())[: _INGESTION[timeGranularity]]:
            dataFrame = dataFrame.withColumn(f"ingest_{name}", part(now))
        return dataFrame

    def extract_jdbc_conf(self, connection_name: str, catalog_id: str | None = None) -> dict[str, str]:
        """How the database of a connection in the Data Catalog is reached: `fullUrl`, `user`, `password` …"""
        return connection_properties(connection_name)

    # Writing

    def write_dynamic_frame_from_options(
        self,
        frame: DynamicFrame,
        connection_type: str,
        connection_options: dict | None = None,
        format: str | None = None,
        format_options: dict | None = None,
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """Adds the records as files under `connection_options["path"]`, or to the table `dbtable`."""
        options = connection_options or {}
        if is_jdbc_type(connection_type):
            return JdbcSink(options).writeFrame(frame)
        if connection_type != "s3":
            raise _unknown_connection(connection_type)
        return S3Sink(format, options, format_options).writeFrame(frame)

    def write_from_options(
        self,
        frame_or_dfc: DynamicFrame,
        connection_type: str,
        connection_options: dict | None = None,
        format: str | None = None,
        format_options: dict | None = None,
        transformation_ctx: str = "",
    ) -> DynamicFrame:
        """The same; for one frame."""
        return self.write_dynamic_frame_from_options(
            _one(frame_or_dfc), connection_type, connection_options, format, format_options
        )

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
        """Adds the frame's records to a catalog table.

        With `enableUpdateCatalog` in `additional_options`, new columns and partitions come into the catalog.
        """
        write_to_table(frame.toDF(), database, table_name, additional_options or {})
        return frame

    def write_data_frame_from_catalog(
        self,
        frame: DataFrame,
        database: str,
        table_name: str,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        additional_options: dict | None = None,
        catalog_id: str | None = None,
    ) -> DataFrame:
        """The same for a Spark DataFrame."""
        write_to_table(frame, database, table_name, additional_options or {})
        return frame

    def write_dynamic_frame_from_jdbc_conf(
        self,
        frame: DynamicFrame,
        catalog_connection: str,
        connection_options: dict | None = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> DynamicFrame:
        """Adds the records to the table `dbtable` that a connection of the Data Catalog leads to."""
        options = {**(connection_options or {}), **options_of_connection(catalog_connection)}
        return JdbcSink(options).writeFrame(frame)

    def write_from_jdbc_conf(
        self,
        frame_or_dfc: DynamicFrame,
        catalog_connection: str,
        connection_options: dict | None = None,
        redshift_tmp_dir: str = "",
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> DynamicFrame:
        """The same; for one frame."""
        return self.write_dynamic_frame_from_jdbc_conf(
            _one(frame_or_dfc), catalog_connection, connection_options
        )

    def getSink(
        self, connection_type: str, format: str | None = None, transformation_ctx: str = "", **options
    ) -> DataSink:
        """A sink: `setFormat` and, with `enableUpdateCatalog`, `setCatalogInfo`; then `writeFrame`."""
        if is_jdbc_type(connection_type):
            return JdbcSink(options)
        if connection_type != "s3":
            raise _unknown_connection(connection_type)
        return S3Sink(format, options)

    # Working with datasets in S3

    def purge_table(
        self,
        database: str,
        table_name: str,
        options: dict | None = None,
        transformation_ctx: str = "",
        catalog_id: str | None = None,
    ) -> None:
        """Deletes a table's files older than `retentionPeriod`, in hours (168), and partitions left empty."""
        Purge(self.spark_session, options or {}, transformation_ctx).table(database, table_name)

    def purge_s3_path(self, s3_path: str, options: dict | None = None, transformation_ctx: str = "") -> None:
        """Deletes the files below a path that are older than `retentionPeriod`, in hours (168)."""
        Purge(self.spark_session, options or {}, transformation_ctx).path(s3_path)

    def _first(self, frame: DynamicFrame, num: int) -> DynamicFrame:
        return DynamicFrame.fromDF(frame.toDF().limit(num), self, frame.name)

    def __getattr__(self, name: str):
        if name in _OF_SPARK:
            return getattr(self.spark_session, name)
        raise NotSupportedError(f"GlueContext.{name}")


def _unknown_connection(connection_type: str) -> NotSupportedError:
    return NotSupportedError(f"the connection type {connection_type!r} (s3, postgresql and jdbc work)")


def _one(frame_or_dfc) -> DynamicFrame:
    if isinstance(frame_or_dfc, DynamicFrame):
        return frame_or_dfc
    raise NotSupportedError("writing a DynamicFrameCollection (its frames, one after the other, work)")
