"""Files under an S3 path as the target of a frame.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-s3-home.html
"""

from awsglue.catalog.table_update import CatalogUpdate
from awsglue.data_sink import DataSink
from awsglue.formats.format_options import is_true, known_format, spark_format, write_options
from awsglue.not_supported import refuse_unknown
from pyspark.sql import DataFrame

_PATH = {"path", "partitionKeys", "compression"}
_CATALOG = {"enableUpdateCatalog", "updateBehavior"}


class S3Sink(DataSink):
    """Adds a frame's records as files under a path, and tells the catalog where that is asked for.

    `options` are the connection options: `path`, `partitionKeys`, `compression`, `enableUpdateCatalog`,
    `updateBehavior`.
    """

    def __init__(self, file_format: str | None, options: dict, format_options: dict | None = None) -> None:
        refuse_unknown(options, _PATH | _CATALOG, "connection_options")
        if not options.get("path"):
            raise ValueError("A sink of files needs path, an S3 address.")
        self._options = options
        self._format = file_format
        self._format_options = format_options or {}
        self._catalog: tuple[str, str] | None = None

    def setFormat(self, format: str, **format_options) -> None:
        """The format of the files: avro, csv, json, orc, parquet or glueparquet."""
        self._format = format
        self._format_options = format_options

    def setCatalogInfo(self, catalogDatabase: str, catalogTableName: str, catalogId: str = "") -> None:
        """The table that `enableUpdateCatalog` makes or brings up to date."""
        self._catalog = (catalogDatabase, catalogTableName)

    def writeFrame(self, dynamic_frame, info: str = ""):
        """Writes the frame and returns it."""
        glue_format = known_format(self._format)
        settings = write_options(glue_format, self._format_options)
        if self._options.get("compression"):
            settings["compression"] = self._options["compression"]
        frame = dynamic_frame.toDF()
        keys = list(self._options.get("partitionKeys") or [])
        update = self._update(keys)
        append(frame, spark_format(glue_format), settings, keys, self._options["path"])
        if update is not None and frame.columns and not frame.isEmpty():
            update.publish(frame, keys, glue_format, self._format_options, self._options["path"])
        return dynamic_frame

    def _update(self, keys: list[str]) -> CatalogUpdate | None:
        if not is_true(self._options.get("enableUpdateCatalog", False)):
            return None
        if self._catalog is None:
            raise ValueError("enableUpdateCatalog needs setCatalogInfo.")
        update = CatalogUpdate(*self._catalog, self._options.get("updateBehavior"))
        update.check(keys, self._format)
        return update


def append(frame: DataFrame, file_format: str, settings: dict, keys: list[str], path: str) -> None:
    """Adds a frame's rows as files, in folders by the keys. A frame without rows leaves no file."""
    if frame.isEmpty():
        return
    frame.write.mode("append").format(file_format).options(**settings).partitionBy(*keys).save(path)
