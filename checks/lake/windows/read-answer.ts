import type { Answer } from "../../engine/lab/lab";
import { type WrongFinding, wrong } from "../../engine/verdict";

/** A row by its columns' names, in lower case. */
export type SeenRow<Column extends string> = Readonly<Record<Column, string | undefined>>;

/** The rows of a view's answer by the columns that it should have; wrong where one is missing. */
export function readAnswer<Column extends string>(
  { columns, rows }: Pick<Answer, "columns" | "rows">,
  wanted: readonly Column[],
): { readonly rows: readonly SeenRow<Column>[] } | WrongFinding {
  const names = columns.map(({ name }) => name.toLowerCase());
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    return wrong(`The view has no column ${missing.join(", ")}.`, {
      expected: wanted.join(", "),
      seen: names.join(", "),
    });
  }
  const row = (cells: readonly (string | undefined)[]): SeenRow<Column> =>
    Object.fromEntries(wanted.map((name) => [name, cells[names.indexOf(name)]])) as SeenRow<Column>;
  return { rows: rows.map(row) };
}
