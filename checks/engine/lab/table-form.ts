import type { Table } from "@aws-sdk/client-glue";
import { type WrongFinding, wrong } from "../verdict";

/**
 * What is said of what should be a Parquet table and is none.
 *
 * @param whyNotAView What a view lacks, after "It is a view: ".
 */
export function notParquet({ TableType, StorageDescriptor }: Table, whyNotAView: string): WrongFinding | undefined {
  if (TableType === "VIRTUAL_VIEW") {
    return wrong(`It is a view: ${whyNotAView}`, { expected: "a table", seen: "a view" });
  }
  return /parquet/i.test(StorageDescriptor?.InputFormat ?? "")
    ? undefined
    : wrong("The table is not Parquet.", {
        praise: "The table is there.",
        expected: "format = 'PARQUET'",
        seen: StorageDescriptor?.InputFormat?.split(".").at(-1),
      });
}

/** Where a table's files lie, with a slash at the end. */
export const placeOf = ({ StorageDescriptor }: Table): string | undefined =>
  StorageDescriptor?.Location?.replace(/\/?$/, "/");
