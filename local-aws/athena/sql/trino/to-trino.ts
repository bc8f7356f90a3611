import { TrinoError } from "../../../engines/trino/trino-client";
import type { Catalog } from "../../../glue/catalog/catalog";
import { classify } from "../text/statement";
import { type SqlText, takeTurns } from "../text/tokens";
import { columnAccess } from "./column-access";
import { createTableAs, type TrinoChange } from "./create-table-as";
import { insertSession, targetTable } from "./insert";
import { doubleLiterals, lastSemicolons } from "./literals";
import { Rewrite } from "./rewrite";
import { tablesRead } from "./tables-read";
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
 * @returns After others have had their turns, where the text is long.
 * @throws TrinoError for what Athena refuses.
 */
export async function toTrino(query: SqlText, target: TrinoTarget): Promise<TrinoStatement> {
  const { sql, tokens } = query;
  const { edits, session } = change(query, target);
  await takeTurns(query);
  const tables = await tablesRead(tokens, target.catalog, target.database);
  const all = [...doubleLiterals(tokens), ...lastSemicolons(tokens), ...(await typedText(tokens, tables)), ...edits];
  await takeTurns(query);
  return {
    rewrite: new Rewrite(sql, all),
    session: { ...columnAccess(new Set(tables.map(({ table }) => table))), ...session },
  };
}

function change(query: SqlText, { catalog, database, folder, unloadTable }: TrinoTarget): TrinoChange {
  switch (kindOf(query)) {
    case "CREATE_TABLE_AS_SELECT":
      return createTableAs(query, folder);
    case "UNLOAD":
      return unload(query, unloadTable);
    case "INSERT":
      return { edits: [], session: insertSession(query, catalog, database) };
    case "DELETE":
      if (targetTable(query, catalog, database) !== undefined) {
        // Trino would drop whole partitions
        const message = "Modifying Hive table rows is only supported for transactional tables";
        throw new TrinoError({ errorName: "NOT_SUPPORTED", errorType: "USER_ERROR", message });
      }
      return { edits: [], session: {} };
    default:
      return { edits: [], session: {} };
  }
}

/** What EXPLAIN explains is found by its first words. */
function kindOf({ sql, tokens }: SqlText): string | undefined {
  const isWord = (index: number, word: string) => tokens[index]?.text.toUpperCase() === word;
  const explained = isWord(0, "EXPLAIN") ? tokens.findIndex((_, index) => isWord(index, "CREATE")) : -1;
  return classify({ sql, tokens: explained < 0 ? tokens : tokens.slice(explained) })?.substatement;
}
