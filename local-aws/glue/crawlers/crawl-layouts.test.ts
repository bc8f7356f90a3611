import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateClassifierCommand,
  CreateCrawlerCommand,
  DeleteDatabaseCommand,
  GetPartitionsCommand,
  GetTablesCommand,
  type Table,
} from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../testing/glue-server";
import { classifierOf, type Expected, type Layout } from "../testing/layout";
import { layouts } from "../testing/layouts";
import { writeParquet } from "../testing/write-parquet";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

for (const [index, layout] of layouts.entries()) {
  test(layout.name, async () => {
    const bucket = `layout-${index}`;
    server.put(bucket, ".keep", "");
    for (const [key, body] of Object.entries(layout.files)) {
      server.put(bucket, key, body);
    }
    for (const [key, query] of Object.entries(layout.parquet ?? {})) {
      await writeParquet(`${server.dataDir}/s3/${bucket}/${key}`, query);
    }
    const tables = await crawledTables(bucket, layout);
    const names = Object.keys(layout.tables).map((name) => (name === "BUCKET" ? bucket.replace("-", "_") : name));
    assert.deepEqual(tables.map((table) => table.Name).sort(), names.sort());
    for (const [name, expected] of Object.entries(layout.tables)) {
      const table = tables.find((one) => one.Name === (name === "BUCKET" ? bucket.replace("-", "_") : name));
      await assertTable(bucket, table as Table, expected);
    }
  });
}

async function crawledTables(bucket: string, layout: Layout): Promise<Table[]> {
  const classifier = classifierOf(layout, bucket);
  if (classifier !== undefined) {
    await server.glue.send(new CreateClassifierCommand(classifier));
  }
  await server.glue.send(
    new CreateCrawlerCommand({
      Name: bucket,
      Classifiers: classifier && [bucket],
      Role: "role",
      DatabaseName: bucket,
      Targets: { S3Targets: [{ Path: `s3://${bucket}/${layout.path ?? ""}`, Exclusions: layout.exclusions }] },
      ...(layout.configuration && { Configuration: JSON.stringify(layout.configuration) }),
    }),
  );
  const crawler = await server.crawl(bucket);
  assert.equal(crawler.LastCrawl?.ErrorMessage, undefined);
  assert.equal(crawler.LastCrawl?.Status, "SUCCEEDED");
  const { TableList = [] } = await server.glue.send(new GetTablesCommand({ DatabaseName: bucket }));
  return TableList;
}

async function assertTable(bucket: string, table: Table, expected: Expected): Promise<void> {
  const show = (columns: Table["PartitionKeys"] = []): string =>
    columns.map((column) => `${column.Name} ${column.Type}`).join(", ");
  if (expected.location !== undefined) {
    assert.equal(table.StorageDescriptor?.Location, `s3://${bucket}/${expected.location}`);
  }
  if (expected.columns !== undefined) {
    assert.equal(show(table.StorageDescriptor?.Columns), expected.columns);
  }
  assert.equal(show(table.PartitionKeys), expected.keys ?? "");
  for (const [name, value] of Object.entries(expected.parameters ?? {})) {
    assert.equal(table.Parameters?.[name], value.replaceAll("BUCKET", bucket), name);
  }
  assert.equal(table.Parameters?.UPDATED_BY_CRAWLER, bucket);
  const input = { DatabaseName: bucket, TableName: table.Name };
  const { Partitions = [] } = await server.glue.send(new GetPartitionsCommand(input));
  assert.deepEqual(Partitions.map((one) => one.Values?.join("/")).sort(), expected.partitions ?? []);
}

test("Parquet types come from the footer, as DuckDB reads it", async () => {
  const folder = `${server.dataDir}/s3/parquet-types/t`;
  await writeParquet(
    `${folder}/f.parquet`,
    `SELECT 1::TINYINT AS a, 1::SMALLINT AS b, 1::INTEGER AS c, 1::BIGINT AS d, 1::FLOAT AS e, 1::DOUBLE AS f,
      true AS g, 'x' AS h, 'x'::BLOB AS i, DATE '2025-01-01' AS j, TIMESTAMP '2025-01-01' AS k,
      1.25::DECIMAL(12,2) AS l, [1,2] AS m, {'p': 1, 'q': ['x']} AS n, MAP {'k': 1.5::DOUBLE} AS o, [{'r': 1}] AS "P"
      FROM range(7)`,
  );
  const [table] = await crawledTables("parquet-types", { name: "", files: {}, path: "t/", tables: {} });
  const columns = (table?.StorageDescriptor?.Columns ?? []).map((column) => `${column.Name} ${column.Type}`);
  assert.deepEqual(columns, [
    "a tinyint",
    "b smallint",
    "c int",
    "d bigint",
    "e float",
    "f double",
    "g boolean",
    "h string",
    "i binary",
    "j date",
    "k timestamp",
    "l decimal(12,2)",
    "m array<int>",
    "n struct<p:int,q:array<string>>",
    "o map<string,double>",
    "p array<struct<r:int>>",
  ]);
  assert.equal(table?.Parameters?.recordCount, "7");
  await server.glue.send(new DeleteDatabaseCommand({ Name: "parquet-types" }));
});
