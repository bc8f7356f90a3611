import assert from "node:assert/strict";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreatePartitionCommand,
  CreateTableCommand,
  GetCrawlerCommand,
  GetCrawlersCommand,
  GetDatabasesCommand,
  GetPartitionsCommand,
  GetTableCommand,
  ListBlueprintsCommand,
  StartCrawlerCommand,
} from "@aws-sdk/client-glue";
import { startGlueProcess } from "./testing/glue-process";
import { type GlueServer, startGlueServer } from "./testing/glue-server";

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
});
after(() => server.close());

test("what is not supported says so in AWS's shape", async () => {
  await assert.rejects(server.glue.send(new ListBlueprintsCommand({})), {
    name: "UnknownOperationException",
    message: /does not support glue:ListBlueprints/,
  });
});

test("a reset leaves nothing, in memory or on disk", async () => {
  server.put("lab", "t/f.csv", "a,b\n1,2\n");
  const Targets = { S3Targets: [{ Path: "s3://lab/t/" }] };
  await server.glue.send(new CreateCrawlerCommand({ Name: "c", Role: "r", DatabaseName: "d", Targets }));
  assert.equal((await server.crawl("c")).LastCrawl?.Status, "SUCCEEDED");
  await server.reset();
  assert.deepEqual((await server.glue.send(new GetDatabasesCommand({}))).DatabaseList, []);
  assert.deepEqual((await server.glue.send(new GetCrawlersCommand({}))).Crawlers, []);
  assert.equal(readdirSync(server.dataDir).includes("glue"), false);
});

test("killed at any moment, it has lost nothing that it had acknowledged", async () => {
  const where = { DatabaseName: "d", TableName: "t" };
  for (const delay of [30, 110, 190]) {
    const dataDir = mkdtempSync(join(tmpdir(), "glue-killed-"));
    const other = await startGlueProcess(dataDir);
    await other.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "d" } }));
    const TableInput = { Name: "t", PartitionKeys: [{ Name: "n", Type: "int" }] };
    await other.glue.send(new CreateTableCommand({ DatabaseName: "d", TableInput }));
    let acknowledged = 0;
    const killed = sleep(delay).then(() => other.process.kill("SIGKILL"));
    try {
      for (;;) {
        const PartitionInput = { Values: [String(acknowledged)] };
        await other.glue.send(new CreatePartitionCommand({ ...where, PartitionInput }));
        acknowledged += 1;
      }
    } catch {
      await killed;
    }
    const again = await startGlueServer(dataDir);
    const { Partitions = [] } = await again.glue.send(new GetPartitionsCommand(where));
    assert.ok(Partitions.length === acknowledged || Partitions.length === acknowledged + 1);
    await again.close();
    other.glue.destroy();
  }
});

test("a crawler that was killed has failed, and its next crawl is whole", async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), "glue-killed-"));
  const again = await startGlueServer(dataDir);
  t.after(() => again.close());
  const rows = `id,x\n${"1,2.5\n".repeat(2000)}`;
  for (let day = 0; day < 400; day += 1) {
    again.put("lab", `t/d=${day}/f.csv`, rows);
  }
  const other = await startGlueProcess(dataDir);
  t.after(() => other.glue.destroy());
  const Targets = { S3Targets: [{ Path: "s3://lab/t/" }] };
  await other.glue.send(new CreateCrawlerCommand({ Name: "c", Role: "r", DatabaseName: "d", Targets }));
  await other.glue.send(new StartCrawlerCommand({ Name: "c" }));
  other.process.kill("SIGKILL");
  const { Crawler: crawler } = await again.glue.send(new GetCrawlerCommand({ Name: "c" }));
  assert.equal(crawler?.State, "READY");
  assert.equal(crawler?.LastCrawl?.Status, "FAILED");
  assert.match(crawler?.LastCrawl?.ErrorMessage ?? "", /ended while the crawler ran/);
  const { LastCrawl } = await again.crawl("c");
  assert.deepEqual([LastCrawl?.Status, LastCrawl?.ErrorMessage], ["SUCCEEDED", undefined]);
  const { Table } = await again.glue.send(new GetTableCommand({ DatabaseName: "d", Name: "t" }));
  assert.equal(Table?.Parameters?.recordCount, String(400 * 2000));
});
