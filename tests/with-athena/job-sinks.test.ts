import assert from "node:assert/strict";
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { AthenaClient } from "@aws-sdk/client-athena";
import { CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateConnectionCommand,
  CreateDatabaseCommand,
  CreateJobCommand,
  CreateTableCommand,
  GetPartitionsCommand,
  GetTableCommand,
  GlueClient,
} from "@aws-sdk/client-glue";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { manySmallSteps, startRun, waitForRun } from "../../local-aws/glue/testing/job-runs";
import { type Postgres, startPostgres } from "../../local-aws/glue/testing/postgres";
import { borrowAws } from "../../local-aws/testing/borrowed-aws";
import { clientOptions } from "../../local-aws/testing/client-options";
import { rowsOf } from "./rows-of";

// What a job writes with awsglue's sinks, Athena reads by the catalog that the job brought up to date; and what it
// reads and writes by JDBC is in a real PostgreSQL. One run of one script does all of it.

const script = `
import sys
from awsglue.context import GlueContext
from awsglue.dynamicframe import DynamicFrame
from awsglue.job import Job
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

glue = GlueContext(SparkContext.getOrCreate())
job = Job(glue)
job.init(getResolvedOptions(sys.argv, ["JOB_NAME"])["JOB_NAME"])

def frame(schema, *rows):
    return DynamicFrame.fromDF(glue.createDataFrame(rows, schema), glue, "frame")

def sink(table, made, file_format, keys=(), behavior="UPDATE_IN_DATABASE"):
    target = glue.getSink(
        connection_type="s3", path=f"s3://lab/{table}/", partitionKeys=list(keys),
        enableUpdateCatalog=True, updateBehavior=behavior)
    target.setFormat(file_format)
    target.setCatalogInfo(catalogDatabase="lab", catalogTableName=table)
    target.writeFrame(made)

def read(**options):
    frame = glue.create_dynamic_frame.from_catalog("lab", "parts", **options)
    return sorted(row["id"] for row in frame.toDF().collect())

def rows(frame):
    return sorted((tuple(row) for row in frame.toDF().collect()), key=str)

# a new table; a new column, a new partition; LOG takes no new column, but a partition that fits
sink("parts", frame("Id int, size double, day string", (1, 2.5, "12"), (2, 3.5, "13")), "glueparquet", ["day"])
sink("parts", frame("id int, size double, note string, day string", (3, 1.5, "new", "a b/c")), "parquet", ["day"])
sink("parts", frame("id int, other int, day string", (4, 1, "unseen")), "parquet", ["day"], "LOG")
sink("parts", frame("id int, day string", (5, None)), "parquet", ["day"], "LOG")
glue.write_dynamic_frame.from_catalog(
    frame("id int, size double, note string, day string", (6, 0.5, "late", "14")), "lab", "parts",
    additional_options={"enableUpdateCatalog": True, "partitionKeys": ["day"]})
for file_format in ("csv", "json", "avro"):
    sink(f"in_{file_format}", frame("id int, name string", (1, "x"), (2, None)), file_format)
try:
    sink("parts", frame("id int, day string", (7, "12")), "parquet")
except ValueError as error:
    print("KEYS", error)
print("PUSHED", read(push_down_predicate="day < '13'"))
print("CATALOG", read(additional_options={"catalogPartitionPredicate": "day = '13' OR day = '14'"}))
print("BOTH", read(push_down_predicate="day <> '13'",
    additional_options={"catalogPartitionPredicate": "day in ('13', '14')"}))
glue.purge_table("lab", "parts", {"partitionPredicate": "day = '14'", "retentionPeriod": 0})
paths = {"paths": ["s3://lab/oldest/"], "boundedFiles": "2"}
print("BOUNDED", rows(glue.create_dynamic_frame.from_options("s3", paths, "json")))

by_name = {"useConnectionProperties": "true", "connectionName": "plant"}
by_url = glue.extract_jdbc_conf("plant")
print("CONF", by_url["vendor"], by_url["user"], by_url["url"] + "/postgres" == by_url["fullUrl"])
at = {"url": by_url["fullUrl"], "user": by_url["user"], "password": by_url["password"]}
def jdbc(**options):
    return rows(glue.create_dynamic_frame.from_options("postgresql", options))
print("TABLE", jdbc(dbtable="plant.machines", **by_name))
print("HASHED", jdbc(dbtable="plant.machines", hashfield="name", hashpartitions="3", **by_name))
print("NUMBERED", jdbc(dbtable="plant.machines", hashexpression="id", **at))
print("QUERY", jdbc(sampleQuery="SELECT name FROM plant.machines WHERE id > 1", **at))
print("DIVIDED", jdbc(sampleQuery="SELECT id FROM plant.machines WHERE id > 1 and", hashexpression="id",
    enablePartitioningForSampleQuery=True, **at))
print("CRAWLED", rows(glue.create_dynamic_frame.from_catalog("lab", "machines")))
machine = frame("id int, name string", (9, "saw"))
glue.write_dynamic_frame.from_options(machine, "postgresql", {"dbtable": "plant.machines", **at})
glue.write_dynamic_frame.from_jdbc_conf(machine, "plant", {"dbtable": "fresh", "database": "postgres"})
glue.write_dynamic_frame.from_catalog(machine, "lab", "machines")
try:
    jdbc(url="jdbc:mysql://h/d", dbtable="t")
except AttributeError as error:
    print("MYSQL", error)
job.commit()
`;

let dataDir: string;
let giveBack: () => Promise<void>;
let postgres: Postgres;
let glue: GlueClient;
let athena: AthenaClient;
let printed: Record<string, string>;

function put(key: string, body: string): string {
  const file = join(dataDir, "s3/lab", key);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, body);
  return file;
}

before(async () => {
  const aws = await borrowAws();
  ({ dataDir, giveBack } = aws);
  postgres = await startPostgres();
  const client = clientOptions(aws.url);
  glue = new GlueClient(client);
  athena = new AthenaClient(client);
  put("sinks.py", script);
  for (const [age, name] of ["c", "a", "b"].entries()) {
    utimesSync(put(`oldest/${name}.json`, `{"name": "${name}"}\n`), 1000 + age, 1000 + age);
  }
  await postgres.run(`
    CREATE SCHEMA plant;
    CREATE TABLE plant.machines (id integer, name text);
    INSERT INTO plant.machines VALUES (1, 'press'), (2, 'lathe'), (3, NULL);
  `);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "lab" } }));
  const ConnectionProperties = {
    JDBC_CONNECTION_URL: `jdbc:postgresql://127.0.0.1:${postgres.port}/postgres`,
    SECRET_ID: "plant/machines",
  };
  const SecretString = JSON.stringify({ engine: "postgres", username: "postgres", password: "secret" });
  const secrets = new SecretsManagerClient(client);
  await secrets.send(new CreateSecretCommand({ Name: ConnectionProperties.SECRET_ID, SecretString }));
  const ConnectionInput = { Name: "plant", ConnectionType: "JDBC" as const, ConnectionProperties };
  await glue.send(new CreateConnectionCommand({ ConnectionInput }));
  const TableInput = {
    Name: "machines",
    Parameters: { classification: "postgresql", connectionName: "plant", hashfield: "id" },
    StorageDescriptor: { Location: "postgres.plant.machines", Columns: [{ Name: "id", Type: "int" }] },
  };
  await glue.send(new CreateTableCommand({ DatabaseName: "lab", TableInput }));
  const Command = { Name: "glueetl", ScriptLocation: "s3://lab/sinks.py" };
  const DefaultArguments = { "--conf": manySmallSteps };
  await glue.send(new CreateJobCommand({ Name: "sinks", Role: "role", Command, DefaultArguments }));
  const id = await startRun(glue, "sinks");
  const run = await waitForRun(glue, "sinks", id);
  assert.equal(run.JobRunState, "SUCCEEDED", run.ErrorMessage);
  const logs = new CloudWatchLogsClient(client);
  const { events = [] } = await logs.send(
    new GetLogEventsCommand({ logGroupName: "/aws-glue/jobs/output", logStreamName: id }),
  );
  const lines = events.map(({ message = "" }) => /^([A-Z]+) (.*)$/.exec(message) ?? []);
  printed = Object.fromEntries(lines.map(([, name = "", text = ""]) => [name, text]));
});
after(async () => {
  await Promise.all([giveBack(), postgres.stop()]);
});

/** What Athena answers, cells with a bar between, NULL where there is none. */
async function query(sql: string): Promise<string[]> {
  const rows = await rowsOf(athena, sql, {
    QueryExecutionContext: { Database: "lab" },
    ResultConfiguration: { OutputLocation: "s3://lab/results/" },
  });
  return rows.map((cells) => cells.join("|"));
}

test("new tables, columns and partitions come into the catalog, and Athena reads them", async () => {
  const { Table } = await glue.send(new GetTableCommand({ DatabaseName: "lab", Name: "parts" }));
  const columns = Table?.StorageDescriptor?.Columns?.map(({ Name, Type }) => `${Name} ${Type}`);
  assert.deepEqual(columns, ["id int", "size double", "note string"]);
  assert.deepEqual(Table?.PartitionKeys, [{ Name: "day", Type: "string" }]);
  const { classification, useGlueParquetWriter, CreatedByJob, UpdatedByJob } = Table?.Parameters ?? {};
  assert.deepEqual(
    { classification, useGlueParquetWriter, CreatedByJob, UpdatedByJob },
    { classification: "parquet", useGlueParquetWriter: "true", CreatedByJob: "sinks", UpdatedByJob: "sinks" },
  );
  const { Partitions } = await glue.send(new GetPartitionsCommand({ DatabaseName: "lab", TableName: "parts" }));
  const values = Partitions?.map((partition) => partition.Values?.[0]).sort();
  assert.deepEqual(values, ["12", "13", "__HIVE_DEFAULT_PARTITION__", "a b/c"]);
  assert.deepEqual(await query("SELECT id, size, note, day FROM parts ORDER BY id"), [
    "1|2.5|NULL|12",
    "2|3.5|NULL|13",
    "3|1.5|new|a b/c",
    "5|NULL|NULL|NULL",
  ]);
  for (const format of ["csv", "json", "avro"]) {
    const rows = await query(`SELECT id, name FROM in_${format} ORDER BY id`);
    assert.deepEqual(rows, ["1|x", format === "csv" ? "2|" : "2|NULL"], format);
  }
});

test("predicates choose partitions, keys must be the table's, a purge takes partitions along", () => {
  assert.equal(printed.PUSHED, "[1]");
  assert.equal(printed.CATALOG, "[2, 6]");
  assert.equal(printed.BOTH, "[6]");
  assert.match(printed.KEYS ?? "", /partitionKeys \[\] are not those of the table parts: \['day'\]/);
  assert.equal(printed.BOUNDED, "[('a',), ('c',)]");
});

test("PostgreSQL by URL, by a connection of the catalog and by a crawled table, both ways", async () => {
  const all = "[(1, 'press'), (2, 'lathe'), (3, None)]";
  assert.equal(printed.CONF, "postgresql postgres True");
  assert.deepEqual([printed.TABLE, printed.HASHED, printed.NUMBERED, printed.CRAWLED], [all, all, all, all]);
  assert.equal(printed.QUERY, "[('lathe',), (None,)]");
  assert.equal(printed.DIVIDED, "[(2,), (3,)]");
  assert.match(printed.MYSQL ?? "", /does not support the JDBC URL 'jdbc:mysql:.*jdbc:postgresql:/);
  // fails where a row is missing
  await postgres.run(`
    SELECT 1 / (count(*) = 2)::int FROM plant.machines WHERE id = 9 AND name = 'saw';
    SELECT 1 / (count(*) = 1)::int FROM fresh WHERE id = 9 AND name = 'saw';
  `);
});
