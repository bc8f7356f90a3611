import type { Table } from "@aws-sdk/client-glue";
import { hasIceberg, icebergMissing } from "../../../engines/installation";
import { TrinoError } from "../../../engines/trino/trino-client";
import { icebergCatalog } from "../../../engines/trino/trino-config";
import type { Catalog } from "../../../glue/catalog/catalog";
import { isIceberg } from "../../../glue/catalog/iceberg/metadata";
import { knownTable } from "../../catalog/known-table";
import type { Token } from "../text/tokens";

/**
 * @param tables That a statement reads or writes.
 * @throws TrinoError where it names an Iceberg table and the engine's part for it is not installed, or the engine's own
 *   catalog of such tables, which is not the caller's.
 */
export function checkIceberg(
  tokens: readonly Token[],
  tables: Iterable<Table>,
  catalog: Catalog,
  database: string,
): void {
  if (tokens.some(({ value, kind }) => kind !== "string" && value.toLowerCase() === icebergCatalog)) {
    const message = `Catalog '${icebergCatalog}' not found`;
    throw new TrinoError({ errorName: "CATALOG_NOT_FOUND", errorType: "USER_ERROR", message });
  }
  if (!hasIceberg() && ([...tables].some(isIceberg) || namesHistory(tokens, catalog, database))) {
    throw noIceberg();
  }
}

export const noIceberg = (): TrinoError =>
  new TrinoError({ errorName: "NOT_SUPPORTED", errorType: "USER_ERROR", message: icebergMissing });

/** Whether a name such as `"t$history"` means an Iceberg table. */
function namesHistory(tokens: readonly Token[], catalog: Catalog, context: string): boolean {
  return tokens.some(({ kind, value }, index) => {
    const [, name] = (kind === "quoted" && /^([^$]+)\$[a-z_]+$/i.exec(value)) || [];
    const database = tokens[index - 1]?.text === "." ? (tokens[index - 2]?.value ?? context) : context;
    const table = name && knownTable(catalog, database.toLowerCase(), name.toLowerCase());
    return table !== undefined && table !== "" && isIceberg(table);
  });
}
