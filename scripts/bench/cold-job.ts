import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Figure } from "./figure";
import { pairFigure, timePair } from "./job-pair";

/** A session, a CSV read, three writes, a read back. */
const script = `
import sys
from pyspark.sql import SparkSession, functions as f
folder = sys.argv[sys.argv.index("--folder") + 1]
spark = SparkSession.builder.getOrCreate()
rows = spark.read.option("header", True).csv(folder + "/in")
ratios = rows.groupBy("line").agg(f.avg("ng").alias("ratio"))
rows.write.mode("overwrite").parquet(folder + "/out/parquet")
rows.write.mode("overwrite").json(folder + "/out/json")
ratios.write.mode("overwrite").csv(folder + "/out/csv")
print(spark.read.parquet(folder + "/out/parquet").count())
`;

/** A small job from a cold start against the same script as `python job.py`. */
export async function coldJob(url: string, dataDir: string): Promise<Figure> {
  const csv = [
    "part,line,ng",
    ...Array.from({ length: 2_000 }, (_, part) => `P${part},L${part % 4},${part % 7 === 0 ? 1 : 0}`),
  ];
  const writeInput = (folder: string) => writeFileSync(join(folder, "parts.csv"), csv.join("\n"));
  const times = await timePair(url, dataDir, { name: "bench-cold", script, writeInput }, 5);
  return pairFigure("cold Glue job ÷ python job.py", 0.5, times);
}
