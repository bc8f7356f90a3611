import { type WrongFinding, wrong } from "../verdict";
import type { Answer } from "./lab";

/** A row by its columns' names, in lower case. */
export type SeenRow<Column extends string> = Readonly<Record<Column, string | undefined>>;

/**
 * The rows of an answer by the columns that it should have; wrong where one is missing.
 *
 * @param what What was asked, for the message.
 */
export function readAnswer<Column extends string>(
  { columns, rows }: Pick<Answer, "columns" | "rows">,
  wanted: readonly Column[],
  what = "view",
): { readonly rows: readonly SeenRow<Column>[] } | WrongFinding {
  const names = columns.map(({ name }) => name.toLowerCase());
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    return wrong(`The ${what} has no column ${missing.join(", ")}.`, {
      expected: wanted.join(", "),
      seen: names.join(", "),
    });
  }
  const row = (cells: readonly (string | undefined)[]): SeenRow<Column> =>
    Object.fromEntries(wanted.map((name) => [name, cells[names.indexOf(name)]])) as SeenRow<Column>;
  return { rows: rows.map(row) };
}
