"""Glue's types as Spark's, and back.

In a DataFrame a choice is a struct with a field for each of its types, at most one of them not null.
"""

from awsglue import gluetypes as glue
from pyspark.sql import types as spark

_SPARK = {
    "binary": spark.BinaryType(),
    "boolean": spark.BooleanType(),
    "byte": spark.ByteType(),
    "date": spark.DateType(),
    "double": spark.DoubleType(),
    "float": spark.FloatType(),
    "int": spark.IntegerType(),
    "long": spark.LongType(),
    "short": spark.ShortType(),
    "string": spark.StringType(),
    "timestamp": spark.TimestampType(),
    # Spark's type without values cannot be written to most formats
    "null": spark.StringType(),
    "unknown": spark.StringType(),
}


def spark_type(kind: glue.DataType) -> spark.DataType:
    """Spark's type for values of a Glue type."""
    if isinstance(kind, glue.StructType):
        return spark_schema(kind)
    if isinstance(kind, glue.ChoiceType):
        return spark.StructType(
            [spark.StructField(name, spark_type(choice)) for name, choice in kind.choices.items()]
        )
    if isinstance(kind, glue.ArrayType):
        return spark.ArrayType(spark_type(kind.elementType))
    if isinstance(kind, glue.MapType):
        return spark.MapType(spark.StringType(), spark_type(kind.valueType))
    if isinstance(kind, glue.DecimalType):
        return spark.DecimalType(kind.precision, kind.scale)
    return _SPARK[kind.typeName()]


def spark_schema(kind: glue.StructType) -> spark.StructType:
    """The schema of a DataFrame of records of a type."""
    return spark.StructType([spark.StructField(field.name, spark_type(field.dataType)) for field in kind])


def glue_type(kind: spark.DataType) -> glue.DataType:  # noqa: PLR0911
    """Glue's type for values of a Spark type."""
    if isinstance(kind, spark.StructType):
        return struct_type(kind)
    if isinstance(kind, spark.ArrayType):
        return glue.ArrayType(glue_type(kind.elementType))
    if isinstance(kind, spark.MapType):
        return glue.MapType(glue_type(kind.valueType))
    if isinstance(kind, spark.DecimalType):
        return glue.DecimalType(kind.precision, kind.scale)
    if isinstance(kind, spark.NullType):
        return glue.NullType()
    if isinstance(kind, (spark.CharType, spark.VarcharType)):
        return glue.StringType()
    if isinstance(kind, spark.TimestampNTZType):
        return glue.TimestampType()
    return glue.atomic_type(kind.typeName()) or glue.UnknownType()


def struct_type(kind: spark.StructType) -> glue.StructType:
    """Glue's type of the rows of a DataFrame, by its schema."""
    return glue.StructType([glue.Field(field.name, glue_type(field.dataType)) for field in kind])


def needs_glue(kind: glue.DataType) -> bool:
    """Whether a Spark schema cannot tell this type: it has a choice or a field without any value."""
    if isinstance(kind, (glue.ChoiceType, glue.NullType)):
        return True
    if isinstance(kind, glue.StructType):
        return any(needs_glue(field.dataType) for field in kind.fields)
    if isinstance(kind, glue.ArrayType):
        return needs_glue(kind.elementType)
    return isinstance(kind, glue.MapType) and needs_glue(kind.valueType)
