import { hasIceberg, icebergMissing } from "../../../engines/installation";
import { IcebergTables } from "../../../glue/catalog/iceberg/iceberg-tables";
import type { DdlContext } from "../ddl-result";
import { HiveError } from "../hive/hive-error";

export const icebergTables = ({ catalog, objects }: Pick<DdlContext, "catalog" | "objects">): IcebergTables =>
  new IcebergTables(catalog, objects);

/** @throws HiveError where the engines' parts for Iceberg are not installed, so that no table is made that cannot be read. */
export function requireIceberg(): void {
  if (!hasIceberg()) {
    throw new HiveError(`NOT_SUPPORTED: ${icebergMissing}.`, 1200);
  }
}
