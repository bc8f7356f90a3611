"""FillMissingValues, a stand-in.

https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-crawler-pyspark-transforms-fillmissingvalues.html
"""

from awsglue import gluetypes as glue
from awsglue.fields.paths import find_name
from awsglue.fields.spark_types import spark_type
from awsglue.fields.typed_column import quoted
from awsglue.frames.single_row import single_row
from awsglue.transforms.transform import GlueTransform
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

_WHOLE = (glue.ByteType, glue.ShortType, glue.IntegerType, glue.LongType)
_NUMBERS = (*_WHOLE, glue.FloatType, glue.DoubleType, glue.DecimalType)
_GUESS = "guess of FillMissingValues"


class FillMissingValues(GlueTransform):
    """Fills the nulls and empty texts of a column, in a new column.

    AWS learns with linear regression and random forests. Here a number comes from a straight line over the
    one numeric column that goes with it best (else the mean), and any other value is the most frequent one
    among the rows that are the same in the column that tells it best (else among all).
    """

    def __call__(
        self,
        frame,
        missing_values_column,
        output_column="",
        transformation_ctx="",
        info="",
        stageThreshold=0,
        totalThreshold=0,
    ):
        """The frame with one column more, `<column>_filled` by default.

        Raises `ValueError` where the column is not there, has no value or holds more than single values.
        """
        parts = frame.parts()
        name = find_name(parts, missing_values_column)
        if name is None or not isinstance(parts[name].type, glue.AtomicType):
            raise ValueError(f"There is no column {missing_values_column!r} of single values to fill.")
        kind = parts[name].type
        others = {other: typed.type for other, typed in parts.items() if other != name}
        known = _known(name, kind)
        fill = _with_line if isinstance(kind, _NUMBERS) else _with_most_frequent
        rows = fill(frame.toDF(), name, kind, known, others)
        filled = F.coalesce(known, F.col(_GUESS).cast(spark_type(kind)))
        output = output_column or f"{name}_filled"
        schema = glue.StructType([*frame.schema(), glue.Field(output, kind)])
        made = frame.derived(rows.withColumn(output, filled).drop(_GUESS), schema)
        return made.limited(stageThreshold, totalThreshold)


def _known(name: str, kind: glue.DataType) -> Column:
    column = F.col(quoted(name))
    return F.when(column != "", column) if isinstance(kind, glue.StringType) else column


def _with_line(
    rows: DataFrame, name: str, kind: glue.DataType, known: Column, others: dict[str, glue.DataType]
) -> DataFrame:
    y = known.cast("double")
    numeric = [
        F.col(quoted(other)).cast("double") for other, type_ in others.items() if isinstance(type_, _NUMBERS)
    ]
    measures = (measure(y, x) for x in numeric for measure in (F.corr, F.regr_slope, F.regr_intercept))
    found = single_row(rows.agg(F.avg(y), *measures))
    mean, figures = found[0], found[1:]
    if mean is None:
        raise ValueError(f"The column {name!r} has no value to learn from.")
    lines = [(figures[3 * at : 3 * at + 3], x) for at, x in enumerate(numeric)]
    lines = [(line, x) for line, x in lines if line[0] is not None and line[0] == line[0]]
    guess = F.lit(mean)
    if lines:
        (_, slope, intercept), x = max(lines, key=lambda pair: abs(pair[0][0]))
        guess = F.coalesce(x * slope + intercept, guess)
    return rows.withColumn(_GUESS, F.round(guess) if isinstance(kind, _WHOLE) else guess)


def _with_most_frequent(
    rows: DataFrame, name: str, kind: glue.DataType, known: Column, others: dict[str, glue.DataType]
) -> DataFrame:
    learn = rows.filter(known.isNotNull())
    overall = learn.groupBy(known.alias("y")).count().orderBy(F.desc("count"), "y").first()
    if overall is None:
        raise ValueError(f"The column {name!r} has no value to learn from.")
    best, best_score, choice = None, overall["count"] - 1, None
    for other, type_ in others.items():
        if not isinstance(type_, glue.AtomicType):
            continue
        counts = learn.groupBy(F.col(quoted(other)).alias("x"), known.alias("y")).count()
        # the most frequent value of each group, the first of them by name
        modes = (
            counts.filter("x IS NOT NULL")
            .groupBy("x")
            .agg(F.min(F.struct((-F.col("count")).alias("fewer"), "y")).alias("mode"))
        )
        score = single_row(modes.agg(F.sum(-F.col("mode.fewer") - 1)))[0] or 0
        if score > best_score:
            best, best_score, choice = other, score, modes.select("x", F.col("mode.y").alias(_GUESS))
    if best is None or choice is None:
        return rows.withColumn(_GUESS, F.lit(overall["y"]))
    joined = rows.join(F.broadcast(choice), F.col(quoted(best)) == F.col("x"), "left").drop("x")
    return joined.withColumn(_GUESS, F.coalesce(_GUESS, F.lit(overall["y"])))
