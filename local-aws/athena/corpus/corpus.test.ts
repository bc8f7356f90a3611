import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  type QueryExecution,
  type Row,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { projectRoot } from "../../engines/installation";
import { type BorrowedAws, borrowAws } from "../../testing/borrowed-aws";
import { clientOptions } from "../../testing/client-options";
import { type Answer, compare } from "./compare";
import { type CorpusQuery, readCorpusFile } from "./corpus-file";

/** What the embedded Athena does not answer as Athena does yet: run and reported, not counted. */
const pending: readonly string[] = ["geospatial.sql", "known-differences.sql"];

const folder = join(projectRoot, "local-aws", "athena", "corpus");
const tablesFile = "tables.sql";
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".sql") && name !== "duckdb.sql")
  .sort();
const queriesOf = new Map(files.map((name) => [name, readCorpusFile(readFileSync(join(folder, name), "utf8"))]));

const bucket = "corpus";
let aws: BorrowedAws;
let athena: AthenaClient;
let duckdb: DuckDBConnection;

before(async () => {
  aws = await borrowAws();
  const { dataDir } = aws;
  const common = clientOptions(aws.url);
  athena = new AthenaClient(common);
  const s3 = new S3Client({ ...common, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const put = (Key: string, path: string) =>
    s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: readFileSync(path) }));
  const data = join(folder, "data");
  for (const name of readdirSync(data, { recursive: true, encoding: "utf8" })) {
    if (statSync(join(data, name)).isFile()) {
      await put(name.split(sep).join("/"), join(data, name));
    }
  }
  await put("steel/steel.csv", join(projectRoot, "datasets", "quality", "steel-plates-faults.csv"));
  duckdb = await (await DuckDBInstance.create(":memory:")).connect();
  const preparation = readFileSync(join(folder, "duckdb.sql"), "utf8").replaceAll("s3://", `${join(dataDir, "s3")}/`);
  await duckdb.run(`SET threads = 1; SET TimeZone = 'UTC'; ${preparation}`);
  const parquet = join(dataDir, "steel.parquet");
  await duckdb.run(`COPY (SELECT * FROM steel) TO '${parquet}' (FORMAT parquet)`);
  await put("steel-parquet/steel.parquet", parquet);
  for (const query of queriesOf.get(tablesFile) ?? []) {
    await check(query);
  }
});

after(async () => {
  duckdb.closeSync();
  await aws.giveBack();
});

describe("the corpus of Athena queries", { concurrency: 4 }, () => {
  for (const [name, queries] of queriesOf) {
    if (name !== tablesFile) {
      const title = relative(projectRoot, join(folder, name));
      test(`${title}: ${queries.length} queries`, async (context) => {
        const options = pending.includes(name) ? { todo: "pending" } : {};
        let passed = 0;
        for (const query of queries) {
          await context.test(`${query.title} (line ${query.line})`, options, async () => {
            await check(query);
            passed += 1;
          });
        }
        if (options.todo !== undefined) {
          context.diagnostic(`${title}: pending, ${passed} of ${queries.length} pass`);
        }
      });
    }
  }
});

test("the README tells how many queries there are", () => {
  const counted = files.filter((name) => !pending.includes(name));
  const count = (names: readonly string[]) => names.reduce((sum, name) => sum + (queriesOf.get(name)?.length ?? 0), 0);
  const waiting = count(pending) === 0 ? "" : ` ${count(pending)} more wait for what is not built yet.`;
  const line = `[The corpus](athena/corpus/README.md) holds ${count(counted)} queries with Athena's answers.${waiting}`;
  const readme = readFileSync(join(projectRoot, "local-aws", "README.md"), "utf8");
  assert.ok(readme.includes(line), `local-aws/README.md should say: ${line}`);
});

async function check({ sql, expected }: CorpusQuery): Promise<void> {
  const answer = await ask(sql.replace(/;$/, ""));
  const rows = expected.duckdb === undefined ? undefined : await duckdbRows(expected.duckdb);
  try {
    compare(answer, expected, rows);
  } catch (error) {
    throw error instanceof Error ? new Error(`${sql}\n${error.message}`, { cause: error }) : error;
  }
}

async function ask(sql: string): Promise<Answer> {
  const started = await athena
    .send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        QueryExecutionContext: { Database: "corpus" },
        ResultConfiguration: { OutputLocation: `s3://${bucket}/results/` },
      }),
    )
    .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  if (started instanceof Error) {
    return { statement: "", refused: started.message, columns: [], rows: [], scanned: 0 };
  }
  const QueryExecutionId = started.QueryExecutionId ?? "";
  const { Status, StatementType, SubstatementType, Statistics } = await end(QueryExecutionId);
  const statement = `${StatementType} ${SubstatementType}`;
  const scanned = Statistics?.DataScannedInBytes ?? 0;
  if (Status?.State !== "SUCCEEDED") {
    const error = `${Status?.AthenaError?.ErrorCategory} ${Status?.AthenaError?.ErrorType}`;
    return { statement, failed: Status?.StateChangeReason ?? "", error, columns: [], rows: [], scanned };
  }
  const rows: Row[] = [];
  let columns: Answer["columns"] = [];
  for await (const { ResultSet } of paginateGetQueryResults({ client: athena }, { QueryExecutionId })) {
    rows.push(...(ResultSet?.Rows ?? []));
    columns = ResultSet?.ResultSetMetadata?.ColumnInfo ?? columns;
  }
  const values = rows.map(({ Data }) => (Data ?? []).map(({ VarCharValue }) => VarCharValue));
  return { statement, columns, rows: values.slice(StatementType === "DML" ? 1 : 0), scanned };
}

async function end(QueryExecutionId: string): Promise<QueryExecution> {
  for (;;) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    if (!["QUEUED", "RUNNING"].includes(QueryExecution?.Status?.State ?? "")) {
      return QueryExecution ?? {};
    }
    await sleep(15);
  }
}

/** DuckDB's rows as text; its times get the milliseconds that Athena shows. */
async function duckdbRows(sql: string): Promise<(string | undefined)[][]> {
  const result = await duckdb.runAndReadAll(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sql.replace(/;$/, "")})`);
  return result.getRows().map((row) => row.map((value) => (value === null ? undefined : withMillis(String(value)))));
}

function withMillis(text: string): string {
  return text.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, "$&.000");
}
