import { TrinoError } from "../../../engines/trino/trino-client";
import type { SqlReader } from "../../sql/text/sql-reader";
import { type DdlAnswer, type DdlContext, nothing } from "../ddl-result";
import { tableNotFound, taskError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { hasDatabase, hasTable, isView } from "../hive/metastore";

/** @see https://docs.aws.amazon.com/athena/latest/ug/drop-table.html */
export function dropTable(reader: HiveReader, { catalog, database }: DdlContext): DdlAnswer {
  const { ifExists, name } = reader.within("drop statement", () => {
    reader.expect("DROP", "TABLE");
    return { ifExists: reader.accept("IF", "EXISTS"), name: reader.tableName(database) };
  });
  reader.accept("PURGE");
  reader.end();
  if (ifExists && !(hasDatabase(catalog, name.database) && hasTable(catalog, name))) {
    return nothing;
  }
  if (!hasTable(catalog, name)) {
    throw tableNotFound(`${name.database}.${name.table}`, 1006);
  }
  if (isView(catalog.getTable(name.database, name.table))) {
    if (ifExists) {
      // Hive leaves the view, and says nothing
      return nothing;
    }
    throw taskError("Cannot drop a view with DROP TABLE");
  }
  catalog.deleteTable(name.database, name.table);
  return nothing;
}

/**
 * `DROP VIEW` is Trino's grammar in Athena: names in double quotes.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/drop-view.html
 */
export function dropView(reader: SqlReader, { catalog, database }: DdlContext): DdlAnswer {
  reader.expect("DROP", "VIEW");
  const ifExists = reader.accept("IF", "EXISTS");
  const name = reader.qualifiedName(database);
  reader.end();
  const found = catalog
    .getDatabases()
    .filter((candidate) => candidate.Name === name.database)
    .flatMap(() => catalog.getTables(name.database))
    .find((table) => table.Name === name.table);
  if (found !== undefined && isView(found)) {
    catalog.deleteTable(name.database, name.table);
  } else if (found !== undefined || !ifExists) {
    const full = `awsdatacatalog.${name.database}.${name.table}`;
    const hint = found && `, but a table with that name exists. Did you mean DROP TABLE ${full}?`;
    const message = `line 1:1: View '${full}' does not exist${hint ?? ""}`;
    throw new TrinoError({ errorName: "TABLE_NOT_FOUND", errorType: "USER_ERROR", message });
  }
  return nothing;
}
