/** A DDL statement that Hive's part of Athena refuses; the message is the whole `StateChangeReason`. */
export class HiveError extends Error {
  /**
   * @param type Of the `AthenaError`.
   * @param category Of the `AthenaError`: 1 the system, 2 the user.
   * @param told Its `ErrorMessage`, where that is another text.
   */
  constructor(
    message: string,
    readonly type = 1003,
    readonly category = 2,
    readonly told = message,
  ) {
    super(message);
  }
}

/** A text that the Hive grammar refuses. Columns count from 0. */
export class ParseError extends HiveError {
  constructor(
    readonly line: number,
    readonly column: number,
    detail: string,
  ) {
    super(`FAILED: ParseException line ${line}:${column} ${detail}`, 1003, 1);
  }
}

/** What the text asks for cannot be. */
export const semanticError = (text: string, type?: number): HiveError =>
  new HiveError(`FAILED: SemanticException ${text}`, type);

export const databaseNotFound = (name: string): HiveError =>
  semanticError(`[Error 10072]: Database does not exist: ${name}`, 1301);

/** @param name As the statement has it, with or without its database. @param type Of the `AthenaError`. */
export const tableNotFound = (name: string, type: number): HiveError =>
  semanticError(`[Error 10001]: Table not found ${name}`, type);

/** It failed while it was done. @param told The `ErrorMessage` of the `AthenaError`, where that is another text. */
export const taskError = (text: string, type?: number, told?: string): HiveError =>
  new HiveError(
    `FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. ${text}`,
    type,
    2,
    told,
  );
