import type { Catalog } from "../../../glue/catalog/catalog";
import { readPrestoView } from "../../../glue/catalog/trino-view/presto-view";
import { SqlReader } from "../../sql/text/sql-reader";
import type { SqlText } from "../../sql/text/tokens";
import { updateTable } from "../alter-table/alteration";
import { hiveType } from "./hive-type";

/**
 * Gives a view that Trino has written the columns that Athena writes: Trino leaves one that stands for none.
 *
 * @param text The CREATE VIEW.
 */
export function completeView(text: SqlText, catalog: Catalog, database: string): void {
  const reader = new SqlReader(text);
  reader.expect("CREATE");
  reader.accept("OR", "REPLACE");
  reader.expect("VIEW");
  const name = reader.qualifiedName(database);
  const view = catalog.getTable(name.database, name.table);
  const columns = readPrestoView(view)?.columns ?? [];
  updateTable(view, catalog, {
    Parameters: { presto_view: "true", comment: "Presto View" },
    StorageDescriptor: {
      ...view.StorageDescriptor,
      Columns: columns.map(({ name: Name, type }) => ({ Name, Type: hiveType(type) })),
      Location: "",
      SerdeInfo: {},
    },
  });
}
