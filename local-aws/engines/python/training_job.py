"""Does a little of everything that the lesson's jobs do, so that the class archive holds what they load."""

import sys

from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as f

folder = sys.argv[1]
spark = SparkSession.builder.getOrCreate()
rows = [(f"P{number}", number % 3, number / 7, f"2025-07-{1 + number % 3:02d}") for number in range(50)]
parts = spark.createDataFrame(rows, "part string, line int, area double, day string")
parts.write.mode("overwrite").option("header", True).csv(f"{folder}/csv")
parts.write.mode("overwrite").json(f"{folder}/json")
read = spark.read.option("header", True).csv(f"{folder}/csv")
labels = spark.read.schema("part string, line int").json(f"{folder}/json").withColumnRenamed("line", "label")
judged = (
    read.withColumn("area", f.expr("try_cast(area as double)"))
    .join(labels, ["part"], "left")
    .withColumn("rank", f.row_number().over(Window.partitionBy("day").orderBy("area")))
    .withColumn("judgement", f.when(f.col("area") > 3, "NG").otherwise("OK"))
)
judged.write.mode("overwrite").partitionBy("day").parquet(f"{folder}/parquet")
ratios = (
    spark.read.parquet(f"{folder}/parquet")
    .groupBy("day")
    .agg(f.avg((f.col("judgement") == "NG").cast("int")))
)
print(ratios.orderBy("day").collect())
