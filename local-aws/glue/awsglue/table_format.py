"""What a catalog table's serde says about its files, as Spark's reader and writer understand it."""

from dataclasses import dataclass, field

from awsglue.not_supported import NotSupportedError

_LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
_OPEN_CSV = "org.apache.hadoop.hive.serde2.OpenCSVSerde"
_JSON = {
    "org.openx.data.jsonserde.JsonSerDe",
    "org.apache.hive.hcatalog.data.JsonSerDe",
    "org.apache.hadoop.hive.serde2.JsonSerDe",
}
_PARQUET = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"


@dataclass(frozen=True)
class TableFormat:
    """Spark's name of the format, and its options."""

    name: str
    options: dict[str, str] = field(default_factory=dict)


def table_format(table: dict) -> TableFormat:
    """The format of a catalog table. Raises `NotSupportedError` where it is not CSV, JSON or Parquet."""
    descriptor = table["StorageDescriptor"]
    serde = descriptor.get("SerdeInfo", {})
    library = serde.get("SerializationLibrary", "")
    parameters = {**table.get("Parameters", {}), **serde.get("Parameters", {})}
    if library == _PARQUET:
        return TableFormat("parquet")
    if library in _JSON:
        return TableFormat("json")
    if library == _LAZY_SIMPLE:
        separator = parameters.get("field.delim", parameters.get("serialization.format", "\x01"))
        return TableFormat("csv", _csv_options(table, parameters, separator))
    if library == _OPEN_CSV:
        options = _csv_options(table, parameters, parameters.get("separatorChar", ","))
        options["quote"] = parameters.get("quoteChar", '"')
        options["escape"] = parameters.get("escapeChar", "\\")
        return TableFormat("csv", options)
    raise NotSupportedError(f"the serde {library or '(none)'} of the table {table['Name']}")


def _csv_options(table: dict, parameters: dict, separator: str) -> dict[str, str]:
    skipped = int(parameters.get("skip.header.line.count", "0"))
    if skipped > 1:
        raise NotSupportedError(
            f"skip.header.line.count={skipped} of the table {table['Name']} (0 and 1 work)"
        )
    return {"sep": separator, "header": "true" if skipped else "false", "mode": "PERMISSIVE"}
