import type { Table } from "@aws-sdk/client-glue";
import { type WrongFinding, wrong } from "../verdict";
import { type Lab, QueryError } from "./lab";

/** What a workshop's views are made of. */
export interface ViewSource {
  /** The table that the views should read, and its folder in the bucket, such as `processed/judged/`. */
  readonly table: string;
  readonly folder: string;
  /** What its rows are, for a message: `coils`. */
  readonly rows: string;
}

/** The source's table, and the student's own tables over the same folder: what comes there comes into all of them. */
export function tablesOver(
  { table, folder }: ViewSource,
  tables: ReadonlyMap<string, Table>,
  bucket: string,
): ReadonlySet<string> {
  const own = [...tables.values()].filter((one) => locationOf(one) === `s3://${bucket}/${folder}`);
  return new Set([table, ...own.map(({ Name = "" }) => Name)]);
}

/**
 * Makes the student's views, and all views that they are made of, once more in another database.
 *
 * @param views Their names.
 * @param database Where the source's tables ({@link tablesOver}) stand already, over other data.
 * @returns What is said of a view that could not be made there, by its name.
 */
export async function copyViews(
  lab: Lab,
  views: readonly string[],
  source: ViewSource,
  database: string,
): Promise<Map<string, WrongFinding>> {
  const tables = new Map((await lab.tables()).map((table) => [table.Name ?? "", table]));
  const failures = new Map<string, WrongFinding>();
  for (const name of inOrder(tables, views)) {
    const sql = viewSql(tables.get(name)) ?? "";
    const moved = sql.replaceAll(new RegExp(`"?\\b${lab.database}"?\\s*\\.\\s*`, "gi"), `${database}.`);
    try {
      await lab.query(`CREATE VIEW "${name}" AS ${moved}`, database);
    } catch (error) {
      if (!(error instanceof QueryError)) {
        throw error;
      }
      // the reason lies deepest: a view that could not be made is what the next ones miss
      const below = namedIn(sql, failures.keys()).map((other) => failures.get(other));
      const why =
        below[0] ?? wrong(whyNot(lab, name, tables, source, error), { expected: `views over ${source.table} alone` });
      failures.set(name, why);
    }
  }
  return failures;
}

/** Where a table's files lie, with a slash at the end. */
function locationOf({ StorageDescriptor }: Table): string | undefined {
  return StorageDescriptor?.Location?.replace(/^s3[an]:/, "s3:").replace(/\/*$/, "/");
}

/** The views and those that they are made of, each after what it names. */
function inOrder(tables: ReadonlyMap<string, Table>, views: readonly string[]): string[] {
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
  for (const view of views) {
    visit(view, []);
  }
  return [...ordered];
}

/** The tables whose names stand in an SQL text; one may be a column's name as well. */
function namedIn(sql: string, tables: Iterable<string>): string[] {
  const words = new Set(sql.toLowerCase().match(/[\w-]+/g));
  return [...tables].filter((name) => words.has(name));
}

function whyNot(
  lab: Lab,
  view: string,
  tables: ReadonlyMap<string, Table>,
  source: ViewSource,
  error: QueryError,
): string {
  const ours = tablesOver(source, tables, lab.bucket);
  const missing = namedIn(viewSql(tables.get(view)) ?? "", tables.keys()).find(
    (name) => viewSql(tables.get(name)) === undefined && !ours.has(name) && error.message.toLowerCase().includes(name),
  );
  return missing === undefined
    ? `The view ${view} could not be made over other data: ${error.message}`
    : `The view ${view} reads the table ${missing}, which holds what lies in ${locationOf(tables.get(missing) as Table)} and not in ${source.folder}: ${source.rows} that come there do not change it.`;
}

/** A view's SQL from the catalog, where Athena keeps it as `/* Presto View: <base64 of JSON> *\/`. */
export function viewSql(table: Table | undefined): string | undefined {
  const base64 = /Presto View: (\S+)/.exec(table?.ViewOriginalText ?? "")?.[1];
  return base64 === undefined
    ? undefined
    : (JSON.parse(Buffer.from(base64, "base64").toString("utf8")) as { originalSql?: string }).originalSql;
}
