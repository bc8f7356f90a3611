import { TrinoError } from "../../../engines/trino/trino-client";
import type { Catalog } from "../../../glue/catalog/catalog";
import { tableFault } from "../../../glue/catalog/trino-view/table-fault";

const withoutStorage = /Table StorageDescriptor is null for table '([^']+)' (\S+)/;

/** What Trino says of a table whose storage it was not told, because it could not be read: what is wrong with the table. */
export function withTableFault(error: unknown, catalog: Catalog): unknown {
  const [, database, table] = (error instanceof TrinoError && withoutStorage.exec(error.message)) || [];
  const fault = database && table ? tableFault(catalog.getTable(database, table)) : undefined;
  return fault === undefined ? error : new TrinoError({ ...fault, errorType: "USER_ERROR" });
}
