import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateClassifierCommand,
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreatePartitionCommand,
  CreateTableCommand,
  GetPartitionsCommand,
  GetTablesCommand,
  GetUserDefinedFunctionsCommand,
} from "@aws-sdk/client-glue";
import { longestPause } from "../../testing/loop-watch";
import { type GlueServer, startGlueServer } from "./glue-server";

// Patterns that a caller gives: none holds up other requests, and what cannot be run in linear time is refused.

let server: GlueServer;
before(async () => {
  server = await startGlueServer();
  const DatabaseName = "patterns";
  const long = `${"a".repeat(200)}b`;
  await server.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DatabaseName } }));
  const columns = { PartitionKeys: [{ Name: "k", Type: "string" }], StorageDescriptor: { Columns: [] } };
  await server.glue.send(new CreateTableCommand({ DatabaseName, TableInput: { Name: long, ...columns } }));
  await server.glue.send(
    new CreatePartitionCommand({
      DatabaseName,
      TableName: long,
      PartitionInput: { Values: [long], StorageDescriptor: { Columns: [] } },
    }),
  );
});
after(() => server.close());

test("expressions and LIKE that would take for ever elsewhere take no time", async () => {
  const database = { DatabaseName: "patterns" };
  const table = { ...database, TableName: `${"a".repeat(200)}b` };
  const like = (pattern: string) => new GetPartitionsCommand({ ...table, Expression: `k LIKE '${pattern}'` });
  const found: (number | undefined)[] = [];
  const pause = await longestPause(async () => {
    const tables = await server.glue.send(new GetTablesCommand({ ...database, Expression: "(a+)+c" }));
    found.push(tables.TableList?.length);
    const functions = new GetUserDefinedFunctionsCommand({ ...database, Pattern: "(a+)+c" });
    found.push((await server.glue.send(functions)).UserDefinedFunctions?.length);
    found.push((await server.glue.send(like(`${"a%".repeat(40)}c`))).Partitions?.length);
    found.push((await server.glue.send(like(`${"a%".repeat(40)}b`))).Partitions?.length);
  });
  assert.deepEqual(found, [0, 0, 0, 1]);
  assert.ok(pause < 100, `${pause} ms`);
});

test("an expression that cannot be linear is refused in AWS's shape", async () => {
  const lookahead = new GetTablesCommand({ DatabaseName: "patterns", Expression: "(?=a).*" });
  await assert.rejects(server.glue.send(lookahead), { name: "InvalidInputException" });
});

test("grok patterns that double at each level, or look ahead, are refused when the classifier is made", async () => {
  const doubling = ["A0 a", ...Array.from({ length: 30 }, (_, level) => `A${level + 1} %{A${level}}%{A${level}}`)];
  const grok = (GrokPattern: string, CustomPatterns?: string) =>
    new CreateClassifierCommand({
      GrokClassifier: { Name: "doubling", Classification: "x", GrokPattern, CustomPatterns },
    });
  const pause = await longestPause(async () => {
    await assert.rejects(server.glue.send(grok("%{A30:a}", doubling.join("\n"))), {
      name: "InvalidInputException",
      message: /stands for more than 65536 characters/,
    });
    await assert.rejects(server.glue.send(grok("(?=x)%{WORD:a}")), { name: "InvalidInputException" });
  });
  assert.ok(pause < 100, `${pause} ms`);
});

test("exclude patterns and rows of XML that would take for ever elsewhere: the crawl ends", async () => {
  server.put("xml", "t/a.xml", `<rows>${"<a><b>1</b></a><row>".repeat(20_000)}</rows>`);
  server.put("xml", `t/${"a".repeat(200)}b`, "1,2\n");
  await server.glue.send(
    new CreateCrawlerCommand({
      Name: "xml",
      Role: "role",
      DatabaseName: "xml",
      Targets: { S3Targets: [{ Path: "s3://xml/t/", Exclusions: [`${"*a".repeat(60)}c`, "[+-9]*", "[/]"] }] },
    }),
  );
  const { LastCrawl } = await server.crawl("xml");
  assert.equal(LastCrawl?.Status, "SUCCEEDED");
});
