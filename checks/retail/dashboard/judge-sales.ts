import type { ShopData } from "../../../datasets/retail/shop-data";
import { because, close, compareKeys, firstTrue, wrongKeys } from "../../engine/compare";
import type { Answer } from "../../engine/lab/lab";
import { readAnswer, type SeenRow } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import { keyOf, pageCells, pageDimensions, pageNumbers } from "./truth";

const columns = [...pageDimensions, ...pageNumbers] as const;
type Row = SeenRow<(typeof columns)[number]>;

/** Judges the view that the page's filters need. */
export function judgeSales(data: ShopData, answer: Pick<Answer, "columns" | "rows">): Finding {
  const read = readAnswer(answer, columns);
  if (!("rows" in read)) {
    return read;
  }
  const { rows } = read;
  const cells = pageCells(data);
  const form = wrongForm(rows);
  if (form !== undefined) {
    return wrong(form.message, { expected: form.expected, seen: form.seen });
  }
  const seen = rows.map(keyOf);
  const keys = wrongKeys("rows", compareKeys(cells.map(keyOf), seen), cells.length, seen.length);
  if (keys !== undefined) {
    const members = cells.filter(({ member }) => member !== "no member");
    const why = firstTrue([
      [
        seen.length === members.length && rows.every(({ member }) => member !== "no member"),
        " Who is no member buys, too.",
      ],
      [seen.length === data.lines.length, " A row for each line of a receipt is more than a page needs: add them up."],
    ]);
    return { ...keys, message: `${keys.message}${why ?? ""}` };
  }
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  for (const name of pageNumbers) {
    const far = cells.find((cell) => !close(byKey.get(keyOf(cell))?.[name] ?? null, cell[name], 1e-9));
    if (far !== undefined) {
      const shown = byKey.get(keyOf(far))?.[name];
      const lines = name === "units" && cells.every((cell) => close(byKey.get(keyOf(cell))?.units, cell.lines, 1e-9));
      const why = firstTrue([
        [shown === undefined, "nothing is 0 won; a page cannot add up a NULL"],
        [lines, "it counts lines, not pieces"],
      ]);
      const what = because(`${name} of ${keyOf(far)} is another number`, why);
      return wrong(what, { expected: String(far[name]), seen: shown ?? "NULL" });
    }
  }
  return right(`${cells.length} rows, from which every filter and chart can be answered.`);
}

/** What a filter could not offer, or would offer in another order. */
function wrongForm(rows: readonly Row[]): { message: string; expected: string; seen: string } | undefined {
  const unnamed = pageDimensions.find((name) => rows.some((row) => row[name] === undefined || row[name] === ""));
  if (unnamed !== undefined) {
    const message = `${unnamed} has no value in some rows: a filter cannot offer what has no name.`;
    return { message, expected: unnamed === "member" ? "no member" : "a text", seen: "NULL or an empty text" };
  }
  const hour = rows.find((row) => !/^\d\d$/.test(row.hour ?? ""))?.hour;
  if (hour !== undefined) {
    return { message: "hour has one digit before 10: as text, 7 comes after 10.", expected: "07", seen: hour };
  }
  const day = rows.find((row) => !/^\d{4}-\d\d-\d\d$/.test(row.dt ?? ""))?.dt;
  return day === undefined
    ? undefined
    : { message: "dt is no day: a moment of its own makes each row a group.", expected: "2017-06-12", seen: day };
}
