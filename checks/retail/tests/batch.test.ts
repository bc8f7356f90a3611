import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateConnectionCommand,
  CreateDatabaseCommand,
  CreateJobCommand,
  GetPartitionsCommand,
  GlueClient,
} from "@aws-sdk/client-glue";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { DuckDBConnection } from "@duckdb/node-api";
import { columns, type TableName } from "../../../datasets/retail/csv";
import { shopData } from "../../../datasets/retail/shop-data";
import { kiosk } from "../../../datasets/retail/world";
import { seededRandom } from "../../../datasets/shared/seeded-random";
import { hasIceberg } from "../../../local-aws/engines/installation";
import { manySmallSteps, startRun, waitForRun } from "../../../local-aws/glue/testing/job-runs";
import { logMessages } from "../../../local-aws/glue/testing/log-messages";
import { type Postgres, startPostgres } from "../../../local-aws/glue/testing/postgres";
import { LogStore } from "../../../local-aws/logs/log-store";
import { type BorrowedAws, borrowAws } from "../../../local-aws/testing/borrowed-aws";
import { clientOptions } from "../../../local-aws/testing/client-options";
import { root } from "../../../processes/project";
import { inOrder, type LayerRow, type LayerTable, layerRows, prepareLayers, sortedRows, tables } from "../truth/layers";
import { openShopData } from "../truth/shop-tables";

/** `npm test` installs it; a test that is run alone may be without. */
const skip = hasIceberg() ? false : "Iceberg is not installed: npm run setup -- retail";

const bucket = "retail-data-lake";
const gold: readonly string[] = ["store_daily", "category_daily", "hour_daily", "member_daily"];
/** Days with a renamed product, a delivery that was entered twice, and late and corrected receipts. */
const [first, last] = ["2017-06-15", "2017-06-21"];
const days = Array.from({ length: 7 }, (_, index) => `2017-06-${15 + index}`);
const lastDays = days.slice(-3);

const data = shopData(kiosk);
let aws: BorrowedAws;
let postgres: Postgres;
let truth: DuckDBConnection;
let glue: GlueClient;
before(async () => {
  [aws, postgres, truth] = await Promise.all([borrowAws(), startPostgres(), openShopData(data)]);
  glue = new GlueClient(clientOptions(aws.url));
  await postgres.run(`CREATE SCHEMA retail; ${(Object.keys(columns) as TableName[]).map(tableOf).join("; ")}`);
  await Promise.all([
    insert("product", data.products),
    insert("receipt", data.lines),
    insert("balju_refund", data.entries),
  ]);
  await stage();
});
after(async () => {
  glue.destroy();
  truth.closeSync();
  await Promise.all([aws.giveBack(), postgres.stop()]);
});

function tableOf(table: TableName): string {
  const key = { product: "product_id", receipt: "receipt_id, line_no", balju_refund: "entry_id" }[table];
  const list = Object.entries(columns[table]).map(([name, type]) => `${name} ${type}`);
  return `CREATE TABLE retail.${table} (${list.join(", ")}, PRIMARY KEY (${key}))`;
}

async function insert(table: TableName, rows: readonly object[], more = ""): Promise<void> {
  const json = JSON.stringify(rows, (_, value: unknown) => (value === "" ? undefined : value));
  await postgres.run(
    `INSERT INTO retail.${table} SELECT * FROM json_populate_recordset(NULL::retail.${table}, $rows$${json}$rows$) ${more}`,
  );
}

/** The bucket with the scripts, the connection, the databases and the jobs. */
async function stage(): Promise<void> {
  const s3 = new S3Client({ ...clientOptions(aws.url), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const scripts = join(root, "glue-scripts", "retail");
  const files = readdirSync(scripts).filter((name) => name.endsWith(".py"));
  for (const name of files) {
    const Body = readFileSync(join(scripts, name));
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `scripts/${name}`, Body }));
  }
  const Body = readFileSync(join(root, "checks", "retail", "tests", "batch-runner.py"));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "scripts/runner.py", Body }));
  s3.destroy();
  for (const Name of ["retail_raw", "retail_silver", "retail_gold"]) {
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }));
  }
  const ConnectionProperties = {
    JDBC_CONNECTION_URL: `jdbc:postgresql://127.0.0.1:${postgres.port}/postgres`,
    USERNAME: "postgres",
    PASSWORD: "secret",
  };
  const ConnectionInput = { Name: "retail-postgres", ConnectionType: "JDBC" as const, ConnectionProperties };
  await glue.send(new CreateConnectionCommand({ ConnectionInput }));
  const catalog = "spark.sql.catalog.glue_catalog";
  const conf = [
    "spark.sql.extensions=org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
    `${catalog}=org.apache.iceberg.spark.SparkCatalog`,
    `${catalog}.warehouse=s3://${bucket}/gold/`,
    `${catalog}.catalog-impl=org.apache.iceberg.aws.glue.GlueCatalog`,
    `${catalog}.io-impl=org.apache.iceberg.aws.s3.S3FileIO`,
  ];
  const shared = files.map((name) => `s3://${bucket}/scripts/${name}`).join(",");
  const DefaultArguments = {
    "--datalake-formats": "iceberg",
    "--conf": [...conf, manySmallSteps].join(" --conf "),
    "--extra-py-files": shared,
    "--bucket": bucket,
    "--connection": "retail-postgres",
  };
  for (const [Name, script] of [
    ["batch", "runner.py"],
    ["retail_raw", "retail_raw.py"],
  ] as const) {
    const Command = { Name: "glueetl", ScriptLocation: `s3://${bucket}/scripts/${script}` };
    await glue.send(new CreateJobCommand({ Name, Role: "role", Command, DefaultArguments }));
  }
}

type Gold = Readonly<Record<string, LayerRow[]>>;
type Step = "clear" | "gold" | readonly string[];

/** Runs jobs in one Spark. @returns Each state of gold that was asked for: the rows of its tables. */
async function runBatch(plan: readonly Step[]): Promise<Gold[]> {
  const id = await startRun(glue, "batch", { "--plan": JSON.stringify(plan) });
  const run = await waitForRun(glue, "batch", id);
  assert.equal(run.JobRunState, "SUCCEEDED", run.ErrorMessage);
  const lines = await logMessages(new LogStore(aws.dataDir), "/aws-glue/jobs/output", id);
  return lines.filter((line) => line.startsWith("GOLD ")).map((line) => JSON.parse(line.slice(5)) as Gold);
}

/** The rows of gold and silver are those of the truth, no more and no less. */
async function assertLayers(seen: Gold | undefined, made = days): Promise<void> {
  for (const table of Object.keys(tables) as LayerTable[]) {
    const wanted = await layerRows(truth, table, made[0] ?? "", made.at(-1) ?? "");
    assert.ok(wanted.length >= made.length, table);
    const found = gold.includes(table) ? inOrder(seen?.[table] ?? []) : await silverRows(table);
    assert.deepEqual(found, wanted, table);
  }
}

async function silverRows(table: LayerTable): Promise<LayerRow[]> {
  const files = join(aws.dataDir, "s3", bucket, "silver", table, "*", "*.parquet").replaceAll("'", "''");
  const rows = `read_parquet('${files}', hive_partitioning = true, hive_types_autocast = false)`;
  return sortedRows(truth, `SELECT dt, * EXCLUDE (dt) FROM ${rows}`);
}

/** The lines of receipts that raw holds, by day. */
async function rawLines(): Promise<LayerRow[]> {
  const files = join(aws.dataDir, "s3", bucket, "raw", "receipt", "*", "*.parquet").replaceAll("'", "''");
  const rows = `read_parquet('${files}', hive_partitioning = true, hive_types_autocast = false)`;
  return sortedRows(
    truth,
    `SELECT dt, count(*)::int, sum(amount)::int, count(DISTINCT (receipt_id, line_no))::int
    FROM ${rows} GROUP BY dt`,
  );
}

const wantedLines = (): Promise<LayerRow[]> =>
  sortedRows(
    truth,
    `SELECT dt, count(*)::int, sum(amount)::int, count(*)::int FROM line
    WHERE dt BETWEEN '${first}' AND '${last}' GROUP BY dt`,
  );

test("a week in one run: every number of silver and gold is what the CSV files say", { skip }, async () => {
  await prepareLayers(truth, false);
  const [seen] = await runBatch([["all", first, last], "gold"]);
  await assertLayers(seen);
  assert.deepEqual(await rawLines(), await wantedLines());
});

test("late and corrected rows, and days in any order, some twice, give the same tables", { skip }, async () => {
  await insert(
    "receipt",
    data.late,
    `ON CONFLICT (receipt_id, line_no) DO UPDATE
    SET quantity = excluded.quantity, amount = excluded.amount, updated_at = excluded.updated_at`,
  );
  await prepareLayers(truth, true);
  const random = seededRandom(20_170_620);
  const shuffled = [...lastDays, ...kiosk.late.days.slice(0, 1)]
    .map((day) => ({ day, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ day }) => ["all", day]);
  const late = ["all", kiosk.late.days[0] ?? "", kiosk.late.days.at(-1) ?? ""];
  const [corrected, again] = await runBatch([late, "gold", "clear", ...shuffled, "gold"]);
  assert.deepEqual(inOrder(corrected?.store_daily ?? []), await layerRows(truth, "store_daily", first, last));
  await assertLayers(again, lastDays);
});

test("a day whose job was killed while it wrote is right after the next run", async () => {
  await prepareLayers(truth, true);
  const range = { "--from": first, "--to": last };
  const id = await startRun(glue, "retail_raw", range);
  const staging = join(aws.dataDir, "s3", bucket, "raw", "receipt");
  while (!(existsSync(staging) && readdirSync(staging).some((name) => name.startsWith(".spark-staging")))) {
    await sleep(5);
  }
  for (const pid of processesOf(id)) {
    process.kill(pid, "SIGKILL");
  }
  assert.equal((await waitForRun(glue, "retail_raw", id)).JobRunState, "FAILED");
  const next = await waitForRun(glue, "retail_raw", await startRun(glue, "retail_raw", range));
  assert.equal(next.JobRunState, "SUCCEEDED", next.ErrorMessage);
  assert.deepEqual(await rawLines(), await wantedLines());
  assert.deepEqual(
    readdirSync(staging).sort(),
    days.map((day) => `dt=${day}`),
    "nothing is left of the killed run",
  );
  const table = { DatabaseName: "retail_raw", TableName: "receipt" };
  const { Partitions = [] } = await glue.send(new GetPartitionsCommand(table));
  assert.deepEqual(Partitions.map(({ Values = [] }) => Values[0]).sort(), days);
});

/** The processes that work in a run's folder. */
function processesOf(runId: string): number[] {
  const lines = execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(runId)).map((line) => Number.parseInt(line, 10));
}
