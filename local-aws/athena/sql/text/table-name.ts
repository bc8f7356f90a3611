/** A table that a statement names. */
export interface TableName {
  readonly database: string;
  readonly table: string;
  /** As the statement has it, with or without its database, without quotes. */
  readonly text: string;
}
