import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { GetQueryExecutionCommand } from "@aws-sdk/client-athena";
import { GetJobRunCommand, StartJobRunCommand } from "@aws-sdk/client-glue";
import {
  athena,
  dashboardPage,
  explainError,
  glue,
  type JobRunFailed,
  type QueryFailed,
  s3,
  spending,
  useWorkshop,
  waitFor,
} from ".";
import { athenaClient, glueClient } from "./clients";
import { labFolder } from "./environment";

// The helpers against the embedded AWS, which runs as its own process; they find it as a notebook does.
const data = mkdtempSync(join(tmpdir(), "lab-helpers-"));
const files = mkdtempSync(join(tmpdir(), "lab-files-"));
let server: ChildProcess;
let bucket: string;

before(async () => {
  process.env.LAB_DATA = data;
  const main = join(labFolder, "dist", "local-aws", "main.js");
  server = spawn(process.execPath, [main, "--port", "0", "--data", data], { stdio: ["ignore", "ignore", "inherit"] });
  for (let asked = 0; !existsSync(join(data, "endpoint.json")); asked++) {
    assert.ok(asked < 300 && server.exitCode === null, "the embedded AWS does not start");
    await sleep(100);
  }
  ({ bucket } = await useWorkshop("quality"));
  await s3.ensureBucket(bucket);
});

after(async () => {
  if (server.exitCode === null) {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
  rmSync(data, { recursive: true });
  rmSync(files, { recursive: true });
});

describe("s3", () => {
  test("a folder arrives whole, subfolders and a large file included", async () => {
    const large = randomBytes(6 * 1024 * 1024);
    mkdirSync(join(files, "a", "b"), { recursive: true });
    writeFileSync(join(files, "a", "b", "text.csv"), "id,name\n1,ä\n");
    writeFileSync(join(files, "large.bin"), large);
    writeFileSync(join(files, "empty.json"), "");
    writeFileSync(join(files, ".hidden"), "not this");
    const sent = await s3.uploadFolder(files, bucket, "up/");
    assert.deepEqual(sent.keys, ["up/a/b/text.csv", "up/empty.json", "up/large.bin"]);
    assert.equal(sent.bytes, 13 + large.length);
    assert.deepEqual(
      (await s3.listObjects(bucket, "up/")).map(({ key, size }) => [key, size]),
      [
        ["up/a/b/text.csv", 13],
        ["up/empty.json", 0],
        ["up/large.bin", large.length],
      ],
    );
    assert.equal(await s3.readText(bucket, "up/a/b/text.csv"), "id,name\n1,ä\n");
    assert.deepEqual(await s3.totals(bucket, "up/"), { objects: 3, bytes: 13 + large.length });
    // Two PUTs, and the large file in two parts between a beginning and an end.
    const { dollars = 0 } = spending().expenses.find(({ what }) => what === "upload 3 files") ?? {};
    assert.ok(Math.abs(dollars - 6 * 0.000005) < 1e-12, String(dollars));
  });

  test("a prefix is deleted, and nothing beside it", async () => {
    writeFileSync(join(files, "one.json"), '{"a": 1}');
    await s3.uploadFile(join(files, "one.json"), bucket, "gone/1.json");
    await s3.uploadFile(join(files, "one.json"), bucket, "gone-not/1.json");
    assert.equal(await s3.deletePrefix(bucket, "gone/"), 1);
    assert.deepEqual(await s3.readJson(bucket, "gone-not/1.json"), { a: 1 });
    assert.equal(await s3.deletePrefix("no-such-bucket", ""), 0);
  });

  test("a missing object and a missing bucket are configuration errors", async () => {
    for (const miss of [() => s3.readText(bucket, "nothing"), () => s3.listObjects("no-such-bucket")]) {
      const error = await miss().catch((thrown: unknown) => thrown);
      assert.equal(explainError(error).kind, "configuration", String(error));
    }
  });
});

describe("glue", () => {
  test("a crawler makes tables with columns and partitions; putting it again updates it", async () => {
    const root = join(files, "raw");
    for (const [day, rows] of [
      ["2025-07-01", "P1,1.5,3\n"],
      ["2025-07-02", "P2,2.5,4\nP3,3.5,5\n"],
    ]) {
      mkdirSync(join(root, "things", `day=${day}`), { recursive: true });
      writeFileSync(join(root, "things", `day=${day}`, "things.csv"), `id,size,count\n${rows}`);
    }
    await s3.uploadFolder(root, bucket, "raw/");
    assert.equal(await glue.putDatabase("quality_lab"), "made");
    assert.equal(await glue.putDatabase("quality_lab"), "was there already");
    const config = join(files, "crawler.json");
    writeFileSync(
      config,
      JSON.stringify({
        Name: "things",
        Role: "role",
        DatabaseName: "quality_lab",
        TablePrefix: "t_",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: what putCrawler fills in.
        Targets: { S3Targets: [{ Path: "s3://${BUCKET}/raw/" }] },
      }),
    );
    assert.equal(await glue.putCrawler(config, { BUCKET: bucket }), "made");
    assert.equal(await glue.putCrawler(config, { BUCKET: bucket }), "updated");
    const crawl = await glue.runCrawler("things");
    assert.deepEqual(crawl.tables, ["t_things"]);
    assert.deepEqual(
      (await glue.columns("quality_lab", "t_things")).map(({ name, type, partitionKey }) => [name, type, partitionKey]),
      [
        ["id", "string", false],
        ["size", "double", false],
        ["count", "bigint", false],
        ["day", "string", true],
      ],
    );
    assert.deepEqual(
      (await glue.partitions("quality_lab", "t_things")).map(({ values }) => values),
      [["2025-07-01"], ["2025-07-02"]],
    );
    await assert.rejects(glue.putCrawler(config, {}), /asks for \$\{BUCKET\}/);
  });

  test("a job runs, its output is read; a failed one says why and where", async () => {
    const script = join(files, "job.py");
    writeFileSync(
      script,
      [
        "import sys",
        "from awsglue.utils import getResolvedOptions",
        "args = getResolvedOptions(sys.argv, ['JOB_NAME', 'divisor'])",
        "print('result', 6 // int(args['divisor']))",
      ].join("\n"),
    );
    await s3.uploadFile(script, bucket, "scripts/job.py");
    const settings = { name: "divide", script: `s3://${bucket}/scripts/job.py`, arguments: { "--divisor": "2" } };
    assert.equal(await glue.putJob(settings), "made");
    assert.equal(await glue.putJob(settings), "updated");
    const run = await glue.runJob("divide");
    assert.equal(run.output.at(-1), "result 3");
    assert.ok(run.dpuSeconds >= 120 && run.dollars > 0);

    const failed = (await glue.runJob("divide", { "--divisor": "0" }).catch((error: unknown) => error)) as JobRunFailed;
    assert.equal(failed.name, "JobRunFailed");
    assert.equal(failed.state, "FAILED");
    assert.match(failed.log.join("\n"), /job\.py.*line 4[\s\S]*ZeroDivisionError/);
    assert.ok(!failed.log.some((line) => line.includes("at org.apache.spark")));

    const noted = () => spending().expenses.filter(({ what }) => what === "run divide").length;
    assert.equal(noted(), 2);
    const byOthers = { JobName: "divide", Arguments: { "--divisor": "3" } };
    const { JobRunId = "" } = await glueClient().send(new StartJobRunCommand(byOthers));
    await waitFor({
      what: "the run",
      timeoutSeconds: 120,
      poll: () => glueClient().send(new GetJobRunCommand({ JobName: "divide", RunId: JobRunId })),
      isDone: ({ JobRun }) => JobRun?.JobRunState === "SUCCEEDED",
      onInterrupt: () => "",
    });
    await glue.noteJobRuns(["divide"]);
    await glue.noteJobRuns(["divide"]);
    assert.equal(noted(), 3);
  });
});

describe("athena", () => {
  const select = "SELECT * FROM (VALUES";

  test("an answer comes with the right types, from a real Trino", async () => {
    const rows = await athena.readSqlRows(`
      SELECT 42 AS i, bigint '9007199254740993' AS big, bigint '7' AS small, 0.1e0 AS d, decimal '12.30' AS dec,
        true AS yes, date '2025-07-12' AS day, timestamp '2025-07-12 08:30:00.250' AS moment,
        'a,"b"' AS text, '' AS empty, CAST(NULL AS integer) AS nothing, ARRAY[1, 2] AS list, nan() AS nan`);
    assert.deepEqual(rows, [
      {
        i: 42,
        big: "9007199254740993",
        small: 7,
        d: 0.1,
        dec: 12.3,
        yes: true,
        day: new Date(Date.UTC(2025, 6, 12)),
        moment: new Date(Date.UTC(2025, 6, 12, 8, 30, 0, 250)),
        text: 'a,"b"',
        empty: "",
        nothing: null,
        list: "[1, 2]",
        nan: Number.NaN,
      },
    ]);
  });

  test("more rows than a page holds, and none", async () => {
    const many = await athena.readSqlRows<{ n: number }>("SELECT n FROM UNNEST(sequence(1, 2500)) AS t (n) ORDER BY n");
    assert.equal(many.length, 2500);
    assert.equal(many.at(-1)?.n, 2500);
    assert.deepEqual(await athena.readSqlRows(`${select} 1) AS t (n) WHERE n > 1`), []);
  });

  test("a value equal to its column's name is no header", async () => {
    assert.deepEqual(await athena.readSqlRows("SELECT 'a' AS a"), [{ a: "a" }]);
  });

  test("two columns of one name are both there", async () => {
    assert.deepEqual(await athena.readSqlRows("SELECT 1 AS a, 2 AS a"), [{ a: 1, a_2: 2 }]);
  });

  test("a DataFrame has the types, with rows and without", async () => {
    const frame = await athena.readSqlQuery(`${select} (1, 'x', date '2025-07-12'), (NULL, 'y', NULL)) AS t (a, b, c)`);
    assert.deepEqual(frame.columns, ["a", "b", "c"]);
    assert.deepEqual(frame.dtypes, ["int32", "string", "datetime"]);
    assert.deepEqual(frame.values, [
      [1, "x", new Date(Date.UTC(2025, 6, 12))],
      [null, "y", null],
    ]);
    const none = await athena.readSqlQuery(`${select} (1, 'x')) AS t (a, b) WHERE a > 1`);
    assert.deepEqual(
      [none.shape, none.columns],
      [
        [0, 2],
        ["a", "b"],
      ],
    );
  });

  test("a parameter takes its place", async () => {
    assert.deepEqual(await athena.readSqlRows("SELECT ? AS a", { parameters: ["'it''s'"] }), [{ a: "it's" }]);
  });

  test("a table on the crawled files: DDL runs, the bytes of one day are billed", async () => {
    assert.deepEqual(await athena.readSqlRows("SELECT id, size FROM t_things WHERE day = '2025-07-02' ORDER BY id"), [
      { id: "P2", size: 2.5 },
      { id: "P3", size: 3.5 },
    ]);
    const [dropped] = await athena.runScript("-- goes\nDROP TABLE t_things;\n");
    assert.equal(dropped?.dollars, 0);
    await assert.rejects(athena.runStatement("SELECT * FROM t_things"), { name: "QueryFailed" });
  });

  test("a dashboard page: its data are read whole, and its server asks each question once", async () => {
    await athena.runStatement(`CREATE TABLE quality_lab.page_sales AS SELECT * FROM (VALUES
      ('2017-08-01', 'a "big" one, it''s', 3, 4500), ('2017-08-01', 'milk', 1, 950), ('2017-08-02', 'milk', 2, 1900))
      AS rows (dt, category, units, sales)`);
    const about = { table: "sales", measure: { label: "Sales", sum: "sales", unit: "KRW" } } as const;
    const description: dashboardPage.PageDescription = {
      ...{ title: "Two days", about: "Made up." },
      tables: {
        sales: { name: "quality_lab.page_sales", dimensions: ["dt", "category"], numbers: ["units", "sales"] },
      },
      filters: [{ kind: "choice", column: "category", label: "Category" }],
      charts: [
        { kind: "line", id: "days", title: "Days", date: "dt", ...about },
        { kind: "bars", id: "categories", title: "Categories", by: "category", ...about },
      ],
    };
    const { tables } = await dashboardPage.readPageData(description);
    assert.deepEqual(tables.sales?.numbers, { units: [3, 1, 2], sales: [4500, 950, 1900] });
    assert.deepEqual(tables.sales?.dimensions.category?.values, ['a "big" one, it\'s', "milk"]);
    const served = await dashboardPage.servePage(description);
    const ask = async (selection: unknown, headers = {}) =>
      fetch(`${served.url}ask`, { method: "POST", body: JSON.stringify(selection), headers });
    const first = (await (await ask({ category: ["milk"] })).json()) as dashboardPage.Answers;
    assert.deepEqual(first.answers, [
      [
        { dt: "2017-08-01", sales: 950 },
        { dt: "2017-08-02", sales: 1900 },
      ],
      [{ category: "milk", sales: 2850 }],
    ]);
    assert.ok(first.queries === 2 && first.bytesScanned > 0 && first.dollars > 0);
    assert.equal(((await (await ask({ category: ["milk"] })).json()) as dashboardPage.Answers).queries, 0);
    assert.equal((await ask({ dt: ["2017-08-01"] })).status, 400);
    assert.match(await (await fetch(served.url)).text(), /connect-src 'self'/);
    assert.equal((await fetch(new URL("/", served.url))).status, 403);
    await served.close();
    await assert.rejects(fetch(served.url));
  });

  test("wrong SQL fails with Athena's reason and its place", async () => {
    const failed = (await athena.readSqlRows("SELECT nope").catch((error: unknown) => error)) as QueryFailed;
    assert.equal(failed.name, "QueryFailed");
    assert.match(failed.reason, /^COLUMN_NOT_FOUND: line 1:8/);
    assert.match(failed.checkNext[0] ?? "", /line 1, column 8/);
  });

  test("Interrupt stops a query that runs", async () => {
    const id = await athena.startQuery(
      "SELECT count(*) FROM UNNEST(sequence(1, 10000)) AS a (x) CROSS JOIN UNNEST(sequence(1, 10000)) AS b (y) CROSS JOIN UNNEST(sequence(1, 10000)) AS c (z) WHERE x * y % 7 = z % 5",
    );
    const wait = athena.waitQuery(id);
    setTimeout(() => process.emit("SIGINT"), 500);
    await assert.rejects(wait, { name: "Interrupted", message: /The query was stopped/ });
    for (let asked = 0; ; asked++) {
      const { QueryExecution } = await athenaClient().send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
      if (QueryExecution?.Status?.State === "CANCELLED") {
        break;
      }
      assert.ok(asked < 50, `the query is ${QueryExecution?.Status?.State}`);
      await sleep(100);
    }
  });

  test("a wait that is over its time says so, and the query goes on", async () => {
    const id = await athena.startQuery(
      "SELECT count(*) FROM UNNEST(sequence(1, 10000)) AS a (x) CROSS JOIN UNNEST(sequence(1, 10000)) AS b (y)",
    );
    await assert.rejects(athena.waitQuery(id, { timeoutSeconds: 0.02 }), {
      name: "WaitTimeout",
      message: /may still go on/,
    });
    assert.equal((await athena.waitQuery(id)).queryExecutionId, id);
  });
});
