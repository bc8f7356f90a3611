"""Relationalize.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-Relationalize.html
"""

from awsglue import gluetypes as glue
from awsglue.fields.row_numbers import numbered
from awsglue.fields.typed_column import Parts, TypedColumn, parts_of, quoted
from awsglue.frames.collection import DynamicFrameCollection
from awsglue.frames.frame import FrameType
from awsglue.not_supported import NotSupportedError
from awsglue.transforms.transform import GlueTransform
from pyspark.sql import functions as F

_ROW = "row of this table"


class Relationalize(GlueTransform):
    """Makes tables without nested fields: the root, and one for every array."""

    returns = "DynamicFrameCollection"

    def __call__(
        self,
        frame,
        staging_path=None,
        name="roottable",
        options=None,
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ):
        return frame.relationalize(
            name, staging_path, options, transformation_ctx, info, stageThreshold, totalThreshold
        )


def relationalize(frame: FrameType, root: str) -> DynamicFrameCollection[FrameType]:
    """The frames `<root>` and `<root>_<array>` of every array.

    In place of an array stands the key `id` of its rows, which count from 1 in every table. An array's table
    has `id`, `index` (from 0) and `<array>.val`, or `<array>.val.<field>` for the fields of structs.
    A choice is flattened like a struct with a field a type.
    The tables stay in Spark's cache until the job ends.
    """
    tables: dict[str, FrameType] = {}
    _add_tables(frame, root, root, tables)
    return DynamicFrameCollection(tables, frame.glue_ctx)


def _add_tables(frame: FrameType, table: str, root: str, tables: dict[str, FrameType]) -> None:
    flat = _flattened(frame.parts())
    arrays = {name: typed.type for name, typed in flat.items() if isinstance(typed.type, glue.ArrayType)}
    if not arrays:
        tables[table] = frame.of_parts(flat)
        return
    staged = frame.derived(
        numbered(frame.of_parts(flat).toDF(), _ROW),
        glue.StructType(
            [
                *(glue.Field(name, typed.type) for name, typed in flat.items()),
                glue.Field(_ROW, glue.LongType()),
            ]
        ),
    )
    key = staged.parts()[_ROW]
    columns = staged.parts()
    del columns[_ROW]
    keys = {
        name: TypedColumn(F.when(columns[name].column.isNotNull(), key.column), key.type) for name in arrays
    }
    tables[table] = staged.of_parts({**columns, **keys})
    for name, array in arrays.items():
        exploded = staged.toDF().select(
            key.column.alias("id"), F.posexplode(quoted(name)).alias("index", f"{name}.val")
        )
        fields = [
            glue.Field("id", glue.LongType()),
            glue.Field("index", glue.IntegerType()),
            glue.Field(f"{name}.val", array.elementType),
        ]
        elements = frame.derived(exploded, glue.StructType(fields))
        _add_tables(elements, f"{root}_{name}", root, tables)


def _flattened(parts: Parts, prefix: str = "") -> Parts:
    flat = {}
    for name, typed in parts.items():
        if isinstance(typed.type, glue.MapType):
            raise NotSupportedError(f"relationalize of the map {prefix}{name}")
        if isinstance(typed.type, (glue.StructType, glue.ChoiceType)):
            flat.update(_flattened(parts_of(typed), f"{prefix}{name}."))
        else:
            flat[f"{prefix}{name}"] = typed
    return flat
