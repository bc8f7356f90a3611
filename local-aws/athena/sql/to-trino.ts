import { TrinoError } from "../../engines/trino-client";
import type { Catalog } from "../../glue/catalog/catalog";
import { columnAccess } from "./column-access";
import { createTableAs, type TrinoChange } from "./create-table-as";
import { insertSession, targetTable } from "./insert";
import { doubleLiterals, lastSemicolons } from "./literals";
import { Rewrite } from "./rewrite";
import { classify } from "./statement";
import { tablesRead } from "./tables-read";
import { tokenize } from "./tokens";
import { typedText } from "./typed-text";
import { type TemporaryTable, unload } from "./unload";

export interface TrinoStatement {
  readonly rewrite: Rewrite;
  /** Session properties of Trino that stand for what Athena says otherwise. */
  readonly session: Readonly<Record<string, string>>;
}

export interface TrinoTarget {
  readonly catalog: Catalog;
  /** The database of the query execution context. */
  readonly database: string;
  /** Where a CREATE TABLE AS writes without `external_location`; `s3://…/`. */
  readonly folder: string;
  /** The table that an UNLOAD makes for a while. */
  readonly unloadTable: TemporaryTable;
}

/**
 * A statement of Athena as Trino is to run it: Athena's literals, table properties and statements.
 *
 * @throws TrinoError for what Athena refuses.
 */
export function toTrino(sql: string, target: TrinoTarget): TrinoStatement {
  const tokens = tokenize(sql);
  const { edits, session } = change(sql, target);
  const tables = tablesRead(tokens, target.catalog, target.database);
  const all = [...doubleLiterals(tokens), ...lastSemicolons(tokens), ...typedText(tokens, tables), ...edits];
  return { rewrite: new Rewrite(sql, all), session: { ...columnAccess(tables.map(({ table }) => table)), ...session } };
}

function change(sql: string, { catalog, database, folder, unloadTable }: TrinoTarget): TrinoChange {
  // what EXPLAIN explains is found by its first words
  const kind = classify(sql.replace(/^\s*EXPLAIN\b[\s\S]*?\bCREATE\b/i, "CREATE"))?.substatement;
  switch (kind) {
    case "CREATE_TABLE_AS_SELECT":
      return createTableAs(sql, folder);
    case "UNLOAD":
      return unload(sql, unloadTable);
    case "INSERT":
      return { edits: [], session: insertSession(sql, catalog, database) };
    case "DELETE":
      if (targetTable(sql, catalog, database) !== undefined) {
        // Trino would drop whole partitions
        const message = "Modifying Hive table rows is only supported for transactional tables";
        throw new TrinoError({ errorName: "NOT_SUPPORTED", errorType: "USER_ERROR", message });
      }
      return { edits: [], session: {} };
    default:
      return { edits: [], session: {} };
  }
}
