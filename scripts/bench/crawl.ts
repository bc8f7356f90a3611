import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateCrawlerCommand,
  DeleteDatabaseCommand,
  GetCrawlerCommand,
  GetTableCommand,
  GlueClient,
  StartCrawlerCommand,
} from "@aws-sdk/client-glue";
import { DuckDBInstance } from "@duckdb/node-api";
import { clientOptions } from "../../local-aws/testing/client-options";
import { type Figure, median } from "./figure";
import { startLab } from "./lab-process";

const bucket = "bench";
const partitions = 1_000;
const filesEach = 10;
const rounds = 5;

/** A first crawl of many Parquet files, against DuckDB reading the same files' schema. */
export async function crawl(dataDir: string): Promise<Figure> {
  const folder = join(dataDir, "s3", bucket, "parts");
  await writeFiles(folder);
  const lab = await startLab(dataDir);
  try {
    const glue = new GlueClient(clientOptions(lab.url));
    const Targets = { S3Targets: [{ Path: `s3://${bucket}/parts/` }] };
    await glue.send(new CreateCrawlerCommand({ Name: bucket, Role: "role", DatabaseName: bucket, Targets }));
    const times = { ours: [] as number[], duckdb: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      times.ours.push(await timeCrawl(glue));
      await glue.send(new DeleteDatabaseCommand({ Name: bucket }));
      times.duckdb.push(await timeDuckdb(folder));
    }
    const [ours, theirs] = [median(times.ours), median(times.duckdb)];
    return {
      what: `crawl of ${partitions * filesEach} Parquet ÷ DuckDB`,
      measured: median(times.ours.map((seconds, round) => seconds / (times.duckdb[round] ?? Number.NaN))),
      limit: 0.7,
      unit: "×",
      detail: `${ours.toFixed(2)} s against ${theirs.toFixed(2)} s, median of ${rounds} pairs`,
    };
  } finally {
    await lab.stop();
  }
}

/** The schema that both must find; one file in ten has a column more. */
const columns = "i AS id, i * 1.5::DOUBLE AS x, 'part ' || i AS label, DATE '2025-07-12' AS day, i % 2 = 0 AS ok";

async function writeFiles(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const [plain, wider] = [join(folder, ".plain"), join(folder, ".wider")];
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT ${columns} FROM range(1000) r(i)) TO '${plain}' (FORMAT parquet)`);
  await connection.run(`COPY (SELECT ${columns}, i AS late FROM range(1000) r(i)) TO '${wider}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  for (let partition = 0; partition < partitions; partition += 1) {
    const partitionFolder = join(folder, `batch=${partition}`);
    mkdirSync(partitionFolder);
    for (let file = 0; file < filesEach; file += 1) {
      copyFileSync(partition % 10 === 9 ? wider : plain, join(partitionFolder, `part-${file}.parquet`));
    }
  }
}

async function timeCrawl(glue: GlueClient): Promise<number> {
  const started = performance.now();
  await glue.send(new StartCrawlerCommand({ Name: bucket }));
  for (;;) {
    const { Crawler } = await glue.send(new GetCrawlerCommand({ Name: bucket }));
    if (Crawler?.State === "READY") {
      const { Status, ErrorMessage } = Crawler.LastCrawl ?? {};
      const seconds = (performance.now() - started) / 1000;
      const { Table } = await glue.send(new GetTableCommand({ DatabaseName: bucket, Name: "parts" }));
      if (Status !== "SUCCEEDED" || Table?.StorageDescriptor?.Columns?.length !== 6) {
        throw new Error(`The crawl ended as ${Status}: ${ErrorMessage}`);
      }
      return seconds;
    }
    await sleep(5);
  }
}

async function timeDuckdb(folder: string): Promise<number> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const started = performance.now();
  const files = `read_parquet('${folder}/*/*.parquet', union_by_name = true, hive_partitioning = true)`;
  const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${files}`);
  const seconds = (performance.now() - started) / 1000;
  connection.closeSync();
  instance.closeSync();
  if (reader.currentRowCount !== 7) {
    throw new Error(`DuckDB found ${reader.currentRowCount} columns.`);
  }
  return seconds;
}
