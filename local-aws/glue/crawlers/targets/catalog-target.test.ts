import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GetTablesCommand,
} from "@aws-sdk/client-glue";
import { type GlueServer, startGlueServer } from "../../testing/glue-server";
import { logMessages } from "../../testing/log-messages";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
  await server.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "made" } }));
});
after(() => server.close());

async function createCatalogCrawler(name: string, ...Tables: string[]): Promise<void> {
  await server.glue.send(
    new CreateCrawlerCommand({
      Name: name,
      Role: "r",
      Targets: { CatalogTargets: [{ DatabaseName: "made", Tables }] },
      SchemaChangePolicy: { UpdateBehavior: "UPDATE_IN_DATABASE", DeleteBehavior: "LOG" },
    }),
  );
}

test("a catalog target: the table takes the files' columns and partitions, and keeps its keys and location", async () => {
  server.put("made", "parts/2025/a.csv", "id,x\n1,2.5\n2,3\n");
  server.put("made", "parts/2026/a.csv", "id,x,ok\n1,2.5,true\n2,3,false\n");
  const StorageDescriptor = { Location: "s3://made/parts", Columns: [{ Name: "id", Type: "string" }] };
  const TableInput = {
    Name: "by_year",
    Description: "by hand",
    PartitionKeys: [{ Name: "year", Type: "int" }],
    StorageDescriptor,
  };
  await server.glue.send(new CreateTableCommand({ DatabaseName: "made", TableInput }));
  await createCatalogCrawler("catalog", "by_year");
  const { LastCrawl } = await server.crawl("catalog");
  assert.deepEqual([LastCrawl?.Status, LastCrawl?.ErrorMessage], ["SUCCEEDED", undefined]);
  const { Table } = await server.glue.send(new GetTableCommand({ DatabaseName: "made", Name: "by_year" }));
  assert.equal(Table?.StorageDescriptor?.Location, "s3://made/parts");
  assert.deepEqual(
    Table?.StorageDescriptor?.Columns?.map((column) => `${column.Name} ${column.Type}`),
    ["id bigint", "x double", "ok boolean"],
  );
  assert.deepEqual(Table?.PartitionKeys, [{ Name: "year", Type: "int" }]);
  assert.deepEqual([Table?.Description, Table?.Parameters?.classification], ["by hand", "csv"]);
  const { Partitions = [] } = await server.glue.send(
    new GetPartitionsCommand({ DatabaseName: "made", TableName: "by_year" }),
  );
  assert.deepEqual(
    Partitions.map((one) => [one.Values?.[0], one.StorageDescriptor?.Location]),
    [
      ["2025", "s3://made/parts/2025/"],
      ["2026", "s3://made/parts/2026/"],
    ],
  );
  const { TableList } = await server.glue.send(new GetTablesCommand({ DatabaseName: "made" }));
  assert.equal(TableList?.length, 1);
});

test("a table that is missing fails the crawl; one whose files do not fit stays as it is", async () => {
  await createCatalogCrawler("no-table", "nowhere");
  const { LastCrawl } = await server.crawl("no-table");
  assert.deepEqual([LastCrawl?.Status, LastCrawl?.ErrorMessage], ["FAILED", "Table nowhere not found."]);
  server.put("made", "mixed/a.csv", "id,x\n1,2.5\n");
  server.put("made", "mixed/b.json", '{"id":1}\n');
  const StorageDescriptor = { Location: "s3://made/mixed/", Columns: [{ Name: "id", Type: "string" }] };
  const TableInput = { Name: "mixed", StorageDescriptor };
  await server.glue.send(new CreateTableCommand({ DatabaseName: "made", TableInput }));
  await createCatalogCrawler("mixed", "mixed");
  await server.crawl("mixed");
  const { Table } = await server.glue.send(new GetTableCommand({ DatabaseName: "made", Name: "mixed" }));
  assert.deepEqual(Table?.StorageDescriptor?.Columns, [{ Name: "id", Type: "string" }]);
  const messages = await logMessages(server.logs, "/aws-glue/crawlers", "mixed");
  assert.ok(messages.some((message) => message.includes("do not make one table")));
});
