import { TrinoError } from "../../../engines/trino/trino-client";
import { knownTable } from "../../catalog/known-table";
import type { SqlReader } from "../../sql/text/sql-reader";
import { type DdlContext, type DdlResult, noResult } from "../ddl-result";
import { isView } from "../hive/metastore";

/**
 * `DROP VIEW` is Trino's grammar in Athena: names in double quotes.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/drop-view.html
 */
export function dropView(reader: SqlReader, { catalog, database }: DdlContext): DdlResult {
  reader.expect("DROP", "VIEW");
  const ifExists = reader.accept("IF", "EXISTS");
  const name = reader.qualifiedName(database);
  reader.end();
  const found = knownTable(catalog, name.database, name.table);
  if (found !== undefined && isView(found)) {
    catalog.deleteTable(name.database, name.table);
  } else if (found !== undefined || !ifExists) {
    const full = `awsdatacatalog.${name.database}.${name.table}`;
    const hint = found && `, but a table with that name exists. Did you mean DROP TABLE ${full}?`;
    const message = `line 1:1: View '${full}' does not exist${hint ?? ""}`;
    throw new TrinoError({ errorName: "TABLE_NOT_FOUND", errorType: "USER_ERROR", message });
  }
  return noResult;
}
