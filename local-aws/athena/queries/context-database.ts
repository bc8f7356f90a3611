import type { QueryExecution } from "@aws-sdk/client-athena";

/** The database that names without one mean. Clients may give it in the backticks of DDL. */
export function contextDatabase({ QueryExecutionContext }: Pick<QueryExecution, "QueryExecutionContext">): string {
  return (QueryExecutionContext?.Database ?? "default").toLowerCase().replace(/^`(.*)`$/, "$1");
}
