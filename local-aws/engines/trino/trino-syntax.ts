import { runTrinoQuery, type TrinoAddress, TrinoError } from "./trino-client";

/** Parses what follows and keeps nothing, since each query here is a session of its own. */
const prepare = "PREPARE statement FROM\n";

/**
 * Asks Trino's parser about a statement; nothing of it is run or looked up.
 *
 * @returns What is wrong with it, with the place in its own lines, such as `line 1:8: mismatched input 'FROM'. …`.
 */
export async function trinoSyntaxError(trino: TrinoAddress, sql: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(10_000);
    for await (const _ of runTrinoQuery({ trino, sql: prepare + sql, database: "default", session: {}, signal })) {
      // nothing comes
    }
  } catch (error) {
    if (error instanceof TrinoError && error.errorName === "SYNTAX_ERROR") {
      return error.message.replace(/^line (\d+):/, (_, line: string) => `line ${Number(line) - 1}:`);
    }
    // whatever else is wrong shows when it runs
  }
  return undefined;
}
