"""What a catalog table's serde says about its files, as Spark's reader and writer understand it."""

from dataclasses import dataclass, field

from awsglue.not_supported import NotSupportedError

_LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
_OPEN_CSV = "org.apache.hadoop.hive.serde2.OpenCSVSerde"
_OPENX_JSON = "org.openx.data.jsonserde.JsonSerDe"
_PARQUET = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
_AVRO = "org.apache.hadoop.hive.serde2.avro.AvroSerDe"
_PLAIN = {
    _OPENX_JSON: "json",
    "org.apache.hive.hcatalog.data.JsonSerDe": "json",
    "org.apache.hadoop.hive.serde2.JsonSerDe": "json",
    _PARQUET: "parquet",
    "org.apache.hadoop.hive.ql.io.orc.OrcSerde": "orc",
    _AVRO: "avro",
}
_TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat"
_TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
_IO = "org.apache.hadoop.hive.ql.io"
# properties that change what is read and that Spark's readers lack, with the value that asks for nothing
_REFUSED = {
    "skip.footer.line.count": "0",
    "serialization.encoding": "utf-8",
    "avro.schema.url": "",
    "escape.delim": "",
}


@dataclass(frozen=True)
class TableFormat:
    """Spark's name of the format, and its options."""

    name: str
    options: dict[str, str] = field(default_factory=dict)


def table_format(table: dict) -> TableFormat:
    """The format of a catalog table.

    Raises `NotSupportedError` where Spark has no reader for its serde, or for a property that changes what
    is read.
    """
    descriptor = table["StorageDescriptor"]
    serde = descriptor.get("SerdeInfo", {})
    library = serde.get("SerializationLibrary", "")
    parameters = {**table.get("Parameters", {}), **serde.get("Parameters", {})}
    for name, harmless in _REFUSED.items():
        value = parameters.get(name, harmless)
        if value.lower() != harmless:
            raise NotSupportedError(f"{name}={value} of the table {table['Name']}")
    if library in _PLAIN:
        return TableFormat(_PLAIN[library])
    if parameters.get("classification") == "xml" and parameters.get("rowTag"):
        return TableFormat("xml", {"rowTag": parameters["rowTag"]})
    if library == _LAZY_SIMPLE:
        separator = parameters.get("field.delim", parameters.get("serialization.format", "\x01"))
        options = _csv_options(table, parameters, separator)
        if "serialization.null.format" in parameters:
            options["nullValue"] = parameters["serialization.null.format"]
        return TableFormat("csv", options)
    if library == _OPEN_CSV:
        options = _csv_options(table, parameters, parameters.get("separatorChar", ","))
        options["quote"] = parameters.get("quoteChar", '"')
        options["escape"] = parameters.get("escapeChar", "\\")
        return TableFormat("csv", options)
    raise NotSupportedError(f"the serde {library or '(none)'} of the table {table['Name']}")


def new_descriptor(glue_format: str, format_options: dict, location: str, columns: list[dict]) -> dict:
    """The StorageDescriptor of what a sink writes. Raises `NotSupportedError` where Glue makes no table."""
    serdes = {
        "avro": (_AVRO, f"{_IO}.avro.AvroContainerInputFormat", f"{_IO}.avro.AvroContainerOutputFormat"),
        "csv": (_LAZY_SIMPLE, _TEXT_INPUT, _TEXT_OUTPUT),
        "json": (_OPENX_JSON, _TEXT_INPUT, _TEXT_OUTPUT),
        "parquet": (
            _PARQUET,
            f"{_IO}.parquet.MapredParquetInputFormat",
            f"{_IO}.parquet.MapredParquetOutputFormat",
        ),
    }
    classification = classification_of(glue_format)
    if classification not in serdes:
        raise NotSupportedError(
            f"enableUpdateCatalog with the format {glue_format!r} (avro, csv, json and parquet work)"
        )
    library, input_format, output_format = serdes[classification]
    parameters = {"serialization.format": "1"}
    if classification == "csv":
        parameters = {"field.delim": format_options.get("separator", ",")}
    return {
        "Columns": columns,
        "Location": location,
        "InputFormat": input_format,
        "OutputFormat": output_format,
        "Compressed": False,
        "NumberOfBuckets": -1,
        "SerdeInfo": {"SerializationLibrary": library, "Parameters": parameters},
        "StoredAsSubDirectories": False,
    }


def classification_of(glue_format: str) -> str:
    """The classification of a table of a format."""
    return "parquet" if glue_format == "glueparquet" else glue_format


def _csv_options(table: dict, parameters: dict, separator: str) -> dict[str, str]:
    skipped = int(parameters.get("skip.header.line.count", "0"))
    if skipped > 1:
        raise NotSupportedError(
            f"skip.header.line.count={skipped} of the table {table['Name']} (0 and 1 work)"
        )
    return {"sep": separator, "header": "true" if skipped else "false", "mode": "PERMISSIVE"}
