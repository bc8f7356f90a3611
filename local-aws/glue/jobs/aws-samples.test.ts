import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  CreateConnectionCommand,
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateJobCommand,
  CreateTableCommand,
} from "@aws-sdk/client-glue";
import { projectRoot } from "../../engines/installation";
import { type GlueServer, startGlueServer } from "../testing/glue-server";
import { manySmallSteps, startRun, waitForRun } from "../testing/job-runs";
import { logMessages } from "../testing/log-messages";
import { type Postgres, startPostgres } from "../testing/postgres";

// AWS's public samples, unchanged, on small data at the addresses that they name. One job runs them one after the other.

const samples = ["join_and_relationalize", "data_cleaning_and_lambda", "resolve_choice"];

const runner = `
import json, runpy
for name in ${JSON.stringify(samples)}:
    runpy.run_path(f"{name}.py", run_name="__main__")

from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from pyspark.context import SparkContext
glue = GlueContext(SparkContext.getOrCreate())
spark = glue.spark_session
runpy.run_path("CustomTransform_FillEmptyStringsInAColumn.py")
frame = DynamicFrame.fromDF(spark.createDataFrame([("a", ""), ("b", "x")], ["id", "line"]), glue, "frame")
filled = frame.fill_empty_null_values_txn("line", "none").toDF()
target = "s3://glue-sample-target/output-dir/"
print("FILLED", sorted(tuple(row) for row in filled.collect()))
print("HISTORY", spark.read.parquet(target + "legislator_history").count())
parts = spark.read.parquet(target + "legislator_part").groupBy("org_name").count().collect()
print("PARTS", sorted((row["org_name"], row["count"]) for row in parts))
medicare = spark.read.parquet(target + "medicare_parquet")
print("MEDICARE", sorted((r["provider"]["id"], r["provider"]["zip"], r["charges"]["covered"]) for r in medicare.collect()))
`;

const medicare = `DRG Definition,Provider Id,Provider Name,Provider City,Provider State,Provider Zip Code,Hospital Referral Region Description,Total Discharges,Average Covered Charges,Average Total Payments,Average Medicare Payments
039 - FIRST,10001,NORTH,TOWN,AL,36301,AL - Town,91,$32963.07,$5777.24,$4763.73
039 - FIRST,10005,SOUTH,CITY,AL,35957,AL - City,14,$15131.85,$5787.57,$4976.71
948 - LAST,NOT AN ID,EAST,VILLAGE,AL,35000,AL - Village,50,$1.50,$2.50,$3.50
`;

const medicareTypes = {
  "drg definition": "string",
  "provider id": "bigint",
  "provider name": "string",
  "provider city": "string",
  "provider state": "string",
  "provider zip code": "bigint",
  "hospital referral region description": "string",
  "total discharges": "bigint",
  "average covered charges": "string",
  "average total payments": "string",
  "average medicare payments": "string",
};

const people = [
  {
    id: "p1",
    name: "Ann",
    links: [{ note: "blog", url: "http://a" }],
    identifiers: [{ scheme: "s", identifier: "1" }],
  },
  { id: "p2", name: "Bob", links: [], identifiers: [{ scheme: "s", identifier: "2" }] },
];
const memberships = [
  { person_id: "p1", organization_id: "o1", role: "member", start_date: "2001-01-03" },
  { person_id: "p1", organization_id: "o2", role: "member", start_date: "2007-01-04" },
  { person_id: "p2", organization_id: "o2", role: "member", start_date: "2007-01-04" },
];
const organizations = [
  { id: "o1", name: "Senate", seats: 100, other_names: [{ lang: "en", name: "Upper" }], identifiers: [] },
  { id: "o2", name: "House", seats: 435, other_names: [], identifiers: [{ scheme: "s", identifier: "9" }] },
];

let server: GlueServer;
let postgres: Postgres;
let printed: string;

const lines = (records: readonly object[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join("");

before(async () => {
  [server, postgres] = await Promise.all([startGlueServer(), startPostgres()]);
  const folder = join(projectRoot, "local-aws", "glue", "testing", "aws-samples");
  const scripts = readdirSync(folder).filter((name) => name.endsWith(".py"));
  for (const name of scripts) {
    server.put("scripts", name, readFileSync(join(folder, name)));
  }
  server.put("scripts", "runner.py", runner);
  mkdirSync(join(server.dataDir, "s3", "glue-sample-target"), { recursive: true });
  await stageMedicare();
  await stageLegislators();
  const Command = { Name: "glueetl", ScriptLocation: "s3://scripts/runner.py" };
  const files = scripts.map((name) => `s3://scripts/${name}`).join(",");
  const DefaultArguments = { "--extra-files": files, "--conf": manySmallSteps };
  await server.glue.send(new CreateJobCommand({ Name: "samples", Role: "role", Command, DefaultArguments }));
  const id = await startRun(server.glue, "samples");
  const run = await waitForRun(server.glue, "samples", id);
  assert.equal(run.JobRunState, "SUCCEEDED", run.ErrorMessage);
  printed = (await logMessages(server.logs, "/aws-glue/jobs/output", id)).join("\n");
});
after(async () => {
  await Promise.all([server.close(), postgres.stop()]);
});

/** The table as AWS's crawler makes it: the record that is wrong comes after what a crawler reads. */
async function stageMedicare(): Promise<void> {
  server.put("awsglue-datasets", "examples/medicare/Medicare_Hospital_Provider.csv", medicare);
  await server.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "payments" } }));
  const TableInput = {
    Name: "medicare",
    Parameters: { classification: "csv", "skip.header.line.count": "1" },
    StorageDescriptor: {
      Location: "s3://awsglue-datasets/examples/medicare/",
      Columns: Object.entries(medicareTypes).map(([Name, Type]) => ({ Name, Type })),
      SerdeInfo: {
        SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
        Parameters: { "field.delim": "," },
      },
    },
  };
  await server.glue.send(new CreateTableCommand({ DatabaseName: "payments", TableInput }));
}

async function stageLegislators(): Promise<void> {
  for (const [name, records] of Object.entries({ persons: people, memberships, organizations })) {
    server.put("awsglue-datasets", `examples/us-legislators/all/${name}.json`, lines(records));
  }
  const S3Targets = [{ Path: "s3://awsglue-datasets/examples/us-legislators/all" }];
  const crawler = { Name: "legislators", Role: "role", DatabaseName: "legislators", Targets: { S3Targets } };
  await server.glue.send(new CreateCrawlerCommand(crawler));
  await server.crawl("legislators");
  const ConnectionProperties = {
    JDBC_CONNECTION_URL: `jdbc:postgresql://127.0.0.1:${postgres.port}/dev`,
    USERNAME: "postgres",
    PASSWORD: "secret",
  };
  await postgres.run("CREATE DATABASE testdb");
  const ConnectionInput = { Name: "redshift3", ConnectionType: "JDBC" as const, ConnectionProperties };
  await server.glue.send(new CreateConnectionCommand({ ConnectionInput }));
}

/** The records of the JSON files that a sample wrote. */
function written(folder: string): Record<string, unknown>[] {
  const path = join(server.dataDir, "s3/glue-sample-target/output-dir", folder);
  const files = readdirSync(path).map((name) => readFileSync(join(path, name), "utf8"));
  const records = files.flatMap((text) => text.split("\n").filter((line) => line !== ""));
  return records.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("join_and_relationalize.py, from a crawl to Parquet and a database", () => {
  assert.match(printed, /^HISTORY 3$/m);
  assert.match(printed, /^PARTS \[\('House', 2\), \('Senate', 1\)\]$/m);
});

test("data_cleaning_and_lambda.py", () => {
  assert.match(printed, /^MEDICARE \[\(10001, 36301, 32963.07\), \(10005, 35957, 15131.85\)\]$/m);
});

test("resolve_choice.py", () => {
  const ids = (folder: string) => written(folder).map((record) => record["provider id"]);
  assert.deepEqual(ids("medicare_json_cast"), [10001, 10005, undefined]);
  assert.deepEqual(ids("medicare_json_project"), [10001, 10005, undefined]);
  const columns = written("medicare_json_make_cols").map((record) => [
    record["provider id_long"],
    record["provider id_string"],
  ]);
  assert.deepEqual(columns, [
    [10001, undefined],
    [10005, undefined],
    [undefined, "NOT AN ID"],
  ]);
  assert.deepEqual(ids("medicare_json_make_struct"), [{ long: 10001 }, { long: 10005 }, { string: "NOT AN ID" }]);
  assert.equal(written("medicare_json_sql").length, 2);
});

test("CustomTransform_FillEmptyStringsInAColumn.py", () => {
  assert.match(printed, /^FILLED \[\('a', 'none'\), \('b', 'x'\)\]$/m);
});
