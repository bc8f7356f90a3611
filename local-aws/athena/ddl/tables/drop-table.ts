import { isIceberg } from "../../../glue/catalog/iceberg/metadata";
import { type DdlContext, type DdlResult, noResult } from "../ddl-result";
import { tableNotFound, taskError } from "../hive/hive-error";
import type { HiveReader } from "../hive/hive-reader";
import { hasDatabase, hasTable, isView } from "../hive/metastore";
import { icebergTables } from "../iceberg/iceberg-context";

/** @see https://docs.aws.amazon.com/athena/latest/ug/drop-table.html */
export async function dropTable(reader: HiveReader, context: DdlContext): Promise<DdlResult> {
  const { catalog, database } = context;
  const { ifExists, name } = reader.within("drop statement", () => {
    reader.expect("DROP", "TABLE");
    return { ifExists: reader.accept("IF", "EXISTS"), name: reader.tableName(database) };
  });
  reader.accept("PURGE");
  reader.end();
  if (ifExists && !(hasDatabase(catalog, name.database) && hasTable(catalog, name))) {
    return noResult;
  }
  if (!hasTable(catalog, name)) {
    throw tableNotFound(`${name.database}.${name.table}`, 1006);
  }
  const table = catalog.getTable(name.database, name.table);
  if (isView(table)) {
    if (ifExists) {
      // Hive leaves the view, and says nothing
      return noResult;
    }
    throw taskError("Cannot drop a view with DROP TABLE");
  }
  catalog.deleteTable(name.database, name.table);
  if (isIceberg(table)) {
    // such a table is Athena's own: its files go with it
    await icebergTables(context).deleteFiles(table);
  }
  return noResult;
}
