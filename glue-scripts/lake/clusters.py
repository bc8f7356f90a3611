"""Groups one machine's readings by K-Means, for several numbers of clusters, with and without scaling.

Arguments: `--readings_path` (Parquet), `--machine`, `--clusters_path` (gets `rows/` and `silhouettes/`).
"""

import sys

from awsglue.context import GlueContext
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

SENSORS = [f"sensor_{number:02}" for number in range(1, 22)]
# of each kind of features, how many clusters are tried
CLUSTERS = {"raw": (2, 3), "scaled": (2, 3, 4, 5)}
SEED = 20250728


def whole_lives(readings: DataFrame) -> DataFrame:
    """The readings of lives that began and ended in the data, with how many cycles remain of each."""
    life = Window.partitionBy("life")
    edges = readings.agg(F.min("life"), F.max("life")).first()
    first, last = edges if edges is not None else (None, None)
    return (
        readings.where((F.col("life") > first) & (F.col("life") < last))
        .withColumn("remaining", F.max("cycle").over(life) - F.col("cycle"))
        .select("life", "cycle", "remaining", *SENSORS)
    )


def varying(rows: DataFrame) -> list[str]:
    """The sensors that say anything: a constant one cannot be scaled."""
    spread = rows.agg(*(F.stddev(name).alias(name) for name in SENSORS)).first()
    return [name for name in SENSORS if spread is not None and (spread[name] or 0) > 1e-6]


def main(arguments: list[str]) -> None:
    """Runs the job with the words of its command line."""
    # they need numpy, which Glue has and the tests of the functions above have not
    from pyspark.ml.clustering import KMeans
    from pyspark.ml.evaluation import ClusteringEvaluator
    from pyspark.ml.feature import PCA, StandardScaler, VectorAssembler
    from pyspark.ml.functions import vector_to_array

    args = getResolvedOptions(arguments, ["JOB_NAME", "readings_path", "machine", "clusters_path"])
    glue_context = GlueContext(SparkContext.getOrCreate())
    spark = glue_context.spark_session
    spark.conf.set("spark.sql.shuffle.partitions", "4")
    job = Job(glue_context)
    job.init(args["JOB_NAME"], args)

    readings = spark.read.parquet(args["readings_path"]).where(F.col("machine") == args["machine"])
    rows = whole_lives(readings).cache()
    features = varying(rows)
    vectors = VectorAssembler(inputCols=features, outputCol="raw").transform(rows)
    scaler = StandardScaler(inputCol="raw", outputCol="scaled", withMean=True, withStd=True)
    scaled = scaler.fit(vectors).transform(vectors).coalesce(2).cache()

    silhouettes = []
    best, best_model = -1.0, None
    for column, numbers in CLUSTERS.items():
        evaluator = ClusteringEvaluator(featuresCol=column)
        for k in numbers:
            model = KMeans(k=k, featuresCol=column, seed=SEED, maxIter=10).fit(scaled)
            silhouette = evaluator.evaluate(model.transform(scaled))
            silhouettes.append((column, k, silhouette))
            if column == "scaled" and silhouette > best:
                best, best_model = silhouette, model
    if best_model is None:
        raise ValueError(f"There are no readings of machine {args['machine']}.")

    plane = PCA(k=2, inputCol="scaled", outputCol="plane").fit(scaled)
    placed = plane.transform(best_model.transform(scaled)).withColumn("at", vector_to_array("plane"))
    placed.select(
        "life",
        "cycle",
        "remaining",
        F.col("prediction").alias("cluster"),
        F.col("at")[0].alias("x"),
        F.col("at")[1].alias("y"),
        "sensor_04",
        "sensor_09",
    ).coalesce(1).write.mode("overwrite").parquet(f"{args['clusters_path']}rows/")
    measured = spark.createDataFrame(silhouettes, "features string, k int, silhouette double")
    measured.coalesce(1).write.mode("overwrite").parquet(f"{args['clusters_path']}silhouettes/")
    print(f"{rows.count()} readings, {len(features)} sensors that vary")
    job.commit()


if __name__ == "__main__":
    main(sys.argv)
