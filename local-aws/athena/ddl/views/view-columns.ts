import type { Table } from "@aws-sdk/client-glue";
import { readPrestoView } from "../../../glue/catalog/trino-view/presto-view";
import type { DdlResult } from "../ddl-result";

/** A view's columns as DESCRIBE and SHOW COLUMNS tell them. */
export function viewColumns(view: Table): DdlResult {
  const columns = readPrestoView(view)?.columns ?? [];
  return {
    columns: ["column", "type"],
    type: "varchar",
    lines: columns.map(({ name, type }) => `${name}\t${type}`),
    substatement: "DESC_VIEW",
  };
}
