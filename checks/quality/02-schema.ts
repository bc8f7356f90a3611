import { setTimeout as sleep } from "node:timers/promises";
import {
  BatchCreatePartitionCommand,
  type Column,
  type Crawler,
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteCrawlerCommand,
  GetCrawlerCommand,
  type Partition,
  StartCrawlerCommand,
  type Table,
} from "@aws-sdk/client-glue";
import { compareKeys, wrongKeys } from "../engine/compare";
import { type Lab, QueryError, unless } from "../engine/lab/lab";
import { type Finding, open, right, type WrongFinding, wrong } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import type { OwnData, PlantContext } from "./context";
import { names } from "./layout";
import { csvColumns, putTables } from "./state";

export const schema: Step<PlantContext> = {
  number: 2,
  name: "02-schema",
  lesson: "02-crawl-and-infer-schema",
  put: ({ lab, days }) => putTables(lab, days),
  tasks: [
    {
      id: "2.1",
      title: "The crawler quality-exercises-raw has made plant_inspections and plant_labels, partitioned by day",
      hint: "Where must its path end so that inspections/ and labels/ become a table each? What do the tables' names begin with?",
      strongerHint:
        'Path `s3://<bucket>/raw/`, TablePrefix "plant_", DatabaseName "quality_exercises"; then start it and wait.',
      check: checkCrawl,
    },
    {
      id: "2.2",
      title: "coil_id is text: Athena shows 00176, not 176",
      hint: "Correct the table's type. Then ask Athena again: each partition has its own copy of the columns.",
      strongerHint:
        "UpdateTable with the type string for coil_id, then BatchUpdatePartition with the same columns for every partition.",
      check: checkType,
    },
    {
      id: "2.3",
      title: "The next crawl leaves your correction alone",
      hint: "A crawler's SchemaChangePolicy says what it does where a table differs from its guess.",
      strongerHint:
        'UpdateCrawler with SchemaChangePolicy { UpdateBehavior: "LOG" } and partitions that inherit from the table (CrawlerOutput.Partitions.AddOrUpdateBehavior "InheritFromTable").',
      check: checkNextCrawl,
    },
  ],
};

/** The columns that the crawler guesses rightly. */
const crawledColumns = csvColumns.filter(({ Name }) => Name !== "coil_id");

async function crawlerOf(lab: Lab, name: string = names.crawler): Promise<Crawler | undefined> {
  const answer = await lab.glue
    .send(new GetCrawlerCommand({ Name: name }))
    .catch(unless("EntityNotFoundException", undefined));
  return answer?.Crawler;
}

async function checkCrawl({ lab, days }: OwnData): Promise<Finding> {
  const crawler = await crawlerOf(lab);
  if (crawler === undefined) {
    return open(`There is no crawler ${names.crawler} yet.`);
  }
  if (crawler.DatabaseName !== names.database) {
    return wrong("The crawler writes into another database.", { expected: names.database, seen: crawler.DatabaseName });
  }
  const otherPath = wrongPath(crawler, lab.bucket);
  if (otherPath !== undefined) {
    return otherPath;
  }
  if (crawler.State !== "READY") {
    return wrong("The crawler is still running. Check again when it is READY.", { seen: crawler.State });
  }
  if (crawler.LastCrawl === undefined) {
    return wrong("The crawler is made, but has not run: a crawler does nothing until it is started.", {
      praise: "Its database and path are right.",
    });
  }
  if (crawler.LastCrawl.Status !== "SUCCEEDED") {
    return wrong(
      `The last crawl ended ${crawler.LastCrawl.Status}: ${crawler.LastCrawl.ErrorMessage ?? "no reason given"}`,
    );
  }
  if (crawler.TablePrefix !== "plant_") {
    return wrong("The tables' names begin otherwise.", {
      praise: "It has crawled the right path.",
      expected: "TablePrefix plant_",
      seen: `TablePrefix ${crawler.TablePrefix ?? "(none)"}`,
    });
  }
  for (const name of [names.inspectionsTable, names.labelsTable]) {
    const table = await lab.table(name);
    if (table === undefined) {
      return wrong(`There is no table ${name}. Was the crawler changed after its run? Run it again.`);
    }
    const partitionKeys = (table.PartitionKeys ?? []).map((key) => key.Name?.toLowerCase() ?? "");
    if (partitionKeys.join() !== "day") {
      return wrong(`${name} is not partitioned by day.`, {
        expected: "partition key day",
        seen: partitionKeys.join() || "none",
      });
    }
    const seen = (await lab.partitions(name)).map(({ Values = [] }) => Values.join("/"));
    const differing = wrongKeys("days", compareKeys(days, seen), days.length, seen.length);
    if (differing !== undefined) {
      return wrong(`${name} does not know every day: crawl again after the upload. ${differing.message}`, {
        praise: "Both the crawler and the table are there.",
        expected: differing.expected,
        seen: differing.seen,
      });
    }
  }
  return right(`Two tables, ${days.length} partitions each.`);
}

/** One target for both folders, or one for each. */
function wrongPath({ Targets }: Crawler, bucket: string): WrongFinding | undefined {
  const paths = (Targets?.S3Targets ?? []).map(({ Path = "" }) => Path.replace(/\/$/, ""));
  const at = (key: string): string => `s3://${bucket}${key}`;
  const seen = paths.join(", ");
  if (
    [[at("/raw")], [at("/raw/inspections"), at("/raw/labels")]].some(
      (right) => right.join() === [...paths].sort().join(),
    )
  ) {
    return undefined;
  }
  const why = paths.includes(at(""))
    ? ": it would take everything in the bucket for data"
    : paths.length === 1 && paths[0]?.startsWith(at("/raw/"))
      ? ": raw/ holds both folders"
      : "";
  return wrong(`The crawler's path is another${why}.`, { expected: at("/raw/"), seen: seen || "no path in S3" });
}

async function checkType({ lab, truth }: OwnData): Promise<Finding> {
  const table = await lab.table(names.inspectionsTable);
  if (table === undefined) {
    return open("There is no table plant_inspections yet.");
  }
  if ((table.PartitionKeys ?? []).length === 0) {
    return wrong("The table has no partition key: UpdateTable replaces all of TableInput, PartitionKeys too.", {
      expected: "partition key day",
      seen: "none",
    });
  }
  const otherTypes = wrongTypes(table, await lab.partitions(names.inspectionsTable));
  if (otherTypes !== undefined) {
    return otherTypes;
  }
  const sql = `SELECT coil_id, count(*), max(gloss) FROM ${names.inspectionsTable} GROUP BY coil_id ORDER BY coil_id`;
  const answer = await lab.query(sql).catch((error: Error) => error);
  if (answer instanceof Error) {
    if (!(answer instanceof QueryError)) {
      throw answer;
    }
    return wrong(`Athena cannot read the table: ${answer.message}`, { praise: "The type is right." });
  }
  const expected = new Set(truth.rows.map(({ coil_id: id }) => id));
  const seen = answer.rows.map(([id = ""]) => id);
  const differing = wrongKeys("coils", compareKeys(expected, seen), expected.size, seen.length);
  return differing === undefined
    ? right(`coil_id is text in the table and in its partitions: ${seen[0]} … ${seen.at(-1)}.`)
    : wrong(
        `Athena reads other coils than the files hold: did UpdateTable keep the format and the header's line? ${differing.message}`,
        {
          praise: "The type is right.",
          expected: differing.expected,
          seen: differing.seen,
        },
      );
}

/** The type of a column, whose name may be written in upper case; undefined where there is no such column. */
function typeIn(found: Table["StorageDescriptor"], name: string): string | undefined {
  return found?.Columns?.find(({ Name }) => Name?.toLowerCase() === name)?.Type;
}

/** `coil_id` is a string, and all else as the crawler made it, in the table and in its partitions. */
function wrongTypes(table: Table, partitions: readonly Partition[]): WrongFinding | undefined {
  const type = typeIn(table.StorageDescriptor, "coil_id");
  if (type !== "string") {
    return wrong(whyType(type), { expected: "coil_id string", seen: `coil_id ${type ?? "(no such column)"}` });
  }
  const other = crawledColumns.find(({ Name = "", Type }) => typeIn(table.StorageDescriptor, Name) !== Type);
  if (other !== undefined) {
    const seen = typeIn(table.StorageDescriptor, other.Name ?? "");
    return wrong(
      seen === undefined
        ? `The table has no column ${other.Name}: UpdateTable replaces all of TableInput, the other columns too.`
        : `${other.Name} has another type than the crawler gave it: coil_id alone was to change.`,
      {
        praise: "coil_id is a string.",
        expected: `${other.Name} ${other.Type}`,
        seen: `${other.Name} ${seen ?? "(no such column)"}`,
      },
    );
  }
  const order = (columns: readonly Column[] = []): string =>
    columns.map(({ Name = "" }) => Name.toLowerCase()).join(", ");
  if (order(table.StorageDescriptor?.Columns) !== order(csvColumns)) {
    return wrong("The table's columns are not those of the files, in their order: CSV has no other way to tell them.", {
      praise: "The types are right.",
      expected: order(csvColumns),
      seen: order(table.StorageDescriptor?.Columns),
    });
  }
  for (const { Name = "", Type } of [{ Name: "coil_id", Type: "string" }, ...crawledColumns]) {
    // of a day whose values are all numbers the crawler makes numbers, also where other days have text
    const isCrawled = (type: string | undefined): boolean =>
      type === Type || (Name !== "coil_id" && Type === "string" && /^(bigint|double)$/.test(type ?? ""));
    const stale = partitions.filter(({ StorageDescriptor: found }) => !isCrawled(typeIn(found, Name)));
    if (stale.length > 0) {
      return wrong(
        `The table is corrected, but ${stale.length} partitions keep columns of their own, in which ${Name} has another type, and Athena reads those.`,
        {
          praise: "The table says string.",
          expected: `${Name} ${Type} in every partition`,
          seen: `day=${stale[0]?.Values?.[0]}: ${Name} ${typeIn(stale[0]?.StorageDescriptor, Name) ?? "(no such column)"}`,
        },
      );
    }
  }
  return undefined;
}

function whyType(type: string | undefined): string {
  if (type === undefined) {
    return "The table has no column coil_id.";
  }
  if (type === "bigint") {
    return "coil_id is still the bigint that the crawler guessed: 00176 reads as 176.";
  }
  if (/^(tinyint|smallint|int|integer|float|double|decimal.*)$/.test(type)) {
    return "coil_id has another type, but a number again: an identifier is text, whatever its digits.";
  }
  return /^(varchar|char)/.test(type)
    ? "coil_id is text, but of another type than was asked."
    : "coil_id has another type than was asked.";
}

/** Lets a copy of the student's crawler crawl a copy of the tables. */
async function checkNextCrawl(context: OwnData): Promise<Finding> {
  const { lab, days } = context;
  const crawler = await crawlerOf(lab);
  const table = await lab.table(names.inspectionsTable);
  if (crawler === undefined || table === undefined) {
    return open("There is no crawler or no table yet.");
  }
  if (typeIn(table.StorageDescriptor, "coil_id") !== "string") {
    return open("First correct the type (2.2).");
  }
  const database = context.scratchDatabase();
  await lab.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: database } }));
  await copyTable(lab, table, database, days.slice(0, -1));
  const { Role, Targets, TablePrefix, SchemaChangePolicy, RecrawlPolicy, Configuration } = crawler;
  await lab.glue.send(
    new CreateCrawlerCommand({
      Name: database,
      DatabaseName: database,
      Role,
      Targets,
      TablePrefix,
      SchemaChangePolicy,
      RecrawlPolicy,
      Configuration,
    }),
  );
  try {
    await crawl(lab, database);
    const after = await lab.table(names.inspectionsTable, database);
    if (typeIn(after?.StorageDescriptor, "coil_id") !== "string") {
      return wrong("A copy of your crawler was run on a copy of your table: after it, coil_id is no string there.", {
        expected: "coil_id string after the next crawl",
        seen: `coil_id ${typeIn(after?.StorageDescriptor, "coil_id") ?? "(no such column)"}, UpdateBehavior ${SchemaChangePolicy?.UpdateBehavior ?? "UPDATE_IN_DATABASE"}`,
      });
    }
    const partitions = await lab.partitions(names.inspectionsTable, database);
    const added = partitions.find(({ Values }) => Values?.[0] === days.at(-1));
    if (added === undefined) {
      return wrong("A copy of your crawler was run before a new day came: the new day is not in the table.", {
        praise: "Your correction stays.",
        expected: `a partition day=${days.at(-1)}`,
        seen: "none: which folders does RecrawlPolicy leave out?",
      });
    }
    if (typeIn(added.StorageDescriptor, "coil_id") !== "string") {
      return wrong("The table stays as you corrected it, but in a new day's partition coil_id is no string.", {
        praise: "The table's own columns survive the next crawl.",
        expected: "coil_id string in the new partition: it should inherit from the table",
        seen: `coil_id ${typeIn(added.StorageDescriptor, "coil_id")}`,
      });
    }
    return right(
      "A copy of your crawler was run with a new day: the correction stays, and the new partition has it too.",
    );
  } finally {
    await lab.glue.send(new DeleteCrawlerCommand({ Name: database }));
  }
}

async function copyTable(lab: Lab, table: Table, database: string, days: readonly string[]): Promise<void> {
  const { Name, Parameters, PartitionKeys, StorageDescriptor, TableType } = table;
  const TableInput = { Name, Parameters, PartitionKeys, StorageDescriptor, TableType };
  await lab.glue.send(new CreateTableCommand({ DatabaseName: database, TableInput }));
  const PartitionInputList = days.map((day) => ({
    Values: [day],
    StorageDescriptor: { ...StorageDescriptor, Location: `s3://${lab.bucket}/raw/inspections/day=${day}/` },
  }));
  await lab.glue.send(new BatchCreatePartitionCommand({ DatabaseName: database, TableName: Name, PartitionInputList }));
}

async function crawl(lab: Lab, name: string): Promise<void> {
  await lab.glue.send(new StartCrawlerCommand({ Name: name }));
  const until = Date.now() + 600_000;
  while ((await crawlerOf(lab, name))?.State !== "READY") {
    if (Date.now() > until) {
      throw new Error("The crawler did not end within ten minutes.");
    }
    await sleep(process.env.AWS_ENDPOINT_URL ? 100 : 5_000);
  }
}
