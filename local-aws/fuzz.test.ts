import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serviceModel } from "./protocol/model/service-model";
import { type LocalAws, startLocalAws } from "./server";
import { operationsOf } from "./service-models";
import { jsonTargets } from "./testing/json-targets";
import { mutate } from "./testing/odd-values";
import { type Random, random } from "./testing/random";
import { sample } from "./testing/sample-input";

const seed = 20250629;
const ofEach = 15;
const inParallel = 8;
/** Each starts a Python. */
const slow = ["CreateDataQualityRuleset", "UpdateDataQualityRuleset"];
/** Those would start engines if ever they found what they ask for. */
const starting = /^(Start|Resume)(?!QueryExecution)/;

let dataDir: string;
let aws: LocalAws;
const complaints: unknown[][] = [];

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "fuzz-json-"));
  aws = await start();
});

after(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Nothing here waits for a query: no Trino has to start. */
function start(): Promise<LocalAws> {
  return startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function call(service: string, operation: string, body: string): Promise<Answer> {
  const headers = {
    "x-amz-target": `${jsonTargets[service]}.${operation}`,
    "content-type": "application/x-amz-json-1.1",
  };
  const response = await fetch(aws.url, { method: "POST", headers, body, signal: AbortSignal.timeout(2000) });
  return { status: response.status, text: await response.text() };
}

function bodyOf(service: string, operation: string, next: Random): string {
  let input = sample(serviceModel(service).input(operation), next);
  for (let changes = next(3); changes > 0; changes--) {
    input = mutate(input, next);
  }
  const text = JSON.stringify(input) ?? "";
  const named = starting.test(operation) ? text.replaceAll("fuzz_", "nowhere_") : text;
  return next(50) === 0 ? named.slice(0, next(named.length + 1)) : named;
}

/** What has no required member tells what is there. */
async function readBack(): Promise<void> {
  const seen = [];
  for (const service of Object.keys(jsonTargets)) {
    for (const operation of operationsOf(service).filter((name) => /^(Get|List|Describe|Search)/.test(name))) {
      if (serviceModel(service).input(operation).required.size === 0) {
        const { status, text } = await call(service, operation, "{}");
        assert.ok(status < 500, `${operation}: ${status} ${text}`);
        seen.push(...(status === 200 ? [operation] : []));
      }
    }
  }
  assert.ok(seen.length > 15, `only ${seen}`);
}

test(`${ofEach} inputs for each operation, right and wrong: none is an internal error, and what was kept is read back`, async (context) => {
  context.mock.method(console, "error", (...details: unknown[]) => complaints.push(details));
  const statuses = new Map<number, number>();
  const requests = Array.from({ length: ofEach }, (_, round) =>
    Object.keys(jsonTargets).flatMap((service) =>
      operationsOf(service)
        .filter((operation) => round < 2 || !slow.includes(operation))
        .map((operation) => ({ service, operation })),
    ),
  ).flat();
  let number = 0;
  const worker = async () => {
    while (number < requests.length) {
      const next = random(seed, number);
      const { service, operation } = requests[number++] as { service: string; operation: string };
      const body = bodyOf(service, operation, next);
      const shown = `${operation} ${body.slice(0, 400)}`;
      const { status, text } = await call(service, operation, body).catch((error) => assert.fail(`${error}: ${shown}`));
      assert.ok(status < 500, `${status} ${shown}: ${text} ${complaints.join("\n")}`);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: inParallel }, worker));
  assert.deepEqual(complaints, []);
  assert.ok((statuses.get(200) ?? 0) > number / 20, JSON.stringify([...statuses]));
  await readBack();
  await aws.close();
  aws = await start();
  await readBack();
  assert.deepEqual(complaints, []);
});

test("what nests without end is refused in AWS's shape", async () => {
  await fetch(`${aws.url}/fuzz`, { method: "PUT" });
  const own = { DatabaseName: "nested", TableName: "t" };
  const deep = (open: string, inner: string, close: string, times = 3000) =>
    `${open.repeat(times)}${inner}${close.repeat(times)}`;
  const type = (Type: string) => ({
    DatabaseName: own.DatabaseName,
    TableInput: {
      Name: "t",
      PartitionKeys: [{ Name: "d", Type: "string" }],
      StorageDescriptor: { Columns: [{ Name: "x", Type }] },
    },
  });
  const ruleset = (Ruleset: string) => ({ Name: "deep", Ruleset });
  const cases: [service: string, operation: string, input: unknown, status: number, says: RegExp][] = [
    ["glue", "CreateDatabase", { DatabaseInput: { Name: "nested" } }, 200, /{}/],
    ["glue", "CreateTable", type("int"), 200, /{}/],
    ["glue", "CreatePartition", { ...own, PartitionInput: { Values: ["1"] } }, 200, /{}/],
    [
      "glue",
      "GetPartitions",
      { ...own, Expression: deep("(", "d = '1'", ")", 4000) },
      400,
      /less than or equal to 2048/,
    ],
    ["glue", "GetPartitions", { ...own, Expression: deep("(", "d = '1'", ")", 1000) }, 200, /"Values":\["1"\]/],
    ["glue", "GetPartitions", { ...own, Expression: `${"not ".repeat(500)} d = '1'` }, 200, /"Values":\["1"\]/],
    ["glue", "GetPartitions", { ...own, Expression: deep("(", "d = '1'", ")", 20) }, 200, /"Values":\["1"\]/],
    [
      "glue",
      "CreateDataQualityRuleset",
      ruleset(`Rules = [ ${deep("(", 'IsComplete "x"', ")")} ]`),
      400,
      /InvalidInputException/,
    ],
    [
      "glue",
      "CreateDataQualityRuleset",
      ruleset(`Rules = [ ${deep("(", "", "", 30_000)} ]`),
      400,
      /InvalidInputException/,
    ],
    [
      "glue",
      "CreateClassifier",
      { JsonClassifier: { Name: "j", JsonPath: deep("$.a[", "0", "]", 500) } },
      400,
      /InvalidInputException/,
    ],
    ["glue", "CreateTable", { ...type("int"), TableInput: deep('{"a":', "1", "}", 1) }, 400, /Expected null/],
  ];
  const wrong: string[] = [];
  for (const [service, operation, input, expected, says] of cases) {
    const { status, text } = await call(service, operation, JSON.stringify(input));
    if (status !== expected || !says.test(text)) {
      wrong.push(`${operation} ${JSON.stringify(input).slice(0, 90)}: ${status} ${text.slice(0, 300)}`);
    }
  }
  assert.deepEqual(wrong, []);
  const sql = `CREATE EXTERNAL TABLE deep (x ${deep("array<", "int", ">")}) LOCATION 's3://fuzz/x/'`;
  const { QueryExecutionId } = JSON.parse((await call("athena", "StartQueryExecution", query(sql))).text);
  const id = JSON.stringify({ QueryExecutionId });
  let state: string | undefined;
  while (state !== "FAILED") {
    const { text } = await call("athena", "GetQueryExecution", id);
    const { Status } = JSON.parse(text).QueryExecution;
    state = Status.State;
    assert.notEqual(state, "SUCCEEDED");
    assert.ok(state !== "FAILED" || /ParseException .*cannot recognize input/.test(Status.StateChangeReason), text);
  }
});

function query(QueryString: string): string {
  const ResultConfiguration = { OutputLocation: "s3://fuzz/" };
  const QueryExecutionContext = { Database: "nested" };
  return JSON.stringify({
    QueryString,
    ClientRequestToken: "x".repeat(32),
    ResultConfiguration,
    QueryExecutionContext,
  });
}
