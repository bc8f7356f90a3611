import { SqlReader } from "./sql-reader";

/** Reads `PREPARE name FROM statement`. @throws TrinoError */
export function readPrepare(sql: string): { readonly name: string; readonly statement: string } {
  const reader = new SqlReader(sql);
  reader.expect("PREPARE");
  const name = reader.name();
  reader.expect("FROM");
  return { name, statement: sql.slice(reader.offset).replace(/;\s*$/, "") };
}

/** Reads `EXECUTE name [USING parameter, …]`; the parameters stay text. @throws TrinoError */
export function readExecute(sql: string): { readonly name: string; readonly parameters: string } {
  const reader = new SqlReader(sql);
  reader.expect("EXECUTE");
  const name = reader.name();
  const parameters = reader.accept("USING") ? sql.slice(reader.offset) : "";
  if (parameters === "") {
    reader.end();
  }
  return { name, parameters: parameters.replace(/;\s*$/, "") };
}

/** Reads `DEALLOCATE PREPARE name`. @throws TrinoError */
export function readDeallocate(sql: string): string {
  const reader = new SqlReader(sql);
  reader.expect("DEALLOCATE", "PREPARE");
  const name = reader.name();
  reader.end();
  return name;
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
