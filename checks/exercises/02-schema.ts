import { setTimeout as sleep } from "node:timers/promises";
import {
  BatchCreatePartitionCommand,
  type Crawler,
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteCrawlerCommand,
  GetCrawlerCommand,
  StartCrawlerCommand,
  type Table,
} from "@aws-sdk/client-glue";
import { compareKeys, wrongKeys } from "./compare";
import type { Context } from "./context";
import { type Lab, QueryError, unless } from "./lab";
import { names } from "./names";
import { type Finding, open, right, type Step, wrong } from "./verdict";

export const schema: Step<Context> = {
  number: 2,
  name: "02-schema",
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

async function crawlerOf(lab: Lab, name: string = names.crawler): Promise<Crawler | undefined> {
  const answer = await lab.glue
    .send(new GetCrawlerCommand({ Name: name }))
    .catch(unless("EntityNotFoundException", undefined));
  return answer?.Crawler;
}

async function checkCrawl({ lab, days }: Context): Promise<Finding> {
  const crawler = await crawlerOf(lab);
  if (crawler === undefined) {
    return open(`There is no crawler ${names.crawler} yet.`);
  }
  const path = crawler.Targets?.S3Targets?.[0]?.Path ?? "";
  if (crawler.DatabaseName !== names.database) {
    return wrong("The crawler writes into another database.", { expected: names.database, seen: crawler.DatabaseName });
  }
  if (path.replace(/\/$/, "") !== `s3://${lab.bucket}/raw`) {
    const why =
      path.replace(/\/$/, "") === `s3://${lab.bucket}`
        ? "it would take everything in the bucket for data"
        : "raw/ holds both folders";
    return wrong(`The crawler's path is another: ${why}.`, { expected: `s3://${lab.bucket}/raw/`, seen: path });
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
    const partitionKeys = (table.PartitionKeys ?? []).map((key) => key.Name ?? "");
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

async function checkType({ lab, truth }: Context): Promise<Finding> {
  const table = await lab.table(names.inspectionsTable);
  if (table === undefined) {
    return open("There is no table plant_inspections yet.");
  }
  if ((table.PartitionKeys ?? []).length === 0) {
    return wrong("The table has lost its partition key: UpdateTable replaces all of TableInput, PartitionKeys too.", {
      expected: "partition key day",
      seen: "none",
    });
  }
  const typeOf = (found: Table["StorageDescriptor"]): string =>
    found?.Columns?.find(({ Name }) => Name === "coil_id")?.Type ?? "(no such column)";
  const type = typeOf(table.StorageDescriptor);
  if (type === "bigint") {
    return wrong("coil_id is still the bigint that the crawler guessed: 00176 reads as 176.", {
      expected: "coil_id string",
      seen: "coil_id bigint",
    });
  }
  if (type !== "string") {
    return wrong("coil_id has another type, but no text: an identifier is not a number, whatever its digits.", {
      expected: "coil_id string",
      seen: `coil_id ${type}`,
    });
  }
  const stale = (await lab.partitions(names.inspectionsTable)).filter(
    ({ StorageDescriptor: found }) => typeOf(found) !== "string",
  );
  if (stale.length > 0) {
    return wrong(
      `The table is corrected, but ${stale.length} partitions keep their own copy of the old type, and Athena reads those.`,
      {
        praise: "The table says string.",
        expected: "coil_id string in every partition",
        seen: `day=${stale[0]?.Values?.[0]}: coil_id ${typeOf(stale[0]?.StorageDescriptor)}`,
      },
    );
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

/** Lets a copy of the student's crawler crawl a copy of the tables. */
async function checkNextCrawl(context: Context): Promise<Finding> {
  const { lab, days } = context;
  const crawler = await crawlerOf(lab);
  const table = await lab.table(names.inspectionsTable);
  if (crawler === undefined || table === undefined) {
    return open("There is no crawler or no table yet.");
  }
  if (table.StorageDescriptor?.Columns?.find(({ Name }) => Name === "coil_id")?.Type !== "string") {
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
    const typeOf = (found: Table["StorageDescriptor"]): string | undefined =>
      found?.Columns?.find(({ Name }) => Name === "coil_id")?.Type;
    if (typeOf(after?.StorageDescriptor) !== "string") {
      return wrong(
        "A copy of your crawler was run on a copy of your table: it wrote its own guess over your correction.",
        {
          expected: "coil_id string after the next crawl",
          seen: `coil_id ${typeOf(after?.StorageDescriptor)}, UpdateBehavior ${SchemaChangePolicy?.UpdateBehavior ?? "UPDATE_IN_DATABASE"}`,
        },
      );
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
    if (typeOf(added.StorageDescriptor) !== "string") {
      return wrong("The table stays as you corrected it, but a new day's partition gets the crawler's guess again.", {
        praise: "The table's own columns survive the next crawl.",
        expected: "coil_id string in the new partition: it should inherit from the table",
        seen: `coil_id ${typeOf(added.StorageDescriptor)}`,
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
