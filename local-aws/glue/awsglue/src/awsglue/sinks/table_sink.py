"""A catalog table as the target of a frame."""

from awsglue.catalog.data_catalog import get_table
from awsglue.catalog.table_update import CatalogUpdate
from awsglue.formats.format_options import is_true
from awsglue.formats.table_format import table_format
from awsglue.not_supported import refuse_unknown
from awsglue.sinks.s3_sink import append
from awsglue.storage.jdbc import JdbcTarget, is_jdbc_table
from pyspark.sql import DataFrame

_OPTIONS = {"partitionKeys", "enableUpdateCatalog", "updateBehavior", "useSparkDataSink"}


def write_to_table(frame: DataFrame, database: str, table_name: str, options: dict) -> None:
    """Adds a frame's rows to a table's files, or to its database.

    Only with `enableUpdateCatalog` do its new columns and partitions come into the catalog.
    """
    refuse_unknown(options, _OPTIONS, "additional_options")
    table = get_table(database, table_name)
    if is_jdbc_table(table):
        JdbcTarget.of_table(table).write(frame)
        return
    file_format = table_format(table)
    location = table["StorageDescriptor"]["Location"]
    settings = {name: value for name, value in file_format.options.items() if name != "mode"}
    keys = options.get("partitionKeys") or [key["Name"] for key in table.get("PartitionKeys") or []]
    updates = is_true(options.get("enableUpdateCatalog", False))
    update = CatalogUpdate(database, table_name, options.get("updateBehavior"))
    if updates:
        update.check(keys)
    append(frame, file_format.name, settings, keys, location)
    if updates and not frame.isEmpty():
        update.publish(frame, keys, file_format.name, {}, location)
