/** A name as Trino's SQL takes it, whatever is in it. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A table that a statement names. */
export interface TableName {
  readonly database: string;
  readonly table: string;
  /** As the statement has it, with or without its database, without quotes. */
  readonly text: string;
}
