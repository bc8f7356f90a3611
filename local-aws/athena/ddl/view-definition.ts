import type { Table } from "@aws-sdk/client-glue";
import type { DdlAnswer } from "./answer";

/** What Athena and Trino keep of a view. */
export interface ViewDefinition {
  readonly originalSql: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

const wrapped = /^\/\* Presto View: ([A-Za-z0-9+/=]+) \*\/$/;

/** @returns `undefined` where it is no view, or one that another engine made. */
export function viewDefinition({ ViewOriginalText }: Table): ViewDefinition | undefined {
  const encoded = wrapped.exec(ViewOriginalText?.trim() ?? "")?.[1];
  return encoded === undefined
    ? undefined
    : (JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as ViewDefinition);
}

/** A view's columns as DESCRIBE and SHOW COLUMNS tell them. */
export function viewColumns(view: Table): DdlAnswer {
  const columns = viewDefinition(view)?.columns ?? [];
  return {
    columns: ["column", "type"],
    type: "varchar",
    lines: columns.map(({ name, type }) => `${name}\t${type}`),
    substatement: "DESC_VIEW",
  };
}
