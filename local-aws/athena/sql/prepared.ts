import { TokenReader } from "./token-reader";
import { tokenize } from "./tokens";

/** Reads `PREPARE name FROM statement`. @throws ParseError */
export function readPrepare(sql: string): { readonly name: string; readonly statement: string } {
  const reader = new TokenReader(sql, tokenize(sql));
  reader.expect("PREPARE");
  const name = reader.name();
  reader.expect("FROM");
  return { name, statement: sql.slice(reader.peek()?.start ?? sql.length).replace(/;\s*$/, "") };
}

/** Reads `EXECUTE name [USING parameter, …]`; the parameters stay text. @throws ParseError */
export function readExecute(sql: string): { readonly name: string; readonly parameters: string } {
  const reader = new TokenReader(sql, tokenize(sql));
  reader.expect("EXECUTE");
  const name = reader.name();
  const parameters = reader.accept("USING") ? sql.slice(reader.peek()?.start ?? sql.length) : "";
  return { name, parameters: parameters.replace(/;\s*$/, "") };
}

/** Reads `DEALLOCATE PREPARE name`. @throws ParseError */
export function readDeallocate(sql: string): string {
  const reader = new TokenReader(sql, tokenize(sql));
  reader.expect("DEALLOCATE", "PREPARE");
  const name = reader.name();
  reader.end();
  return name;
}
