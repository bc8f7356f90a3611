import type { Crawler, Table } from "@aws-sdk/client-glue";
import { columns, type TableName } from "../../../datasets/retail/csv";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { names } from "../layout";

const types: Readonly<Record<string, string>> = { integer: "int", text: "string" };

/** The tables that the JDBC crawler should make, with their columns' types. */
export const crawledTables = Object.fromEntries(
  (Object.keys(columns) as TableName[]).map((table) => [
    `${names.shopDatabase}_${names.schema}_${table}`,
    Object.fromEntries(Object.entries(columns[table]).map(([name, type]) => [name, types[type] ?? type])),
  ]),
);

/** A crawler and the tables of its database. */
export interface SeenCrawl {
  readonly crawler: Pick<Crawler, "DatabaseName" | "Targets" | "LastCrawl"> | undefined;
  readonly tables: readonly Pick<Table, "Name" | "StorageDescriptor" | "Parameters">[];
}

/** Judges the JDBC crawler, and what it wrote. */
export function judgeCrawled({ crawler, tables }: SeenCrawl): Finding {
  if (crawler === undefined) {
    return open(`There is no crawler ${names.crawler} yet.`);
  }
  const [target] = crawler.Targets?.JdbcTargets ?? [];
  if (target === undefined) {
    return wrong("The crawler has no JDBC target: what lies in a database lies in no bucket.", {
      expected: "JdbcTargets",
      seen: Object.keys(crawler.Targets ?? {}).join(", ") || "none",
    });
  }
  if (target.ConnectionName !== names.connection) {
    return wrong("The crawler uses another connection.", { expected: names.connection, seen: target.ConnectionName });
  }
  if (crawler.DatabaseName !== names.database) {
    return wrong("The crawler writes its tables into another database of the catalog.", {
      expected: names.database,
      seen: crawler.DatabaseName,
    });
  }
  if (crawler.LastCrawl === undefined) {
    return open("The crawler has not run yet.");
  }
  if (crawler.LastCrawl.Status !== "SUCCEEDED") {
    return wrong("The crawl did not succeed.", { expected: "SUCCEEDED", seen: crawler.LastCrawl.ErrorMessage });
  }
  const wanted = Object.keys(crawledTables);
  const missing = wanted.filter((name) => !tables.some(({ Name }) => Name === name));
  if (missing.length > 0) {
    const hasPrefix = missing.every((name) => tables.some(({ Name = "" }) => Name !== name && Name.endsWith(name)));
    return wrong(
      hasPrefix
        ? "The tables have a prefix to their names: jobs look for them without."
        : `${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing: which tables does the path name?`,
      { expected: wanted.join(", "), seen: tables.map(({ Name }) => Name).join(", ") || "none" },
    );
  }
  for (const [name, own] of Object.entries(crawledTables)) {
    const table = tables.find(({ Name }) => Name === name);
    if (table?.Parameters?.connectionName !== names.connection) {
      return wrong(`${name} was not made by a crawl of the database: a job would not know where to read it.`, {
        expected: `connectionName ${names.connection}`,
        seen: table?.Parameters?.connectionName ?? "none",
      });
    }
    const seen = new Map(table.StorageDescriptor?.Columns?.map((column) => [column.Name, column.Type]));
    const other = Object.keys(own).find((column) => seen.get(column) !== own[column]);
    if (other !== undefined) {
      return wrong(`${other} of ${name} is not as the database has it now: has the crawler run since?`, {
        expected: own[other],
        seen: seen.get(other) ?? "no such column",
      });
    }
  }
  return right("Three tables, with the types of the database.");
}
