"""Glue's format options as Spark's, for files under S3 paths.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-format.html
"""

from awsglue.not_supported import NotSupportedError, refuse_unknown
from pyspark.sql import DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, StructType

_FORMATS = {
    "avro": "avro",
    "csv": "csv",
    "glueparquet": "parquet",
    "json": "json",
    "orc": "orc",
    "parquet": "parquet",
    "xml": "xml",
}
# what tells Glue how fast to go, and nothing of what is read or written
_NO_EFFECT = {"optimizePerformance", "strictCheckForQuoting", "useGlueParquetWriter", "version"}
_READ = {
    "avro": {"version"},
    "csv": {
        "withHeader",
        "separator",
        "quoteChar",
        "escaper",
        "multiline",
        "multiLine",
        "skipFirst",
        "optimizePerformance",
    },
    "json": {"jsonPath", "multiline", "multiLine", "optimizePerformance"},
    "orc": set(),
    "parquet": set(),
    "xml": {
        "rowTag",
        "encoding",
        "excludeAttribute",
        "treatEmptyValuesAsNulls",
        "attributePrefix",
        "valueTag",
        "ignoreSurroundingSpaces",
    },
}
_WRITE = {
    "avro": {"version"},
    "csv": {
        "writeHeader",
        "separator",
        "quoteChar",
        "escaper",
        "optimizePerformance",
        "strictCheckForQuoting",
    },
    "json": set(),
    "orc": set(),
    "parquet": {"compression", "useGlueParquetWriter", "blockSize", "pageSize"},
}
_CSV_QUOTE_OFF = -1


def known_format(glue_format: str | None) -> str:
    """The Glue format itself. Raises `NotSupportedError` for one that is not there."""
    if glue_format is None or glue_format not in _FORMATS:
        raise NotSupportedError(f"the format {glue_format!r} ({', '.join(_FORMATS)} work)")
    return glue_format


def spark_format(glue_format: str) -> str:
    """Spark's name of a Glue format. Raises `NotSupportedError` for one that is not there."""
    return _FORMATS[known_format(glue_format)]


def read_options(glue_format: str, format_options: dict) -> dict[str, str]:
    """`format_options` of a read as options of Spark's reader."""
    name = spark_format(glue_format)
    given = {key: value for key, value in format_options.items() if key != "attachFilename"}
    refuse_unknown(given, _READ[name], glue_format)
    if name == "csv":
        return _csv_read_options(given)
    if name == "json":
        # a path into the record is for one record a file or a line alike
        return {"multiLine": _flag(_multiline(given))}
    if name == "xml":
        return _xml_options(given)
    return {}


def write_options(glue_format: str, format_options: dict) -> dict[str, str]:
    """`format_options` of a write as options of Spark's writer."""
    name = spark_format(glue_format)
    if name not in _WRITE:
        raise NotSupportedError(f"writing the format {glue_format!r}")
    refuse_unknown(format_options, _WRITE[name], glue_format)
    if name == "csv":
        return {"header": _flag(format_options.get("writeHeader", True)), **_csv_options(format_options)}
    names = {
        "compression": "compression",
        "blockSize": "parquet.block.size",
        "pageSize": "parquet.page.size",
    }
    return {
        names[key]: str(value) for key, value in format_options.items() if key not in _NO_EFFECT and value
    }


def shaped(frame: DataFrame, glue_format: str, format_options: dict) -> DataFrame:
    """What was read, as Glue names its columns: numbers for a CSV without a header, `jsonPath` followed."""
    if glue_format == "csv" and not is_true(format_options.get("withHeader", False)):
        frame = frame.toDF(*(f"col{position}" for position in range(len(frame.columns))))
    if glue_format == "json" and format_options.get("jsonPath"):
        frame = _at_json_path(frame, format_options["jsonPath"])
    if format_options.get("attachFilename"):
        frame = frame.withColumn(format_options["attachFilename"], F.input_file_name())
    return frame


def _csv_options(options: dict) -> dict[str, str]:
    quote = options.get("quoteChar", '"')
    return {
        "sep": options.get("separator", ","),
        "quote": "" if quote in (_CSV_QUOTE_OFF, str(_CSV_QUOTE_OFF)) else quote,
        # without a character that escapes, a quote in quotes is written twice
        "escape": options.get("escaper") or '"',
    }


def _csv_read_options(options: dict) -> dict[str, str]:
    header = is_true(options.get("withHeader", False))
    skips = is_true(options.get("skipFirst", False))
    if header and skips:
        raise NotSupportedError("skipFirst together with withHeader (one of them works)")
    return {
        # Spark's header is the line that is passed over; without withHeader, its names are not used
        "header": _flag(header or skips),
        "enforceSchema": _flag(not header),
        "multiLine": _flag(_multiline(options)),
        **_csv_options(options),
    }


def _xml_options(options: dict) -> dict[str, str]:
    if not options.get("rowTag"):
        raise ValueError("The format xml needs the format option rowTag: the element that is a record.")
    found = {"ignoreSurroundingSpaces": "false"}
    for name, value in options.items():
        if name == "treatEmptyValuesAsNulls":
            if is_true(value):
                found["nullValue"] = ""
        else:
            found[name] = _flag(value) if isinstance(value, bool) else str(value)
    return found


def _at_json_path(frame: DataFrame, path: str) -> DataFrame:
    """Follows a path of names and `[*]`, such as `$.records[*]`."""
    steps = path.removeprefix("$").replace("[*]", ".[*]").strip(".").split(".") if path != "$" else []
    steps = [step for step in steps if step]
    if (
        not path.startswith("$")
        or ".." in path
        or any(("[" in step and step != "[*]") or step == "*" for step in steps)
    ):
        raise NotSupportedError(f"the jsonPath {path!r} ($, .name and [*] work)")
    record = frame.select(F.struct(*(F.col(f"`{name}`") for name in frame.columns)).alias("record"))
    for step in steps:
        kind = record.schema["record"].dataType
        if step == "[*]":
            # a file that is an array is read as its elements
            if isinstance(kind, ArrayType):
                record = record.select(F.explode("record").alias("record"))
            elif step is not steps[0]:
                raise ValueError(f"The jsonPath {path!r} finds no array at [*].")
        elif isinstance(kind, StructType) and step in kind.names:
            record = record.select(F.col("record")[step].alias("record"))
        else:
            raise ValueError(f"The jsonPath {path!r} finds no {step!r} in the records.")
    if not isinstance(record.schema["record"].dataType, StructType):
        raise ValueError(f"The jsonPath {path!r} does not end at an object.")
    return record.where("record IS NOT NULL").select("record.*")


def _multiline(options: dict) -> bool:
    return is_true(options.get("multiLine", options.get("multiline", False)))


def is_true(value: bool | str) -> bool:
    """Glue takes options that are true or false as words, too."""
    return str(value).lower() == "true"


def _flag(value: bool) -> str:
    return str(value).lower()
