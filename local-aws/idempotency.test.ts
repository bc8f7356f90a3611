import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  AthenaClient,
  CreateNamedQueryCommand,
  ListNamedQueriesCommand,
  ListQueryExecutionsCommand,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import {
  CreateDatabaseCommand,
  CreateDataQualityRulesetCommand,
  CreateTableCommand,
  GetDatabasesCommand,
  GetTablesCommand,
  GlueClient,
  StartDataQualityRuleRecommendationRunCommand,
} from "@aws-sdk/client-glue";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { type LocalAws, startLocalAws } from "./server";
import { clientOptions } from "./testing/client-options";

// A request that a client sends again, because no answer came, is answered as before and not carried out again.

const dataDir = mkdtempSync(join(tmpdir(), "idempotency-"));
let aws: LocalAws;
let athena: AthenaClient;
let glue: GlueClient;
let s3: S3Client;

async function start(): Promise<void> {
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  const client = clientOptions(aws.url);
  athena = new AthenaClient(client);
  glue = new GlueClient(client);
  s3 = new S3Client({ ...client, forcePathStyle: true });
}

before(start);
after(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const query = (QueryString: string, ClientRequestToken: string) =>
  athena.send(new CreateNamedQueryCommand({ Name: "q", Database: "d", QueryString, ClientRequestToken }));

test("a saved query with a token is made once, also after a restart; another query with it is refused", async () => {
  const token = "t".repeat(32);
  const [first, again] = await Promise.all([query("SELECT 1", token), query("SELECT 1", token)]);
  assert.equal(first.NamedQueryId, again.NamedQueryId);
  await aws.close();
  await start();
  assert.equal((await query("SELECT 1", token)).NamedQueryId, first.NamedQueryId);
  await assert.rejects(query("SELECT 2", token), {
    name: "InvalidRequestException",
    message: "Idempotent parameters do not match",
  });
  assert.notEqual((await query("SELECT 1", "u".repeat(32))).NamedQueryId, first.NamedQueryId);
  assert.equal((await athena.send(new ListNamedQueriesCommand({}))).NamedQueryIds?.length, 2);
});

test("of three requests with one token at once, one starts a query", async () => {
  await s3.send(new CreateBucketCommand({ Bucket: "results" }));
  const start = (QueryString: string) =>
    athena.send(
      new StartQueryExecutionCommand({
        QueryString,
        ClientRequestToken: "s".repeat(32),
        ResultConfiguration: { OutputLocation: "s3://results/" },
      }),
    );
  // so many columns that it is read in turns, between which the others come
  const columns = Array.from({ length: 9_000 }, (_, index) => `c${index} int`).join();
  const many = `CREATE EXTERNAL TABLE at_once (${columns}) LOCATION 's3://results/t/'`;
  const started = await Promise.all([start(many), start(many), start(many)]);
  assert.equal(new Set(started.map(({ QueryExecutionId }) => QueryExecutionId)).size, 1);
  assert.equal((await athena.send(new ListQueryExecutionsCommand({}))).QueryExecutionIds?.length, 1);
});

test("a ruleset and a run of data quality with a token are made once", async () => {
  const ruleset = (Ruleset: string) =>
    glue.send(new CreateDataQualityRulesetCommand({ Name: "r", Ruleset, ClientToken: "one" }));
  assert.deepEqual(
    [(await ruleset('Rules = [IsComplete "a"]')).Name, (await ruleset('Rules = [IsComplete "a"]')).Name],
    ["r", "r"],
  );
  await assert.rejects(ruleset('Rules = [IsComplete "b"]'), { name: "IdempotentParameterMismatchException" });
  // the table has no place where files could be: its runs end at once
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "d" } }));
  const TableInput = {
    Name: "t",
    StorageDescriptor: { Columns: [{ Name: "a", Type: "int" }], Location: "s3://none/t/" },
  };
  await glue.send(new CreateTableCommand({ DatabaseName: "d", TableInput }));
  const DataSource = { GlueTable: { DatabaseName: "d", TableName: "t" } };
  const run = () =>
    glue.send(new StartDataQualityRuleRecommendationRunCommand({ DataSource, Role: "role", ClientToken: "two" }));
  assert.equal((await run()).RunId, (await run()).RunId);
});

test("the catalog of another account is not found", async () => {
  assert.equal((await glue.send(new GetDatabasesCommand({ CatalogId: "000000000000" }))).DatabaseList?.length, 1);
  for (const command of [
    new GetDatabasesCommand({ CatalogId: "123456789012" }),
    new GetTablesCommand({ CatalogId: "123456789012", DatabaseName: "d" }),
  ]) {
    await assert.rejects(glue.send(command as GetDatabasesCommand), { name: "EntityNotFoundException" });
  }
});
