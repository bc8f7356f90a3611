import type { Table } from "@aws-sdk/client-glue";

/** What Athena and Trino keep of a view in its `ViewOriginalText`. */
export interface PrestoView {
  readonly originalSql: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

const wrapped = /^\/\* Presto View: ([A-Za-z0-9+/=]+) \*\/$/;

/** @returns `undefined` where it is no view, one that another engine made, or none that can be read. */
export function readPrestoView({ ViewOriginalText }: Table): PrestoView | undefined {
  const encoded = wrapped.exec(ViewOriginalText?.trim() ?? "")?.[1];
  try {
    const view = JSON.parse(Buffer.from(encoded ?? "", "base64").toString("utf8")) as Partial<PrestoView> | null;
    const isView = typeof view?.originalSql === "string" && Array.isArray(view.columns) && view.columns.every(isColumn);
    return isView ? (view as PrestoView) : undefined;
  } catch {
    return undefined;
  }
}

function isColumn(column: unknown): boolean {
  const { name, type } = (column ?? {}) as Record<string, unknown>;
  return typeof name === "string" && typeof type === "string";
}

/** Whether a table of the catalog says that it is a view in Athena's SQL. */
export const isPrestoView = ({ TableType, Parameters }: Table): boolean =>
  TableType === "VIRTUAL_VIEW" && Parameters?.presto_view === "true";

/** A view runs as who asks, whoever made it: in Athena, those that do not say so run as well. */
export function asInvoker(table: Table): Table {
  const view = isPrestoView(table) ? readPrestoView(table) : undefined;
  if (view === undefined) {
    return table;
  }
  const { owner: _owner, ...rest } = view as PrestoView & { owner?: unknown };
  const text = Buffer.from(JSON.stringify({ ...rest, runAsInvoker: true })).toString("base64");
  return { ...table, ViewOriginalText: `/* Presto View: ${text} */` };
}
