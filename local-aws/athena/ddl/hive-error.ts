/** A DDL statement that Hive's part of Athena refuses; the message is the whole `StateChangeReason`. */
export class HiveError extends Error {}

/** A text that the Hive grammar refuses. Columns count from 0. */
export class ParseError extends HiveError {
  constructor(line: number, column: number, detail: string) {
    super(`FAILED: ParseException line ${line}:${column} ${detail}`);
  }
}

/** What the text asks for cannot be. */
export const semanticError = (text: string): HiveError => new HiveError(`FAILED: SemanticException ${text}`);

export const databaseNotFound = (name: string): HiveError =>
  semanticError(`[Error 10072]: Database does not exist: ${name}`);

/** @param name As the statement has it, with or without its database. */
export const tableNotFound = (name: string): HiveError => semanticError(`[Error 10001]: Table not found ${name}`);

/** It failed while it was done. */
export const taskError = (text: string): HiveError =>
  new HiveError(`FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ${text}`);
