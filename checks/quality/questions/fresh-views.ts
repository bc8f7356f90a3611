import { CreateDatabaseCommand, type Table } from "@aws-sdk/client-glue";
import { type Lab, QueryError } from "../../engine/lab/lab";
import { type WrongFinding, wrong } from "../../engine/verdict";
import type { FreshPlace, PlantContext } from "../context";
import { keys, names } from "../layout";
import { putJudged, putJudgedTable } from "../state";
import type { Truth } from "../truth";

/** The student's views over fresh data, in a database of their own. */
export interface FreshViews {
  readonly database: string;
  readonly truth: Truth;
  /** What is said of a view that could not be made there, by its name. */
  readonly failures: ReadonlyMap<string, WrongFinding>;
}

const made = new WeakMap<PlantContext, Promise<FreshViews[]>>();

/** The views of the three tasks, and all that they are made of, over two other plants' data: of earlier and of later days. */
export function freshViews(context: PlantContext): Promise<FreshViews[]> {
  const known = made.get(context) ?? makeAll(context);
  made.set(context, known);
  return known;
}

async function makeAll(context: PlantContext): Promise<FreshViews[]> {
  const all: FreshViews[] = [];
  for (const isEarlier of [true, false]) {
    all.push(await make(context, context.fresh(isEarlier)));
  }
  return all;
}

async function make(context: PlantContext, { root: base, truth }: FreshPlace): Promise<FreshViews> {
  const { lab } = context;
  const root = `${base}step-7/`;
  const database = context.scratchDatabase();
  await lab.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: database } }));
  await putJudged(lab, truth, root);
  const tables = new Map((await lab.tables()).map((table) => [table.Name ?? "", table]));
  for (const name of overJudged(tables, lab.bucket)) {
    await putJudgedTable(lab, truth, root, database, name);
  }
  const failures = new Map<string, WrongFinding>();
  for (const name of inOrder(tables)) {
    const failure = await copy(lab, tables.get(name) as Table, database, failures);
    if (failure !== undefined) {
      failures.set(name, failure);
    }
  }
  return { database, truth, failures };
}

/** The table `judged`, and the student's own tables over the same folder: new coils come into all of them. */
function overJudged(tables: ReadonlyMap<string, Table>, bucket: string): ReadonlySet<string> {
  const folder = `s3://${bucket}/${keys.judged}`;
  const own = [...tables.values()].filter((table) => locationOf(table) === folder);
  return new Set([names.judgedTable, ...own.map(({ Name = "" }) => Name)]);
}

/** Where a table's files lie, with a slash at the end. */
function locationOf({ StorageDescriptor }: Table): string | undefined {
  return StorageDescriptor?.Location?.replace(/^s3[an]:/, "s3:").replace(/\/*$/, "/");
}

/** The views of the tasks and those that they are made of, each after what it names. */
function inOrder(tables: ReadonlyMap<string, Table>): string[] {
  const ordered = new Set<string>();
  const visit = (name: string, above: readonly string[]): void => {
    const sql = viewSql(tables.get(name));
    if (sql === undefined || above.includes(name)) {
      return;
    }
    for (const other of namedIn(sql, tables.keys())) {
      visit(other, [...above, name]);
    }
    ordered.add(name);
  };
  for (const view of names.views) {
    visit(view, []);
  }
  return [...ordered];
}

/** The tables whose names stand in an SQL text; one may be a column's name as well. */
function namedIn(sql: string, tables: Iterable<string>): string[] {
  const words = new Set(sql.toLowerCase().match(/[\w-]+/g));
  return [...tables].filter((name) => words.has(name));
}

async function copy(
  lab: Lab,
  table: Table,
  database: string,
  failures: ReadonlyMap<string, WrongFinding>,
): Promise<WrongFinding | undefined> {
  const sql = viewSql(table) ?? "";
  const moved = sql.replaceAll(/"?\bquality_exercises"?\s*\.\s*/gi, `${database}.`);
  try {
    await lab.query(`CREATE VIEW "${table.Name}" AS ${moved}`, database);
    return undefined;
  } catch (error) {
    if (!(error instanceof QueryError)) {
      throw error;
    }
    // the reason lies deepest: a view that could not be made is what the next ones miss
    const below = namedIn(sql, failures.keys()).map((name) => failures.get(name));
    return below[0] ?? wrong(await whyNot(lab, table, sql, error), { expected: "views over judged alone" });
  }
}

async function whyNot(lab: Lab, view: Table, sql: string, error: QueryError): Promise<string> {
  const tables = new Map((await lab.tables()).map((table) => [table.Name ?? "", table]));
  const ours = overJudged(tables, lab.bucket);
  const missing = namedIn(sql, tables.keys()).find(
    (name) => viewSql(tables.get(name)) === undefined && !ours.has(name) && error.message.toLowerCase().includes(name),
  );
  return missing === undefined
    ? `The view ${view.Name} could not be made over other data: ${error.message}`
    : `The view ${view.Name} reads the table ${missing}, which holds what lies in ${locationOf(tables.get(missing) as Table)} and not in ${keys.judged}: coils that come there do not change it.`;
}

/** A view's SQL from the catalog, where Athena keeps it as `/* Presto View: <base64 of JSON> *\/`. */
function viewSql(table: Table | undefined): string | undefined {
  const base64 = /Presto View: (\S+)/.exec(table?.ViewOriginalText ?? "")?.[1];
  return base64 === undefined
    ? undefined
    : (JSON.parse(Buffer.from(base64, "base64").toString("utf8")) as { originalSql?: string }).originalSql;
}
