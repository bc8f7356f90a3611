export type { Cell } from "./convert";
export { readSqlQuery, readSqlRows } from "./read-sql-query";
export { runScript, runStatement, statements } from "./run-statement";
export { existingWorkGroup, type QueryOptions, startQuery } from "./start-query";
export { type QuerySummary, waitQuery } from "./wait-query";
