import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  BatchUpdatePartitionCommand,
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  GetCrawlerCommand,
  StartCrawlerCommand,
  type StorageDescriptor,
  type Table,
  UpdateCrawlerCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-glue";
import { type Clause, messagePattern, type StepClauses } from "../../engine/clauses/clause";
import { type Lab, unless } from "../../engine/lab/lab";
import { putStateBefore } from "../../engine/lab/state";
import {
  assertDistinct,
  expectMessage,
  findingOf,
  type Mistake,
  startTestLab,
  type TestLab,
} from "../../engine/testing/test-lab";
import type { WrongFinding } from "../../engine/verdict";
import { type Catalog, step2 as catalog } from "../clauses/step-2";
import { type ByLine, step6 as byLine } from "../clauses/step-6";
import { type Views, step7 as views } from "../clauses/step-7";
import { keys, names } from "../layout";
import { fullCriteria } from "../plant/criteria";
import { crawlerInput, putJudgedTable, putTables } from "../state";
import { truthOf } from "../truth";
import { workshop } from "../workshop";

// The mistakes of steps 2, 6 and 7: crawlers, tables and views, with the real crawler and the real Athena engine.

let testLab: TestLab;
let lab: Lab;
const files = workshop.context({} as Lab).files;
const truth = truthOf(files, fullCriteria);
const days = [...new Set(truth.rows.map(({ day }) => day))];
const ids = ["1", "2", "3"];

before(async () => {
  testLab = await startTestLab(workshop);
  lab = testLab.lab;
});

after(() => testLab.close());

/** What the cells of notebook 2 do. */
async function makeCatalog(change: Partial<Catalog>): Promise<void> {
  const wanted = { ...catalog.right, ...change };
  await putStateBefore(workshop, workshop.context(lab), 2);
  await lab.glue
    .send(new CreateDatabaseCommand({ DatabaseInput: { Name: wanted.database } }))
    .catch(unless("AlreadyExistsException", undefined));
  for (const day of days.slice(wanted.days)) {
    await lab.deletePrefix(`raw/inspections/day=${day}/`);
  }
  await lab.glue.send(
    new CreateCrawlerCommand({
      ...crawlerInput(lab.bucket),
      DatabaseName: wanted.database,
      TablePrefix: wanted.prefix,
      Targets: { S3Targets: wanted.paths.map((path) => ({ Path: `s3://${lab.bucket}${path}` })) },
      SchemaChangePolicy: undefined,
      Configuration: undefined,
    }),
  );
  if (wanted.isRun) {
    await lab.glue.send(new StartCrawlerCommand({ Name: names.crawler }));
    while ((await lab.glue.send(new GetCrawlerCommand({ Name: names.crawler }))).Crawler?.State !== "READY") {
      await sleep(50);
    }
  }
  if ((await lab.table(names.inspectionsTable)) !== undefined) {
    await correct(wanted);
  }
  const { policy: SchemaChangePolicy, configuration: Configuration } = wanted;
  await lab.glue.send(new UpdateCrawlerCommand({ Name: names.crawler, SchemaChangePolicy, Configuration }));
}

/** Corrects the crawler's types in the table and in its partitions. */
async function correct({ tableTypes, partitionTypes, sent, isReversed, isUpper }: Catalog): Promise<void> {
  const descriptor = (one: StorageDescriptor | undefined, types: Catalog["tableTypes"]): StorageDescriptor => ({
    ...one,
    Columns: one?.Columns?.filter(({ Name }) => !sent.onlyId || Name === "coil_id").map(({ Name = "", Type }) => ({
      Name: isUpper ? Name.toUpperCase() : Name,
      Type: types[Name] ?? Type,
    })),
  });
  const { Name, Parameters, PartitionKeys, TableType, StorageDescriptor } = (await lab.table(
    names.inspectionsTable,
  )) as Table;
  const TableInput = {
    Name,
    TableType,
    ...(sent.parameters ? { Parameters } : {}),
    ...(sent.partitionKeys ? { PartitionKeys } : {}),
    StorageDescriptor: descriptor(StorageDescriptor, tableTypes),
  };
  if (isReversed) {
    TableInput.StorageDescriptor.Columns?.reverse();
  }
  await lab.glue.send(new UpdateTableCommand({ DatabaseName: names.database, TableInput }));
  const Entries = (await lab.partitions(names.inspectionsTable)).map(({ Values, StorageDescriptor: one }) => ({
    PartitionValueList: Values,
    PartitionInput: { Values, StorageDescriptor: descriptor(one, partitionTypes) },
  }));
  await lab.glue.send(
    new BatchUpdatePartitionCommand({ DatabaseName: names.database, TableName: names.inspectionsTable, Entries }),
  );
}

/** What the cells of notebook 6 do, with an earlier try before them. */
async function makeByLine(change: Partial<ByLine>): Promise<void> {
  const { format, partitionedBy, place, select, insert, tidyUp, leftOver } = { ...byLine.right, ...change };
  const [name, folder] = [names.parquetTable, `s3://${lab.bucket}/${keys.byLine}`];
  await lab.query(`DROP VIEW IF EXISTS ${name}`).catch(() => {});
  await lab.query(`DROP TABLE IF EXISTS ${name}`);
  await lab.deletePrefix("processed/inspections_by_line");
  await lab.deletePrefix("processed/elsewhere/");
  await lab.query(`CREATE EXTERNAL TABLE ${name} (earlier_try string) STORED AS PARQUET LOCATION '${folder}'`);
  await lab.put(`${keys.byLine}earlier-try.csv`, "earlier_try\n");
  if (tidyUp.drops) {
    await lab.query(`DROP TABLE ${name}`);
  }
  if (tidyUp.deletes) {
    await lab.deletePrefix("processed/inspections_by_line");
  }
  const partitions = partitionedBy.length > 0 ? `partitioned_by = ARRAY['${partitionedBy.join("', '")}'],` : "";
  const sql = `CREATE TABLE ${name} WITH (format = '${format}', ${partitions} external_location = 's3://${lab.bucket}/${place}') AS ${select}`;
  const made = await lab.query(sql).catch((error: Error) => error);
  assert.equal(made instanceof Error, !(tidyUp.drops && tidyUp.deletes), made instanceof Error ? made.message : sql);
  if (insert !== undefined) {
    await lab.query(`INSERT INTO ${name} ${insert}`);
  }
  if (leftOver !== undefined) {
    await lab.put(leftOver, "x");
  }
}

/** Those clauses of a step that want the real engine; clauses/ judges the others without. */
function mistakesOf<Solution extends object>(
  { clauses }: Pick<StepClauses<Solution>, "clauses">,
  make: (change: Partial<Solution>) => Promise<void>,
  isWanted: (clause: Clause<Solution>) => boolean,
): Mistake[] {
  return clauses.filter(isWanted).map((clause) => ({
    task: clause.task,
    name: clause.mistake,
    message: messagePattern(clause),
    make: () => make(clause.wrong),
  }));
}

const step2: readonly Mistake[] = mistakesOf(catalog, makeCatalog, () => true);

const step6: readonly Mistake[] = [
  ...mistakesOf(
    byLine,
    makeByLine,
    ({ task, mistake }) =>
      task !== "6.2" ||
      ["gauge_mm as decimal(5,3)", "TRY_CAST(gauge AS double)", "INSERT after the CTAS", "area_px + 1"].includes(
        mistake,
      ),
  ),
  {
    task: "6.1",
    name: "a view",
    message: /It is a view/,
    make: async () => {
      await lab.query(`DROP TABLE IF EXISTS ${names.parquetTable}`);
      await lab.query(`CREATE VIEW ${names.parquetTable} AS SELECT * FROM ${names.inspectionsTable}`);
    },
  },
];

const view = async (name: string, sql: string): Promise<void> => {
  await lab.query(`DROP TABLE IF EXISTS ${name}`).catch(() => {});
  await lab.query(`CREATE OR REPLACE VIEW ${name} AS ${sql}`);
};

async function putViews(change: Partial<Views>): Promise<void> {
  const { helpers, ...own } = { ...views.right, ...change };
  for (const [name, sql] of [...Object.entries(helpers), ...Object.entries(own)]) {
    await view(name, sql);
  }
}

const step7: readonly Mistake[] = [
  ...mistakesOf(views, putViews, ({ mistake }) =>
    [
      "count of a condition",
      "100 * ng / coils of whole numbers",
      "the plant's lines in the SQL",
      "whole numbers divided",
      "no PARTITION BY, ordered by line and day",
      "the plant's first day in the SQL",
      "NULLs first",
      "abs(rise)",
      "WHERE day <= '2025-08-11'",
      "the answer written into the SQL",
    ].includes(mistake),
  ),
  {
    task: "7.1",
    name: "a table",
    message: /is a table: it keeps/,
    make: async () => {
      await lab.query("DROP VIEW IF EXISTS ng_by_line");
      await lab.query(
        `CREATE TABLE ng_by_line WITH (format = 'PARQUET', external_location = 's3://${lab.bucket}/processed/x/') AS SELECT line, 1 AS coils FROM judged GROUP BY line`,
      );
    },
  },
];

const findings = new Map<Mistake, WrongFinding>();

test("an empty lab is not attempted, on every task", async () => {
  for (const task of ["2", "6", "7"].flatMap((step) => ids.map((one) => `${step}.${one}`))) {
    assert.equal((await findingOf(workshop, lab, task)).state, "open", task);
  }
});

function testMistakes(list: readonly Mistake[]): void {
  for (const mistake of list) {
    test(`${mistake.task}, ${mistake.name}: a message of its own`, async () => {
      findings.set(mistake, await expectMessage(workshop, lab, mistake));
    });
  }
}

async function expectRight(task: string): Promise<void> {
  const finding = await findingOf(workshop, lab, task, { seed: 7 });
  assert.equal(finding.state, "right", `${task}: ${finding.message}`);
}

testMistakes(step2);

for (const { name, solution } of [{ name: "as in solutions/", solution: {} }, ...catalog.others]) {
  test(`the schema is right: ${name}`, async () => {
    await makeCatalog(solution);
    for (const task of ["2.1", "2.2", "2.3"]) {
      await expectRight(task);
    }
  });
}

test("the schema is right where the partitions were dropped and crawled again", async () => {
  await makeCatalog({});
  await putTables(lab, days);
  await expectRight("2.2");
});

test("the ground for steps 6 and 7", async () => {
  await putStateBefore(workshop, workshop.context(lab), 6);
  await putJudgedTable(lab, truth);
});

testMistakes(step6);

test("the table of the earlier try is not attempted", async () => {
  await makeByLine({ tidyUp: { drops: false, deletes: true } });
  assert.equal((await findingOf(workshop, lab, "6.1")).state, "open");
  assert.equal((await findingOf(workshop, lab, "6.2")).state, "open");
});

test("the table is right by CTAS, and by an empty table and INSERT", async () => {
  await makeByLine({});
  for (const task of ["6.1", "6.2", "6.3"]) {
    await expectRight(task);
  }
  await lab.query(`DROP TABLE ${names.parquetTable}`);
  await lab.deletePrefix(keys.byLine);
  await lab.query(`CREATE EXTERNAL TABLE ${names.parquetTable} (coil_id string, seen_at timestamp, day date, gauge_mm double, area_px bigint, gloss double)
    PARTITIONED BY (line string) STORED AS PARQUET LOCATION 's3://${lab.bucket}/${keys.byLine}'`);
  await lab.query(`INSERT INTO ${names.parquetTable} SELECT coil_id, date_parse(seen_at, '%Y-%m-%d %H:%i:%s'), date(day),
    TRY_CAST(regexp_extract(gauge, '[0-9.]+') AS double), area_px, gloss, line FROM ${names.inspectionsTable}`);
  for (const task of ["6.1", "6.2", "6.3"]) {
    await expectRight(task);
  }
});

test("the ground for step 7", async () => {
  await putStateBefore(workshop, workshop.context(lab), 7);
  await putJudgedTable(lab, truth);
});

testMistakes(step7);

for (const { name, solution } of views.others) {
  test(`the views are right in other words: ${name}`, async () => {
    await lab.query("DROP TABLE IF EXISTS ng_by_line").catch(() => {});
    await putViews(solution);
    for (const task of ["7.1", "7.2", "7.3"]) {
      await expectRight(task);
    }
  });
}

test("a view that cannot be made over other data says why, and so do the views over it", async () => {
  await lab.query(
    `CREATE TABLE kept WITH (format = 'PARQUET', external_location = 's3://${lab.bucket}/processed/kept/') AS SELECT * FROM judged`,
  );
  await view("from_kept", "SELECT line, day, judgement FROM kept");
  await putViews({ rolling_ng: views.right.rolling_ng.replace("FROM judged", "FROM from_kept") });
  await expectRight("7.1");
  for (const task of ["7.2", "7.3"]) {
    const finding = await findingOf(workshop, lab, task);
    assert.equal(finding.state, "wrong");
    assert.match(
      finding.message,
      /The view from_kept reads the table kept, which holds what lies in s3:\S+\/processed\/kept\/ and not in processed\/judged\/: /,
    );
  }
});

test("views over a second table of the same files are right: new coils come into it too", async () => {
  await putJudgedTable(lab, truth, "", names.database, "my_judged");
  const over = (sql: string): string => sql.replaceAll(/\bjudged\b/g, "my_judged");
  const { ng_by_line, rolling_ng, drift } = views.right;
  await putViews({ ng_by_line: over(ng_by_line), rolling_ng: over(rolling_ng), drift: over(drift) });
  for (const task of ["7.1", "7.2", "7.3"]) {
    await expectRight(task);
  }
});

test("no two mistakes of a task share a message", () => assertDistinct([...step2, ...step6], findings));
