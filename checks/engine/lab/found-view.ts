import type { Table } from "@aws-sdk/client-glue";
import { Decided, open, wrong } from "../verdict";
import type { Lab } from "./lab";

/**
 * A view of the catalog.
 *
 * @param whyNotATable What is said of a table in its place.
 * @throws Decided Open, where it is missing; wrong, where it is a table.
 */
export async function foundView(lab: Lab, name: string, whyNotATable: string): Promise<Table> {
  const table = await lab.table(name);
  if (table === undefined) {
    throw new Decided(open(`There is no view ${name} yet.`));
  }
  refuseTable(table, name, whyNotATable);
  return table;
}

/** @throws Decided Wrong, where what should be a view is a table. */
export function refuseTable({ TableType }: Table, name: string, why: string): void {
  if (TableType !== "VIRTUAL_VIEW") {
    throw new Decided(
      wrong(`${name} is a table: ${why}`, {
        expected: `CREATE OR REPLACE VIEW ${name} AS …`,
        seen: `a table (${TableType})`,
      }),
    );
  }
}
