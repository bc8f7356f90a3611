import { CreateTableCommand, type Table } from "@aws-sdk/client-glue";
import { onFreshData } from "../engine/context";
import type { Lab } from "../engine/lab/lab";
import type { Finding } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import { compareTable, found, freshDatabase, query } from "./asking";
import type { ShopContext } from "./context";
import { keys, names } from "./layout";
import { judgeHidden } from "./projection/judge-hidden";
import { judgeRule } from "./projection/judge-rule";
import { judgeHours, judgeSites } from "./projection/judge-seen";
import { laterCuts, millKey, putObjects, siteKey } from "./projection/objects";
import type { Cut } from "./shop/cuts";

export const projection: Step<ShopContext> = {
  number: 3,
  name: "03-projection",
  lesson: "03-partition-projection",
  put: ({ lab, cuts }) => putObjects(lab, cuts, siteKey, "site", ""),
  tasks: [
    {
      id: "3.1",
      title: "The table cuts_projected sees every cut below sites/ by a rule of site and day, until the end of 2025",
      hint: "A list for the sites, a range for the days, and a template that says where each value stands in the key.",
      strongerHint:
        "projection.day.format = yyyy/MM/dd, projection.day.range = 2025/03/01,2025/12/31, storage.location.template = s3://<bucket>/sites/, then $ with the key's name in curly brackets and a slash, for site and for day.",
      check: checkSites,
    },
    {
      id: "3.2",
      title: "The table mill_cuts sees every cut below mills/ by a rule of mill and hour, also of mills that are new",
      hint: "Which type of projection takes its value from the query? And how is hour 7 written in the key?",
      strongerHint: "projection.mill.type = injected; projection.hour.range = 0,23 with projection.hour.digits = 2.",
      check: checkMills,
    },
    {
      id: "3.3",
      title: "report/hidden.json names every object below sites/ that the table cuts_hiding does not see",
      hint: 'S3 knows what there is, and SELECT DISTINCT "$path" says what the table sees.',
      strongerHint: 's3.listObjects(bucket, "sites/") without the paths of cuts_hiding, each without s3://<bucket>/.',
      check: async ({ lab, cuts }) => judgeHidden(cuts, await lab.text(keys.hidden)),
    },
  ],
};

export const siteTypes = { site: "enum", day: "date" } as const;
export const millTypes = { mill: "injected", hour: "integer" } as const;

/** What to say before the message of a rule that is right on the shop's files and not on others. */
export const rulesOnFreshData = {
  sites: "In the last days of the year the rule is not right.",
  mills: "With mills that are new the rule is not right.",
} as const;

async function seenRule(lab: Lab, name: string, types: Readonly<Record<string, string>>) {
  const table = await found(lab, name);
  return { table, finding: judgeRule({ table, partitions: (await lab.partitions(name)).length }, types) };
}

async function sitesOf(lab: Lab, cuts: readonly Cut[], database?: string): Promise<Finding> {
  const day = "CAST(CAST(cut_at AS date) AS varchar)";
  const sql = `SELECT site, ${day}, count(*) FROM ${names.projected} GROUP BY 1, 2`;
  const { rows } = await query(lab, sql, database);
  return judgeSites(
    cuts,
    rows.map(([site = "NULL", on = "NULL", count]) => [site, on, Number(count)] as const),
  );
}

async function checkSites(context: ShopContext): Promise<Finding> {
  const { lab, cuts, fresh, seed } = context;
  const { table, finding } = await seenRule(lab, names.projected, siteTypes);
  if (finding.state !== "right") {
    return finding;
  }
  const first = await sitesOf(lab, cuts);
  if (first.state !== "right") {
    return first;
  }
  const cells = await compareTable(lab, cuts, names.projected);
  if (cells.state !== "right") {
    return cells;
  }
  const later = laterCuts(seed);
  await putObjects(lab, later, siteKey, "site", fresh.root);
  const database = await copyTable(context, table);
  return onFreshData(first, [await sitesOf(lab, later, database)], rulesOnFreshData.sites);
}

async function millsOf(
  lab: Lab,
  cuts: readonly Cut[],
  mills: readonly string[],
  database?: string,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const mill of mills) {
    const sql = `SELECT lpad(CAST(hour AS varchar), 2, '0'), count(*) FROM ${names.byMill} WHERE mill = '${mill}' GROUP BY 1`;
    const { rows } = await query(lab, sql, database);
    const seen = rows.map(([hour = "NULL", count]) => [hour, Number(count)] as const);
    findings.push(judgeHours(cuts, mill, seen));
  }
  return findings;
}

async function checkMills(context: ShopContext): Promise<Finding> {
  const { lab, cuts, fresh } = context;
  const { table, finding } = await seenRule(lab, names.byMill, millTypes);
  if (finding.state !== "right") {
    return finding;
  }
  const own = await millsOf(lab, cuts, ["Aalen-1", "Delft-3"]);
  const first = own.find(({ state }) => state !== "right") ?? own[0];
  const mills = [...new Set(fresh.truth.map(({ mill }) => mill))].sort().slice(0, 2);
  if (first === undefined || first.state !== "right") {
    return first ?? finding;
  }
  const others = fresh.truth.filter(({ mill }) => mills.includes(mill));
  await putObjects(lab, others, millKey, "mill", fresh.root);
  const database = await copyTable(context, table);
  return onFreshData(first, await millsOf(lab, others, mills, database), rulesOnFreshData.mills);
}

/** Makes the table in another database, over the files of fresh data. */
async function copyTable(context: ShopContext, table: Table): Promise<string> {
  const { lab, fresh } = context;
  const database = await freshDatabase(context);
  const moved = (text = ""): string =>
    text.replace(new RegExp(`^s3://${lab.bucket}/`), `s3://${lab.bucket}/${fresh.root}`);
  const { Name, TableType, Parameters = {}, PartitionKeys, StorageDescriptor } = table;
  const template = "storage.location.template";
  const rule: Record<string, string> = { ...Parameters };
  if (rule[template] !== undefined) {
    rule[template] = moved(rule[template]);
  }
  const TableInput = {
    Name,
    TableType,
    PartitionKeys,
    Parameters: rule,
    StorageDescriptor: { ...StorageDescriptor, Location: moved(StorageDescriptor?.Location) },
  };
  await lab.glue.send(new CreateTableCommand({ DatabaseName: database, TableInput }));
  return database;
}
