import { TrinoError } from "../../../engines/trino/trino-client";
import { isIceberg } from "../../../glue/catalog/iceberg/metadata";
import { checkIceberg } from "../iceberg/iceberg-tables-named";
import { kindOf, type Statement } from "../text/statement";
import { takeTurns } from "../text/tokens";
import { columnAccess } from "./column-access";
import { createTableAs, type MadeIcebergTable, type TrinoEdits } from "./create-table-as";
import { insertSession, rowsSession, targetTable, type WriteTarget } from "./insert";
import { doubleLiterals, lastSemicolons } from "./literals";
import { checkProperties } from "./refused-properties";
import { Rewrite } from "./rewrite";
import { tablesRead } from "./tables-read";
import { typedText } from "./typed-text";
import { type TemporaryTable, unload } from "./unload";

export interface TrinoStatement {
  readonly rewrite: Rewrite;
  /** Session properties of Trino that stand for what Athena says otherwise. */
  readonly session: Readonly<Record<string, string>>;
  readonly made: MadeIcebergTable | undefined;
}

export interface TrinoTarget extends WriteTarget {
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
export async function toTrino(statement: Statement, target: TrinoTarget): Promise<TrinoStatement> {
  const { sql, tokens } = statement.text;
  const { edits, session, made } = editsOf(statement, target);
  await takeTurns(statement.text);
  const tables = await tablesRead(tokens, target.catalog, target.database);
  const distinct = new Set(tables.map(({ table }) => table));
  checkProperties(distinct);
  checkIceberg(tokens, distinct, target.catalog, target.database);
  const all = [...doubleLiterals(tokens), ...lastSemicolons(tokens), ...(await typedText(tokens, tables)), ...edits];
  await takeTurns(statement.text);
  return {
    rewrite: new Rewrite(sql, all),
    session: { ...columnAccess(distinct), ...session },
    made: statement.substatement === "EXPLAIN" ? undefined : made,
  };
}

function editsOf(statement: Statement, target: TrinoTarget): TrinoEdits {
  const { catalog, database, folder, unloadTable } = target;
  const { text } = statement;
  switch (changedKind(statement)) {
    case "CREATE_TABLE_AS_SELECT":
      return createTableAs(text, folder, database);
    case "UNLOAD":
      return unload(text, unloadTable);
    case "INSERT":
      return { edits: [], session: insertSession(text, target) };
    case "UPDATE":
    case "MERGE":
      return { edits: [], session: rowsSession(text, target) };
    case "DELETE": {
      const table = targetTable(text, catalog, database);
      if (table !== undefined && !isIceberg(table)) {
        // Trino would drop whole partitions
        const message = "Modifying Hive table rows is only supported for transactional tables";
        throw new TrinoError({ errorName: "NOT_SUPPORTED", errorType: "USER_ERROR", message });
      }
      return { edits: [], session: rowsSession(text, target) };
    }
    default:
      return { edits: [], session: {} };
  }
}

/** The kind of statement that Trino is to be given in another form; behind EXPLAIN stands what it explains. */
function changedKind({ substatement, text: { tokens } }: Statement): string | undefined {
  const explained = substatement === "EXPLAIN" ? tokens.findIndex(({ text }) => text.toUpperCase() === "CREATE") : -1;
  return explained < 0 ? substatement : kindOf(tokens.slice(explained))?.substatement;
}
