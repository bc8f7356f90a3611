"""Glue's format options as Spark's, for files under S3 paths."""

from awsglue.not_supported import NotSupportedError, refuse_unknown

_FORMATS = {"csv": "csv", "json": "json", "parquet": "parquet", "glueparquet": "parquet"}
_CSV_QUOTE_OFF = -1


def spark_format(glue_format: str | None) -> str:
    """Spark's name of a Glue format. Raises `NotSupportedError` for one that is not CSV, JSON or Parquet."""
    if glue_format not in _FORMATS:
        raise NotSupportedError(f"the format {glue_format!r} (csv, json, parquet and glueparquet work)")
    return _FORMATS[glue_format]


def read_options(glue_format: str, format_options: dict) -> dict[str, str]:
    """`format_options` of a read as options of Spark's reader."""
    if glue_format == "csv":
        refuse_unknown(
            format_options, {"withHeader", "separator", "quoteChar", "escaper", "multiline"}, "csv"
        )
        return {
            "header": _flag(format_options.get("withHeader", False)),
            "sep": format_options.get("separator", ","),
            "quote": _quote(format_options),
            "escape": format_options.get("escaper") or "\\",
            "multiLine": _flag(format_options.get("multiline", False)),
        }
    if glue_format == "json":
        refuse_unknown(format_options, {"multiline"}, "json")
        return {"multiLine": _flag(format_options.get("multiline", False))}
    refuse_unknown(format_options, set(), glue_format)
    return {}


def write_options(glue_format: str, format_options: dict) -> dict[str, str]:
    """`format_options` of a write as options of Spark's writer."""
    if glue_format == "csv":
        refuse_unknown(format_options, {"writeHeader", "separator", "quoteChar", "escaper"}, "csv")
        return {
            "header": _flag(format_options.get("writeHeader", True)),
            "sep": format_options.get("separator", ","),
            "quote": _quote(format_options),
            "escape": format_options.get("escaper") or "\\",
        }
    if glue_format == "json":
        refuse_unknown(format_options, set(), "json")
        return {}
    refuse_unknown(format_options, {"compression", "useGlueParquetWriter"}, glue_format)
    compression = format_options.get("compression")
    return {"compression": compression} if compression else {}


def _flag(value: bool | str) -> str:
    return str(value).lower()


def _quote(format_options: dict) -> str:
    quote = format_options.get("quoteChar", '"')
    return "" if quote in (_CSV_QUOTE_OFF, str(_CSV_QUOTE_OFF)) else quote
