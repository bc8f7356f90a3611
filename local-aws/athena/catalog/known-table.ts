import type { Table } from "@aws-sdk/client-glue";
import type { Catalog } from "../../glue/catalog/catalog";

/** A table of the catalog; undefined where it or its database is not there. */
export function knownTable(catalog: Catalog, database: string, name: string): Table | undefined {
  const isThere = catalog.getDatabases().some(({ Name }) => Name === database);
  return isThere ? catalog.getTables(database).find(({ Name }) => Name === name) : undefined;
}
