import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { after, before, describe, type TestContext, test } from "node:test";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { projectRoot } from "../../engines/installation";
import { borrowAws } from "../../testing/borrowed-aws";
import { checkFree, cleanUp, type Made, madeBy, putObject } from "./account";
import { ask } from "./ask";
import { compare } from "./compare";
import { type CorpusQuery, readCorpusFile } from "./corpus-file";
import { DuckDb } from "./duckdb-rows";
import { placed } from "./placed";
import { placeOnAws, type Target, targetAt } from "./target";

const folder = join(projectRoot, "local-aws", "athena", "corpus");
const tablesFile = "tables.sql";
const steel = join(projectRoot, "datasets", "quality", "steel-plates-faults.csv");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".sql") && name !== "duckdb.sql")
  .sort();
const queriesOf = new Map(files.map((name) => [name, readCorpusFile(readFileSync(join(folder, name), "utf8"))]));
const allQueries = [...queriesOf.values()].flat();

let target: Target;
let made: Made = { databases: [], preparedStatements: [] };
let duckdb: DuckDb;
let giveBack = async () => {};

before(async () => {
  target = await chosenTarget();
  console.log(`The corpus runs in s3://${target.bucket}/${target.prefix}/ and the database ${target.database}.`);
  const ours = madeBy(allQueries, target);
  await checkFree(target, ours);
  made = ours;
  duckdb = await DuckDb.over(folder, steel);
  await putFiles();
  for (const query of queriesOf.get(tablesFile) ?? []) {
    await check(query);
  }
});

after(async () => {
  duckdb?.close();
  await cleanUp(target, made);
  await giveBack();
});

/** AWS where the environment says so with all its names; else the embedded AWS, as another place of the same kind. */
async function chosenTarget(): Promise<Target> {
  const place = placeOnAws(process.env);
  if (place !== undefined) {
    return targetAt(place);
  }
  const aws = await borrowAws();
  giveBack = aws.giveBack;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const embedded = { region: "us-east-1", bucket: "corpus-files", database: "corpus", workGroup: "primary" };
  const chosen = targetAt(embedded, { endpoint: aws.url, credentials });
  await chosen.s3.send(new CreateBucketCommand({ Bucket: chosen.bucket }));
  return chosen;
}

async function putFiles(): Promise<void> {
  const data = join(folder, "data");
  for (const name of readdirSync(data, { recursive: true, encoding: "utf8" })) {
    if (statSync(join(data, name)).isFile()) {
      await putObject(target, name.split(sep).join("/"), readFileSync(join(data, name)));
    }
  }
  await putObject(target, "steel/steel.csv", readFileSync(steel));
  const made = mkdtempSync(join(tmpdir(), "athena-corpus-"));
  await duckdb.writeSteel(join(made, "steel.parquet"));
  await putObject(target, "steel-parquet/steel.parquet", readFileSync(join(made, "steel.parquet")));
  rmSync(made, { recursive: true });
}

describe("the corpus of Athena queries", { concurrency: 4 }, () => {
  for (const [name, queries] of queriesOf) {
    if (name !== tablesFile) {
      const title = relative(projectRoot, join(folder, name));
      test(`${title}: ${queries.length} queries`, async (context) => {
        for (const query of queries) {
          const isTodo = query.expected.todo !== undefined && target.hasTodos;
          await context.test(`${query.title} (line ${query.line})`, (test) =>
            isTodo ? checkTodo(test, query) : check(query),
          );
        }
      });
    }
  }
});

test("the README tells how many queries there are", () => {
  const todos = allQueries.filter(({ expected }) => expected.todo !== undefined).length;
  const waiting = todos === 0 ? "" : ` ${todos} more wait for what is not built yet.`;
  const line = `[The corpus](athena/corpus/README.md) holds ${allQueries.length - todos} queries with Athena's answers.${waiting}`;
  const readme = readFileSync(join(projectRoot, "local-aws", "README.md"), "utf8");
  assert.ok(readme.includes(line), `local-aws/README.md should say: ${line}`);
});

async function check(query: CorpusQuery): Promise<void> {
  const { sql, expected } = placed(query, target);
  const answer = await ask(target, sql.replace(/;$/, ""));
  const rows = expected.duckdb === undefined ? undefined : await duckdb.rows(expected.duckdb);
  try {
    compare(answer, expected, rows);
  } catch (error) {
    throw error instanceof Error ? new Error(`${sql}\n${error.message}`, { cause: error }) : error;
  }
}

/** A todo runs like all others. Where Athena's answer comes, it is one no longer, and that is a failure. */
async function checkTodo(test: TestContext, query: CorpusQuery): Promise<void> {
  const difference = await check(query).then(
    () => undefined,
    (error: Error) => error,
  );
  if (difference === undefined) {
    assert.fail(`This is no longer a todo: take away its line 'todo ${query.expected.todo}'.`);
  }
  if (!(difference.cause instanceof assert.AssertionError)) {
    throw difference;
  }
  test.todo(query.expected.todo);
}
