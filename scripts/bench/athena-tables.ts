import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  BatchCreatePartitionCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  GlueClient,
} from "@aws-sdk/client-glue";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { DuckDBInstance } from "@duckdb/node-api";
import { clientOptions } from "../../local-aws/testing/client-options";
import { type ServerProcess, s3Client } from "./lab-process";
import { largest, sizes } from "./questions";

export const bucket = "bench";
/** Of the tables `partitions_N` of the database `bench`. */
export const partitionCounts = [1, 10, 100, 1_000, 10_000];

const columns = [
  ["part", "bigint"],
  ["line", "string"],
  ["day", "int"],
  ["area", "int"],
  ["ratio", "double"],
  ["ng", "int"],
].map(([Name, Type]) => ({ Name, Type }));

/** Writes the tables' Parquet files beside the endpoint and puts the tables into the catalog through it. */
export async function makeTables(lab: ServerProcess, dataDir: string): Promise<void> {
  await s3Client(lab.url).send(new CreateBucketCommand({ Bucket: bucket }));
  const glue = new GlueClient(clientOptions(lab.url));
  const duckdb = await (await DuckDBInstance.create()).connect();
  const files = join(dataDir, "s3", bucket);
  for (const Name of ["bench", "direct"]) {
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }));
  }
  for (const size of sizes) {
    mkdirSync(join(files, `rows_${size}`), { recursive: true });
    const parts = Math.max(1, size / 1_000_000);
    for (let part = 0; part < parts; part += 1) {
      const rows = `SELECT ${part} * ${size / parts} + i AS part, 'L' || (1 + hash(i, ${part}) % 4) AS line,
        (hash(i, 1) % 14)::INT AS day, (hash(i, 2) % 10000)::INT AS area, (hash(i, 3) % 1000000) / 1e6 AS ratio,
        (hash(i, 4) % 8 = 0)::INT AS ng FROM range(${size / parts}) AS r(i)`;
      await duckdb.run(`COPY (${rows}) TO '${join(files, `rows_${size}`, `${part}.parquet`)}' (FORMAT parquet)`);
    }
    await glue.send(createTable("bench", `rows_${size}`, `s3://${bucket}/rows_${size}/`));
  }
  await glue.send(createTable("direct", largest, `local:///${bucket}/${largest}/`));
}

/** Makes the tables with partitions, of rows that {@link makeTables} has made. */
export async function makePartitionedTables(lab: ServerProcess, dataDir: string): Promise<void> {
  const glue = new GlueClient(clientOptions(lab.url));
  const duckdb = await (await DuckDBInstance.create()).connect();
  for (const count of partitionCounts) {
    await makePartitions(glue, duckdb, join(dataDir, "s3", bucket), count);
  }
}

async function makePartitions(
  glue: GlueClient,
  duckdb: Awaited<ReturnType<DuckDBInstance["connect"]>>,
  files: string,
  count: number,
): Promise<void> {
  const name = `partitions_${count}`;
  const location = `s3://${bucket}/${name}/`;
  await glue.send(createTable("bench", name, location, true));
  const rows = Math.max(1, 100_000 / count);
  await duckdb.run(`COPY (SELECT part, line, day, area, ratio, ng, part // ${rows} AS slice
    FROM '${join(files, "rows_100000", "0.parquet")}' ORDER BY slice)
    TO '${join(files, name)}' (FORMAT parquet, PARTITION_BY (slice))`);
  for (let first = 0; first < count; first += 100) {
    const slices = Array.from({ length: Math.min(100, count - first) }, (_, index) => first + index);
    await glue.send(
      new BatchCreatePartitionCommand({
        DatabaseName: "bench",
        TableName: name,
        PartitionInputList: slices.map((slice) => ({
          Values: [String(slice)],
          StorageDescriptor: parquet(`${location}slice=${slice}/`),
        })),
      }),
    );
  }
}

function parquet(Location: string) {
  return {
    Columns: columns,
    Location,
    InputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
    OutputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
    SerdeInfo: { SerializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe" },
  };
}

function createTable(DatabaseName: string, Name: string, location: string, partitioned = false): CreateTableCommand {
  return new CreateTableCommand({
    DatabaseName,
    TableInput: {
      Name,
      TableType: "EXTERNAL_TABLE",
      StorageDescriptor: parquet(location),
      PartitionKeys: partitioned ? [{ Name: "slice", Type: "string" }] : [],
    },
  });
}
