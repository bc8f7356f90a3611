"""The records of files under S3 paths.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-connect-s3-home.html
"""

import json
import re
from typing import Any

from awsglue.dynamicframe import DynamicFrame
from awsglue.formats.format_options import is_true, known_format, read_options, shaped, spark_format
from awsglue.frames.single_row import single_row
from awsglue.not_supported import NotSupportedError, refuse_unknown
from awsglue.run.bookmark import Bookmark, Bounds
from awsglue.sources.mixed_types import RecordSource, dynamic_frame
from awsglue.storage.s3_files import address, list_files
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

_PATHS = {"paths", "recurse", "exclusions", "compressionType", "boundedFiles", "boundedSize"}
# Spark packs small files by itself; the lists of S3 here are consistent, and its storage class is STANDARD
_NO_EFFECT = {"groupFiles", "groupSize", "useS3ListImplementation", "maxBand", "maxFilesInBand", "isFailFast"}
_SUFFIXES = {"gzip": ".gz", "bzip2": ".bz2", "bzip": ".bz2"}


def check_source_options(options: dict, known: set[str], where: str) -> None:
    """Raises `NotSupportedError` for what cannot be honoured in the options of an S3 source."""
    refuse_unknown(options, known | _NO_EFFECT | {"excludeStorageClasses"}, where)
    if "STANDARD" in (options.get("excludeStorageClasses") or []):
        raise NotSupportedError("excludeStorageClasses of STANDARD (all objects are of that class)")


def s3_frame(
    glue_ctx, format: str | None, options: dict, format_options: dict, predicate: str, context: str
) -> DynamicFrame:
    """The records of files under the paths of the connection options.

    `predicate` is Spark SQL over all columns, `context` is the `transformation_ctx`.
    """
    glue_format = known_format(format)

    def read(schema: str | None = None, **reader_options) -> DataFrame:
        frame = _read_files(
            glue_ctx.spark_session,
            glue_ctx.bookmark,
            glue_format,
            options,
            format_options,
            context,
            schema,
            reader_options,
        )
        return frame.filter(predicate) if predicate else frame

    # jsonPath leads to columns of its own
    types = {} if format_options.get("jsonPath") else None
    return dynamic_frame(read(), RecordSource(spark_format(glue_format), read, types), glue_ctx, context)


def _read_files(
    spark: SparkSession,
    bookmark: Bookmark,
    glue_format: str,
    options: dict,
    format_options: dict,
    context: str,
    schema: str | None = None,
    reader_options: dict | None = None,
) -> DataFrame:
    """The records of the files that are to be read. CSV columns are strings, other types the files' own.

    `schema` takes the place of the files' own, `reader_options` are further ones of Spark's reader.
    """
    check_source_options(options, _PATHS, "connection_options")
    if not options.get("paths"):
        raise ValueError("connection_options needs paths, a list of S3 addresses.")
    paths = [options["paths"]] if isinstance(options["paths"], str) else list(options["paths"])
    reader = spark.read.format(spark_format(glue_format)).options(**read_options(glue_format, format_options))
    reader = reader.options(**(reader_options or {}))
    if glue_format == "csv" and is_true(format_options.get("skipFirst", False)) and schema is None:
        schema = _schema_after_first_line(spark, paths, read_options(glue_format, format_options))
    if schema is not None:
        reader = reader.schema(schema)
    recurses = is_true(options.get("recurse", False))
    if options.get("exclusions"):
        paths = without_excluded(spark, paths, options["exclusions"], recurses)
        if not paths:
            raise ValueError("The exclusions leave no file to read.")
    elif recurses:
        reader = reader.option("recursiveFileLookup", "true")
    frame = reader.load(paths)
    _check_compression(frame, options.get("compressionType"))
    frame = bookmark.fresh(frame, context, Bounds.of(options))
    return shaped(frame, glue_format, format_options)


def _schema_after_first_line(spark: SparkSession, paths: list[str], options: dict[str, str]) -> str | None:
    """The columns of a CSV by its second line: the first may be anything."""
    lines = spark.read.text(paths).take(2)
    if len(lines) < 2:
        return None
    parser = {name: options[name] for name in ("sep", "quote", "escape")}
    found = single_row(spark.range(1).select(F.schema_of_csv(F.lit(lines[1]["value"]), parser)))
    columns: Any = spark.createDataFrame([], f"line {found[0]}").schema["line"].dataType
    return ", ".join(f"_c{position} string" for position in range(len(columns)))


def _check_compression(frame: DataFrame, compression: str | None) -> None:
    if compression in (None, "", "none", "uncompressed"):
        return
    suffix = _SUFFIXES.get(compression)
    if suffix is None or not all(file.endswith(suffix) for file in frame.inputFiles()):
        raise NotSupportedError(
            f"the compressionType {compression!r} of files without its ending (gzip: .gz, bzip2: .bz2)"
        )


def without_excluded(
    spark: SparkSession, paths: list[str], exclusions: str | list[str], recurses: bool
) -> list[str]:
    """The addresses of the files below the paths that no pattern names.

    `exclusions` are Unix globs, as a list or as JSON of one, each for a file's whole address or for what
    follows the path.
    """
    globs = json.loads(exclusions) if isinstance(exclusions, str) else exclusions
    patterns = [re.compile(_regular(glob)) for glob in globs]
    kept = []
    for path in paths:
        base = f"{address(spark, path)}/"
        for file in list_files(spark, path, recurses):
            names = [file.address, file.address.removeprefix(base)]
            if not any(pattern.fullmatch(name) for pattern in patterns for name in names):
                kept.append(file.address)
    return kept


def _regular(glob: str) -> str:
    """A Unix glob as a regular expression: `*` stays in a folder, `**` does not."""
    words = re.findall(r"\*\*/?|\*|\?|\[[^\]]*\]|\{[^}]*\}|.", glob, re.DOTALL)
    found = []
    for word in words:
        if word == "**/":
            found.append("(?:.*/)?")
        elif word == "**":
            found.append(".*")
        elif word == "*":
            found.append("[^/]*")
        elif word == "?":
            found.append("[^/]")
        elif word.startswith("[") and len(word) > 2:
            found.append("[^" + word[2:] if word[1] in "!^" else word)
        elif word.startswith("{") and len(word) > 1:
            found.append("(?:" + "|".join(_regular(choice) for choice in word[1:-1].split(",")) + ")")
        else:
            found.append(re.escape(word))
    return "".join(found)
