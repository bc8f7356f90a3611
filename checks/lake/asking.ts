import { CreateDatabaseCommand, type Table } from "@aws-sdk/client-glue";
import { copyViews, type ViewSource } from "../engine/lab/copy-views";
import { type Answer, type Lab, QueryError } from "../engine/lab/lab";
import { Decided, type Finding, open, wrong } from "../engine/verdict";
import type { ShopContext } from "./context";
import { judgeRows, readingSql } from "./formats/judge-table";
import type { Cut } from "./shop/cuts";

/**
 * A table of the catalog.
 *
 * @throws Decided Open, where it is missing.
 */
export async function found(lab: Lab, name: string): Promise<Table> {
  const table = await lab.table(name);
  if (table === undefined) {
    throw new Decided(open(`There is no table ${name} yet.`));
  }
  return table;
}

/**
 * Asks Athena.
 *
 * @throws Decided Wrong, with its reason, where it cannot answer.
 */
export async function query(lab: Lab, sql: string, database: string = lab.database): Promise<Answer> {
  return lab.query(sql, database).catch((error: Error) => {
    throw error instanceof QueryError ? new Decided(wrong(`Athena cannot answer \`${sql}\`: ${error.message}`)) : error;
  });
}

/** Compares the cells of a table with the cuts that it should hold. */
export async function compareTable(lab: Lab, cuts: readonly Cut[], table: string, database?: string): Promise<Finding> {
  const { rows: counted } = await query(lab, `SELECT count(*) FROM ${table}`, database);
  const { rows } = await query(lab, readingSql(table, cuts.length), database);
  return judgeRows(cuts, { count: Number(counted[0]?.[0]), rows });
}

/** Makes a database that is gone when the check ends. */
export async function freshDatabase(context: ShopContext): Promise<string> {
  const database = context.scratchDatabase();
  await context.lab.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: database } }));
  return database;
}

/**
 * Makes a view once more over fresh data, and judges what it says of them.
 *
 * @param put Puts the fresh data into a database.
 * @param judge Judges the view in that database.
 */
export async function overFreshData(
  context: ShopContext,
  view: string,
  source: ViewSource,
  put: (database: string) => Promise<void>,
  judge: (database: string) => Promise<Finding>,
): Promise<Finding> {
  const database = await freshDatabase(context);
  await put(database);
  const failures = await copyViews(context.lab, [view], source, database);
  return failures.get(view) ?? judge(database);
}
