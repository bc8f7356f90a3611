import type { TokenReader } from "./token-reader";

export interface TableName {
  readonly database: string;
  readonly table: string;
}

/** Reads `[database.]table`. */
export function readTableName(reader: TokenReader, database: string): TableName {
  const first = reader.name();
  return reader.accept(".") ? { database: first, table: reader.name() } : { database, table: first };
}
