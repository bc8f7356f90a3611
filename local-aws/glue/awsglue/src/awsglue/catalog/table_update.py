"""What a sink with `enableUpdateCatalog` tells the Data Catalog: a new table, its columns, its partitions.

https://docs.aws.amazon.com/glue/latest/dg/update-from-job.html
"""

from awsglue.catalog.data_catalog import create_partitions, create_table, find_table, update_table
from awsglue.formats.format_options import spark_format
from awsglue.formats.table_format import classification_of, new_descriptor, table_format
from awsglue.not_supported import NotSupportedError
from awsglue.run.glue_logger import GlueLogger
from awsglue.run.job_arguments import argument
from awsglue.run.jvm import jvm
from pyspark.sql import DataFrame
from pyspark.sql.types import DataType, NullType, StructField, TimestampNTZType

_UPDATE = "UPDATE_IN_DATABASE"
_LOG = "LOG"


class CatalogUpdate:
    """The table that a sink keeps up to date. `behavior` is UPDATE_IN_DATABASE or LOG."""

    def __init__(self, database: str, table_name: str, behavior: str | None) -> None:
        self.behavior = behavior or _UPDATE
        if self.behavior not in (_UPDATE, _LOG):
            raise ValueError(f"updateBehavior must be {_UPDATE} or {_LOG}, not {self.behavior}.")
        self.database = database
        self.table_name = table_name.lower()

    def check(self, keys: list[str], glue_format: str | None = None) -> None:
        """Before anything is written: raises where the table that is there cannot be brought up to date."""
        table = find_table(self.database, self.table_name)
        if table is None:
            return
        there = [key["Name"].lower() for key in table.get("PartitionKeys") or []]
        if there != [key.lower() for key in keys]:
            raise ValueError(
                f"The partitionKeys {keys} are not those of the table {self.table_name}: {there}, in order."
            )
        holds = table_format(table).name
        if glue_format and holds != spark_format(glue_format):
            raise ValueError(f"The table {self.table_name} holds {holds}; the sink writes {glue_format}.")

    def publish(
        self, frame: DataFrame, keys: list[str], glue_format: str, format_options: dict, location: str
    ) -> None:
        """After the frame's files were written below `location`: the table, its columns, its partitions."""
        fields = {field.name.lower(): field for field in frame.schema.fields}
        key_names = [key.lower() for key in keys]
        columns = [_column(field) for name, field in fields.items() if name not in key_names]
        table = find_table(self.database, self.table_name)
        if table is None:
            table = self._create(
                glue_format, format_options, location, columns, [fields[key] for key in key_names]
            )
        elif not self._accept(table, columns, bool(keys)):
            return
        if keys:
            create_partitions(self.database, self.table_name, _partitions(frame, keys, table))

    def _create(
        self, glue_format: str, options: dict, location: str, columns: list[dict], keys: list[StructField]
    ) -> dict:
        classification = classification_of(glue_format)
        parameters = {"classification": classification, **_origin("Created")}
        if classification == "parquet":
            parameters["useGlueParquetWriter"] = "true"
        if classification == "csv" and str(options.get("writeHeader", True)).lower() == "true":
            parameters["skip.header.line.count"] = "1"
        table = {
            "Name": self.table_name,
            "TableType": "EXTERNAL_TABLE",
            "Parameters": parameters,
            "PartitionKeys": [_column(key) for key in keys],
            "StorageDescriptor": new_descriptor(glue_format, options, location, columns),
        }
        create_table(self.database, table)
        return table

    def _accept(self, table: dict, columns: list[dict], is_partitioned: bool) -> bool:
        """Whether the frame's partitions belong to the table, whose columns become the frame's."""
        before = {column["Name"]: column for column in table["StorageDescriptor"]["Columns"]}
        changed = [
            column
            for column in columns
            if before.get(column["Name"], {}).get("Type", "").lower() != column["Type"].lower()
        ]
        if self.behavior == _LOG:
            if changed:
                names = ", ".join(f"{column['Name']} {column['Type']}" for column in changed)
                GlueLogger().warn(
                    f"updateBehavior LOG: {self.table_name} gets no new partitions, for it lacks {names}."
                )
            return not changed
        if not changed and len(columns) == len(before):
            return True
        if not is_partitioned:
            GlueLogger().warn(
                f"The columns of {self.table_name} stay as they are: "
                "Glue updates only those of tables with partition keys."
            )
            return True
        table["StorageDescriptor"]["Columns"] = [
            {**before.get(column["Name"], {}), **column} for column in columns
        ]
        table["Parameters"] = {**table.get("Parameters", {}), **_origin("Updated")}
        update_table(self.database, table)
        return True


def _origin(verb: str) -> dict[str, str]:
    names = {f"{verb}ByJob": argument("--JOB_NAME"), f"{verb}ByJobRun": argument("--JOB_RUN_ID")}
    return {name: value for name, value in names.items() if value}


def _column(field: StructField) -> dict:
    return {"Name": field.name.lower(), "Type": _hive_type(field.dataType, field.name)}


def _hive_type(kind: DataType, name: str) -> str:
    if isinstance(kind, NullType):
        return "string"
    if isinstance(kind, TimestampNTZType):
        return "timestamp"
    found = kind.simpleString()
    if "interval" in found or "variant" in found or "void" in found:
        raise NotSupportedError(f"a column of the type {found} ({name}) in the Data Catalog")
    return found


def _partitions(frame: DataFrame, keys: list[str], table: dict) -> list[dict]:
    """The partitions of the frame, in the folders that Spark gave them."""
    folder_of = jvm(frame.sparkSession).org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils
    values = frame.selectExpr(*(f"cast(`{key}` as string) as `{key}`" for key in keys)).distinct().collect()
    descriptor = table["StorageDescriptor"]
    base = descriptor["Location"].rstrip("/")
    partitions = []
    for row in values:
        words = [_DEFAULT if value in (None, "") else value for value in row]
        folders = [folder_of.getPartitionPathString(key, word) for key, word in zip(keys, words, strict=True)]
        location = "/".join([base, *folders]) + "/"
        partitions.append({"Values": words, "StorageDescriptor": {**descriptor, "Location": location}})
    return partitions


_DEFAULT = "__HIVE_DEFAULT_PARTITION__"
