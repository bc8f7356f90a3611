import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Figure } from "./figure";
import { median } from "./figure";
import { type PairTime, pairFigure, timePair } from "./job-pair";

const files = 8;
const most = 10_000_000;

/** A grouping, a count of distinct parts, and all rows written as Parquet. */
const script = `
import sys
from pyspark.sql import SparkSession, functions as f
folder = sys.argv[sys.argv.index("--folder") + 1]
spark = SparkSession.builder.getOrCreate()
schema = "part string, line string, day string, area double, ng int"
rows = spark.read.option("header", True).schema(schema).csv(folder + "/in")
ratios = rows.groupBy("line", "day").agg(f.avg("ng").alias("ratio"), f.sum("area").alias("area"))
ratios.write.mode("overwrite").parquet(folder + "/out/ratios")
parts = rows.groupBy("line").agg(f.countDistinct("part").alias("parts"))
parts.write.mode("overwrite").parquet(folder + "/out/parts")
rows.write.mode("overwrite").parquet(folder + "/out/rows")
`;

/** Ten million rows of CSV in a Glue job against plain PySpark, with Java's default options, on the same files. */
export async function bigJob(url: string, dataDir: string): Promise<Figure> {
  return pairFigure("big Glue job ÷ PySpark, 10⁷ rows", 1, await timeRows(url, dataDir, most, 3));
}

/** Median seconds of both sides for 10⁴ … 10⁷ rows; of ten million, which take minutes, those of one run. */
export async function jobsByRows(url: string, dataDir: string): Promise<(PairTime & { readonly rows: number })[]> {
  const points: (PairTime & { readonly rows: number })[] = [];
  for (let rows = 10_000; rows <= most; rows *= 10) {
    const times = await timeRows(url, dataDir, rows, rows === most ? 1 : 3);
    const embedded = median(times.map((time) => time.embedded));
    points.push({ rows, embedded, plain: median(times.map((time) => time.plain)) });
  }
  return points;
}

/** Says how long each round took: a big one's are minutes. */
function timeRows(url: string, dataDir: string, rows: number, rounds: number): Promise<PairTime[]> {
  const writeInput = (folder: string) => writeRows(folder, rows);
  const what = `  a job over ${rows.toLocaleString("en")} rows`;
  const onRound = ({ embedded, plain }: PairTime) =>
    console.log(`${what}: ${embedded.toFixed(1)} s, plain PySpark ${plain.toFixed(1)} s`);
  return timePair(url, dataDir, { name: `bench-rows-${rows}`, script, writeInput }, rounds, onRound);
}

async function writeRows(folder: string, rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (let file = 0; file < files; file += 1) {
    const range = `range(${(file * rows) / files}, ${((file + 1) * rows) / files}) AS numbers (i)`;
    const columns = [
      "'P' || hash(i) % 2000000 AS part",
      "'L' || i % 40 AS line",
      "strftime(DATE '2025-01-01' + CAST(i % 365 AS INTEGER), '%Y-%m-%d') AS day",
      "round(hash(i, 7) % 100000 / 100.0, 2) AS area",
      "CAST(hash(i, 3) % 50 = 0 AS INTEGER) AS ng",
    ];
    await connection.run(`COPY (SELECT ${columns} FROM ${range}) TO '${join(folder, `${file}.csv`)}' (HEADER)`);
  }
  connection.closeSync();
  instance.closeSync();
}
