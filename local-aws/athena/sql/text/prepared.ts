import type { SqlReader } from "./sql-reader";
import { tokenize } from "./tokens";

/** Reads `PREPARE name FROM statement`. @throws TrinoError */
export function readPrepare(reader: SqlReader): { readonly name: string; readonly statement: string } {
  reader.expect("PREPARE");
  const name = reader.name();
  reader.expect("FROM");
  return { name, statement: reader.rest.replace(/;\s*$/, "") };
}

/** An `EXECUTE name [USING parameter, …]`; the parameters stay text. */
export interface Execute {
  readonly name: string;
  readonly parameters: string;
}

/** @throws TrinoError */
export function readExecute(reader: SqlReader): Execute {
  reader.expect("EXECUTE");
  const name = reader.name();
  const parameters = reader.accept("USING") ? reader.rest : "";
  if (parameters === "") {
    reader.end();
  }
  return { name, parameters: parameters.replace(/;\s*$/, "") };
}

/** Reads `DEALLOCATE PREPARE name`. @throws TrinoError */
export function readDeallocate(reader: SqlReader): string {
  reader.expect("DEALLOCATE", "PREPARE");
  const name = reader.name();
  reader.end();
  return name;
}

/** Words of an expression that is a constant. */
const constantWords = new Set(
  "TRUE FALSE NULL AND OR NOT IS DISTINCT FROM BETWEEN CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURRENT_CATALOG CURRENT_SCHEMA LOCALTIME LOCALTIMESTAMP".split(
    " ",
  ),
);

/**
 * An execution parameter of StartQueryExecution as SQL. What could only be read as the name of a column stands for itself:
 * `Washington` is `'Washington'`; numbers, quoted texts, `DATE '…'`, `TRUE` and calls are what they say.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html
 */
export function parameterExpression(text: string): string {
  const tokens = tokenize(text);
  const names = tokens.filter(({ kind, text }) => kind === "word" && !constantWords.has(text.toUpperCase()));
  const isExpression = tokens.some(({ kind, text }) => kind === "string" || kind === "quoted" || "([?;".includes(text));
  return names.length > 0 && !isExpression ? `'${text.replaceAll("'", "''")}'` : text;
}

/** The same of all parameters, with a rest after each. */
export function* parameterExpressions(texts: readonly string[]): Generator<undefined, string[]> {
  const expressions: string[] = [];
  for (const text of texts) {
    yield;
    expressions.push(parameterExpression(text));
  }
  return expressions;
}

/** A statement with the parameters of its question marks, and how far its first line is moved by them. */
export function withParameters(
  sql: string,
  parameters: readonly string[] | undefined,
): { readonly sql: string; readonly columnShift: number } {
  if (parameters === undefined || parameters.length === 0) {
    return { sql, columnShift: 0 };
  }
  const start = "EXECUTE IMMEDIATE '";
  return { sql: `${start}${sql.replaceAll("'", "''")}' USING ${parameters.join(", ")}`, columnShift: start.length };
}
