import { TrinoError } from "../../../engines/trino/trino-client";
import { readPrestoView } from "../../../glue/catalog/trino-view/presto-view";
import { knownTable } from "../../catalog/known-table";
import type { SqlReader } from "../../sql/text/sql-reader";
import type { DdlContext, DdlResult } from "../ddl-result";

/**
 * `SHOW CREATE VIEW` is Trino's grammar in Athena: names in double quotes.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/show-create-view.html
 */
export function showCreateView(reader: SqlReader, { catalog, database }: DdlContext): DdlResult {
  reader.expect("SHOW", "CREATE", "VIEW");
  const name = reader.qualifiedName(database);
  reader.end();
  const view = knownTable(catalog, name.database, name.table);
  const definition = view && readPrestoView(view);
  if (definition === undefined) {
    const message = `line 1:1: View 'awsdatacatalog.${name.database}.${name.table}' does not exist`;
    throw new TrinoError({ errorName: "TABLE_NOT_FOUND", errorType: "USER_ERROR", message });
  }
  const text = `CREATE VIEW ${name.database}.${name.table} AS\n${definition.originalSql}`;
  return { columns: ["create view"], type: "varchar", lines: text.trimEnd().split("\n") };
}
