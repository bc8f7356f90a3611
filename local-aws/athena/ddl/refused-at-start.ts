import { randomUUID } from "node:crypto";
import type { Catalog } from "../../glue/catalog/catalog";
import { knownTable } from "../catalog/known-table";
import { offsetAt, positionAt } from "../sql/text/position";
import type { QueryText } from "../sql/text/query-text";
import type { Statement } from "../sql/text/statement";
import type { SqlText, Token } from "../sql/text/tokens";
import { invalidRequest } from "../validation";
import { HiveError, ParseError } from "./hive/hive-error";
import { HiveReader } from "./hive/hive-reader";
import { isView } from "./hive/metastore";
import { asksForIceberg, readIcebergTable } from "./iceberg/create-iceberg-table";
import { checkCreateTable, noLocation, notExternal } from "./tables/create-table";

/** Hive's grammar does not know the text. Where Trino's does not either, Athena tells what Trino's says. */
export class NotHive extends Error {}

/** A statement that is looked at before it is taken. */
type Checked = SqlText;

/** A word in upper case, or a symbol; `?` for names in quotes, strings and numbers. */
function wordAt({ tokens }: Checked, index: number): string | undefined {
  const token = tokens.at(index);
  return token && (token.kind === "word" || token.kind === "symbol" ? token.text.toUpperCase() : "?");
}

/**
 * What StartQueryExecution itself refuses of Hive's statements: names in double quotes, what only Trino's grammar has,
 * tables that are not there or have no place in S3. The rest of what is wrong fails when the statement runs.
 *
 * @param statement Undefined where its kind is not known.
 * @param database The database of the query execution context.
 * @throws AwsError InvalidRequestException, in Athena's words; NotHive
 */
export async function checkAtStart(
  checked: QueryText,
  statement: Statement | undefined,
  catalog: Catalog,
  database: string,
): Promise<void> {
  const { tokens } = checked;
  const starts = (...expected: string[]) => expected.every((word, index) => wordAt(checked, index) === word);
  if (starts("CREATE", "OR", "REPLACE", "TABLE")) {
    throw mismatched(checked, 3, ". Expecting: 'MATERIALIZED', 'MULTI', 'PROTECTED', 'VIEW'");
  }
  if (wordAt(checked, -1) === "FROM") {
    throw malformed("Queries of this type are not supported");
  }
  switch (statement?.substatement) {
    case "DESCRIBE_TABLE":
      checkDescribed(checked, ["EXTENDED", "FORMATTED"].includes(wordAt(checked, 1) ?? "") ? 2 : 1, catalog, database);
      break;
    case "SHOW_COLUMNS":
      checkDescribed(checked, 3, catalog, database);
      break;
    case "SHOW_CREATE_TABLE":
      if (nameAt(tokens, 3).some(isQuoted)) {
        throw malformed("Queries of this type are not supported");
      }
      break;
    case "SHOW_TABLES":
      refuseQuoted(checked, 3, "mismatch");
      break;
    case "DROP_TABLE":
      refuseQuoted(checked, wordAt(checked, 2) === "IF" ? 4 : 2, "mismatch");
      break;
    case "CREATE_TABLE":
      if (wordAt(checked, 1) === "TABLE") {
        refuseQuoted(checked, wordAt(checked, 2) === "IF" ? 5 : 2, "noViable");
        await checkTable(checked, await checked.inHive(), database);
      } else {
        await checkLocation(await checked.inHive(), database);
      }
      break;
    default:
      if (statement?.substatement.startsWith("ALTER_TABLE")) {
        checkAlterTable(checked);
      }
  }
}

const malformed = (message: string) => invalidRequest(message, "MALFORMED_QUERY");

const isQuoted = ({ kind }: Token) => kind === "quoted";

/** `line 1:10: `: where a token begins. */
function place({ sql, tokens }: Checked, index: number): string {
  const { line, column } = positionAt(sql, tokens[index]?.start ?? sql.length);
  return `line ${line}:${column + 1}: `;
}

/** No form of the grammar begins like the text from one token to the end of another. */
function noViable(checked: Checked, last: number, first = 0): Error {
  const { sql, tokens } = checked;
  const text = sql.slice(tokens[first]?.start, tokens[last]?.end);
  const shown = text.replaceAll("\r", "\\r").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
  return new NotHive(`${place(checked, last)}no viable alternative at input '${shown}'`);
}

function mismatched(checked: Checked, index: number, rest: string): Error {
  return malformed(`${place(checked, index)}mismatched input '${checked.tokens[index]?.text}'${rest}`);
}

/** Athena goes on with a list of words, of which only the first are known. */
function stringForName({ tokens, ...checked }: Checked, index: number): Error {
  const text = tokens[index]?.text;
  return new NotHive(
    `${place({ tokens, ...checked }, index)}mismatched input '${text}' expecting {'SELECT', 'FROM', …}`,
  );
}

/** The parts of a name that begins at a token. */
function nameAt(tokens: readonly Token[], start: number): Token[] {
  const parts = tokens.slice(start, start + 1);
  for (let index = start + 1; tokens[index]?.text === "."; index += 2) {
    parts.push(...tokens.slice(index + 1, index + 2));
  }
  return parts;
}

/** Hive reads names in double quotes as strings. */
function refuseQuoted(checked: Checked, start: number, first: "mismatch" | "noViable"): void {
  const parts = nameAt(checked.tokens, start);
  const quoted = parts.findIndex(isQuoted);
  const index = start + 2 * quoted;
  if (quoted < 0) {
    return;
  }
  if (first === "mismatch" && quoted !== 1) {
    throw stringForName(checked, index);
  }
  throw noViable(checked, index, first === "mismatch" ? start : 0);
}

/** The table of a DESCRIBE or SHOW COLUMNS has to be there. A view may stand in double quotes. */
function checkDescribed(checked: Checked, start: number, catalog: Catalog, context: string): void {
  const parts = nameAt(checked.tokens, start);
  const names = parts.map(({ value }) => value.toLowerCase());
  if (names.length === 0) {
    return;
  }
  if (names.length > 3) {
    throw malformed(`Invalid table name ${names.join(".")}`);
  }
  checkCatalogOf(parts);
  const [table = "", database = context] = names.toReversed();
  const found = knownTable(catalog, database, table);
  if (found === undefined && isPlainName(checked, start, parts)) {
    throw invalidRequest(
      `Entity Not Found (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: ${randomUUID()}; Proxy: null)`,
    );
  }
  const quoted = parts.findIndex(isQuoted);
  if (quoted >= 0 && found !== undefined && !isView(found)) {
    const describes = wordAt(checked, 0) !== "SHOW";
    if ((describes && quoted === 2) || (!describes && quoted !== 1)) {
      throw stringForName(checked, start + 2 * quoted);
    }
    throw noViable(checked, start + 2 * quoted, describes && quoted === 0 ? 0 : start);
  }
}

/** Whether nothing follows a name that could name another database, and it is a name. */
function isPlainName(checked: Checked, start: number, parts: readonly Token[]): boolean {
  const { tokens } = checked;
  const next = wordAt(checked, start + 2 * parts.length - 1);
  const isName = parts.every(({ kind }) => ["word", "quoted", "backtick"].includes(kind));
  const dotted = tokens[start]?.kind === "backtick" && tokens[start]?.value.includes(".");
  return isName && !dotted && next !== "FROM" && next !== "IN";
}

function checkCatalogOf(parts: readonly Token[]): void {
  const [catalog] = parts;
  if (parts.length === 3 && catalog !== undefined && catalog.value.toLowerCase() !== "awsdatacatalog") {
    throw invalidRequest(`Catalog '${catalog.value}' does not exist`, "DATACATALOG_NOT_FOUND");
  }
}

/**
 * `CREATE TABLE name (…)`, neither EXTERNAL nor AS. Where Hive's grammar ends, the text is cut; in it any word is a type,
 * with a number in parentheses if need be.
 */
async function checkHiveTable(checked: Checked, hive: SqlText, database: string): Promise<void> {
  checkCatalogOf(nameAt(checked.tokens, wordAt(checked, 2) === "IF" ? 5 : 2));
  try {
    await checkCreateTable(new HiveReader(hive), database);
  } catch (error) {
    if (error instanceof ParseError) {
      throw notHiveTable(checked, error);
    }
    throw error instanceof HiveError ? malformed(error.message) : error;
  }
}

function notHiveTable(checked: Checked, error: ParseError): Error {
  const { sql, tokens } = checked;
  const place = offsetAt(sql, error);
  const found = tokens.findIndex(({ start }) => start === place);
  if (found < 0) {
    return error;
  }
  if (/ in (column type|primitive type specification)$/.test(error.message)) {
    if (wordAt(checked, found + 1) === "(" && ["word", "quoted"].includes(tokens[found + 2]?.kind ?? "")) {
      return noViable(checked, found + 2);
    }
    return malformed(tokens.some((_, index) => wordAt(checked, index) === "LOCATION") ? notExternal : noLocation);
  }
  const opens =
    wordAt(checked, found) === "(" || (wordAt(checked, found) === "WITH" && wordAt(checked, found + 1) === "(");
  return noViable(checked, opens ? found + 1 : found);
}

async function checkTable(checked: Checked, hive: SqlText, database: string): Promise<void> {
  if (!asksForIceberg(hive)) {
    await checkHiveTable(checked, hive, database);
  }
}

/** A location that is no place in S3; a text that Hive cannot read fails when it runs. */
async function checkLocation(hive: SqlText, database: string): Promise<void> {
  const check = asksForIceberg(hive) ? readIcebergTable : checkCreateTable;
  try {
    await check(new HiveReader(hive), database);
  } catch (error) {
    if (error instanceof HiveError && !error.message.startsWith("FAILED: ")) {
      throw malformed(error.message);
    }
  }
}

/** What Trino's ALTER TABLE has and Hive's has not. */
function checkAlterTable(checked: Checked): void {
  const { tokens } = checked;
  if (wordAt(checked, 2) === "IF" && wordAt(checked, 3) === "EXISTS") {
    throw noViable(checked, 3);
  }
  refuseQuoted(checked, 2, "noViable");
  const action = 2 + 2 * nameAt(tokens, 2).length - 1;
  const two = `${wordAt(checked, action)} ${wordAt(checked, action + 1)}`;
  if (["ADD COLUMN", "SET PROPERTIES", "SET AUTHORIZATION"].includes(two)) {
    throw noViable(checked, action + 1);
  }
  if (two === "RENAME COLUMN") {
    throw malformed(`${place(checked, action + 1)}missing 'TO' at '${tokens[action + 1]?.text}'`);
  }
  if (two === "DROP COLUMN" && wordAt(checked, action + 2) === "IF") {
    throw mismatched(checked, action + 3, " expecting {<EOF>, '.'}");
  }
  if (two === "DROP COLUMNS") {
    throw mismatched(checked, action + 1, ". Expecting: '.', 'DROP'");
  }
  if (wordAt(checked, action) === "EXECUTE") {
    throw noViable(checked, action);
  }
  if (wordAt(checked, action) === "ALTER" || two === "REPLACE COLUMN") {
    throw mismatched(checked, action, ". Expecting: '.', 'ADD', 'DROP', 'EXECUTE', 'RENAME', 'SET'");
  }
}
