"""DynamicFrame over a Spark DataFrame.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame.html

Here a frame has one schema and no choice types: readers take the catalog's types, and a cell that does not
fit is null.
"""

from collections.abc import Callable
from functools import reduce

from awsglue.not_supported import NotSupportedError
from pyspark.sql import DataFrame
from pyspark.sql.types import NullType, StringType, StructField, StructType

_SPARK_TYPES = {"long": "bigint", "short": "smallint", "byte": "tinyint", "integer": "int"}


class DynamicFrame:
    """A table of records. `glue_ctx` is the GlueContext that made it, `name` is for messages only."""

    def __init__(self, data_frame: DataFrame, glue_ctx, name: str = "") -> None:
        self._data_frame = data_frame
        self.glue_ctx = glue_ctx
        self.name = name

    @staticmethod
    def fromDF(dataframe: DataFrame, glue_ctx, name: str = "") -> "DynamicFrame":
        """The DataFrame as a DynamicFrame."""
        return DynamicFrame(dataframe, glue_ctx, name)

    def toDF(self, options: list | None = None) -> DataFrame:
        """The Spark DataFrame. `options` resolve choice types, of which there are none here."""
        return self._data_frame

    def count(self) -> int:
        """How many records there are."""
        return self._data_frame.count()

    def schema(self) -> StructType:
        """The frame's schema (Spark's type, where Glue has one of its own)."""
        return self._data_frame.schema

    def printSchema(self) -> None:
        """Prints the schema as a tree."""
        self._data_frame.printSchema()

    def show(self, num_rows: int = 20) -> None:
        """Prints the first records, a JSON object a line."""
        for line in self._data_frame.toJSON().take(num_rows):
            print(line)

    def errorsCount(self) -> int:
        """Always 0: a function that raises fails the job here."""
        return 0

    def select_fields(self, paths: list[str], **_context) -> "DynamicFrame":
        """Only the named top-level fields; one that is not there is left out."""
        return self._with(self._data_frame.select(*self._columns(paths)))

    def drop_fields(self, paths: list[str], **_context) -> "DynamicFrame":
        """Everything but the named top-level fields."""
        return self._with(self._data_frame.drop(*self._columns(paths)))

    def rename_field(self, oldName: str, newName: str, **_context) -> "DynamicFrame":
        """Renames one top-level field."""
        self._columns([oldName])
        if "." in newName.strip("`"):
            raise NotSupportedError(f"the nested field {newName!r} as a target")
        return self._with(self._data_frame.withColumnRenamed(oldName.strip("`"), newName.strip("`")))

    def apply_mapping(self, mappings: list[tuple[str, str, str, str]], **_context) -> "DynamicFrame":
        """Picks, renames and casts: (source, source type, target, target type).

        A value that cannot be cast is null; a source that is not there is left out.
        """
        columns = []
        for source, _, target, target_type in mappings:
            name = target.strip("`")
            if "." in name:
                raise NotSupportedError(f"the nested field {target!r} as a target of ApplyMapping")
            if self._has(source):
                columns.append(f"try_cast({_quoted(source)} AS {_spark_type(target_type)}) AS `{name}`")
        return self._with(self._data_frame.selectExpr(*columns))

    def filter(self, f: Callable, **_context) -> "DynamicFrame":
        """The records for which `f(record)` is true; a record is a dict."""
        frame = self._data_frame
        kept = frame.rdd.filter(lambda row: bool(f(row.asDict(recursive=True))))
        return self._with(frame.sparkSession.createDataFrame(kept, frame.schema))

    def map(self, f: Callable, **_context) -> "DynamicFrame":
        """Every record as `f(record)` returns it. The result's schema is worked out from all of them."""
        frame = self._data_frame
        records = frame.rdd.map(lambda row: f(row.asDict(recursive=True))).cache()
        return self._with(frame.sparkSession.createDataFrame(records, _schema_of(records, frame.schema)))

    def join(
        self, paths1: list[str], paths2: list[str], frame2: "DynamicFrame", **_context
    ) -> "DynamicFrame":
        """The inner equality join; the key fields of both frames stay."""
        left, right = self._data_frame, frame2.toDF()
        shared = {name.lower() for name in left.columns} & {name.lower() for name in right.columns}
        if shared:
            names = ", ".join(sorted(shared))
            raise NotSupportedError(f"a Join of frames that share field names ({names}) before a RenameField")
        keys = [left[one] == right[other] for one, other in zip(paths1, paths2, strict=True)]
        return self._with(left.join(right, reduce(lambda a, b: a & b, keys), "inner"))

    def resolveChoice(
        self, specs: list[tuple[str, str]] | None = None, choice: str = "", **_context
    ) -> "DynamicFrame":
        """Casts the fields named in `specs` (`cast:<type>`). `choice` finds no choice types to resolve."""
        casts: dict[str, str] = {}
        for path, action in specs or []:
            verb, _, target = action.partition(":")
            if verb != "cast":
                raise NotSupportedError(f"the action {action!r} of resolveChoice")
            for name in self._columns([path]):
                casts[name.lower()] = f"try_cast(`{name}` AS {_spark_type(target)})"
        columns = [f"{casts.get(name.lower(), f'`{name}`')} AS `{name}`" for name in self._data_frame.columns]
        return self._with(self._data_frame.selectExpr(*columns))

    def repartition(self, num_partitions: int, **_context) -> "DynamicFrame":
        """The same records in so many partitions."""
        return self._with(self._data_frame.repartition(num_partitions))

    def coalesce(self, num_partitions: int, **_context) -> "DynamicFrame":
        """The same records in at most so many partitions, without a shuffle."""
        return self._with(self._data_frame.coalesce(num_partitions))

    def __getattr__(self, name: str):
        raise NotSupportedError(f"DynamicFrame.{name}")

    def _with(self, data_frame: DataFrame) -> "DynamicFrame":
        return DynamicFrame(data_frame, self.glue_ctx, self.name)

    def _columns(self, paths: list[str]) -> list[str]:
        names = [path.strip("`") for path in paths]
        for name in names:
            if "." in name and name not in self._data_frame.columns:
                raise NotSupportedError(f"the nested field {name!r} here")
        return [name for name in names if self._has(name)]

    def _has(self, path: str) -> bool:
        return path.strip("`").split(".")[0].lower() in {name.lower() for name in self._data_frame.columns}


def _quoted(path: str) -> str:
    """A path such as `box.x` as SQL: a path in backquotes is one name."""
    return path if path.startswith("`") else ".".join(f"`{part}`" for part in path.split("."))


def _spark_type(glue_type: str) -> str:
    return _SPARK_TYPES.get(glue_type.lower(), glue_type)


def _schema_of(records, before: StructType) -> StructType:
    # Spark's own inference, which its public API offers only together with an error for a column of nulls
    from pyspark.sql.types import _infer_schema, _merge_type

    if records.isEmpty():
        return before
    found = records.map(lambda record: _infer_schema(record, infer_dict_as_struct=True)).reduce(_merge_type)
    known = {field.name: field.dataType for field in before}
    return StructType(
        [
            StructField(field.name, known.get(field.name, StringType()))
            if isinstance(field.dataType, NullType)
            else field
            for field in found
        ]
    )


class DynamicFrameCollection:
    """Frames by name, as some transforms return them.

    https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-extensions-dynamic-frame-collection.html
    """

    def __init__(self, dynamic_frames: dict[str, DynamicFrame], glue_ctx) -> None:
        self._frames = dict(dynamic_frames)
        self._glue_ctx = glue_ctx

    def keys(self) -> list[str]:
        """The names."""
        return list(self._frames)

    def values(self) -> list[DynamicFrame]:
        """The frames."""
        return list(self._frames.values())

    def select(self, key: str, default: DynamicFrame | None = None) -> DynamicFrame:
        """The frame of that name. Raises `KeyError` where there is none and no default."""
        return self._frames[key] if default is None else self._frames.get(key, default)

    def map(self, callable: Callable, transformation_ctx: str = "") -> "DynamicFrameCollection":
        """A collection of `callable(frame, transformation_ctx)` by the same names."""
        frames = {key: callable(frame, transformation_ctx) for key, frame in self._frames.items()}
        return DynamicFrameCollection(frames, self._glue_ctx)

    def __getitem__(self, key: str) -> DynamicFrame:
        return self.select(key)

    def __len__(self) -> int:
        return len(self._frames)

    def __getattr__(self, name: str):
        raise NotSupportedError(f"DynamicFrameCollection.{name}")
