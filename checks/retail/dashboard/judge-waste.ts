import type { ShopData } from "../../../datasets/retail/shop-data";
import { because, close, compareKeys, firstTrue, wrongKeys } from "../../engine/compare";
import type { Answer } from "../../engine/lab/lab";
import { readAnswer } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import { wasteOf } from "./truth";

const columns = ["category", "ordered", "disposed", "waste_share"] as const;

/** Judges the view of what each category orders and throws away. */
export function judgeWaste(data: ShopData, answer: Pick<Answer, "columns" | "rows">): Finding {
  const read = readAnswer(answer, columns);
  if (!("rows" in read)) {
    return read;
  }
  const truth = wasteOf(data);
  const seen = read.rows.map(({ category }) => category ?? "NULL");
  const keys = wrongKeys("categories", compareKeys(truth.keys(), seen), truth.size, seen.length);
  if (keys !== undefined) {
    const thrown = [...truth].filter(([, { disposed }]) => disposed > 0).length;
    const why = seen.length === thrown ? " What was never thrown away has a row, too." : "";
    return { ...keys, message: `${keys.message}${why}` };
  }
  const rows = new Map(read.rows.map((row) => [row.category ?? "", row]));
  for (const name of ["ordered", "disposed"] as const) {
    const other = [...truth].find(([category, sums]) => !close(rows.get(category)?.[name] ?? null, sums[name], 1e-9));
    if (other !== undefined) {
      const [category, sums] = other;
      const shown = rows.get(category)?.[name];
      const all = (of: "withTwice" | "entries") =>
        name === "ordered" && [...truth].every(([one, { [of]: value }]) => close(rows.get(one)?.ordered, value, 1e-9));
      const why = firstTrue([
        [shown === undefined, "nothing is 0 pieces, not NULL"],
        [all("withTwice"), "a delivery that was entered twice counts once"],
        [all("entries"), "it counts entries, not pieces"],
      ]);
      return wrong(because(`${name} of ${category} is another number`, why), {
        expected: String(sums[name]),
        seen: shown ?? "NULL",
      });
    }
  }
  const shareOf = ({ ordered, disposed }: { ordered: number; disposed: number }) => disposed / ordered;
  const far = [...truth].find(([category, sums]) =>
    sums.ordered === 0
      ? rows.get(category)?.waste_share !== undefined
      : !close(rows.get(category)?.waste_share ?? null, shareOf(sums), 1e-9),
  );
  if (far !== undefined) {
    const [category, sums] = far;
    const shown = rows.get(category)?.waste_share;
    const ordered = [...truth].filter(([, one]) => one.ordered > 0);
    const whole = ordered.every(([one, of]) => close(rows.get(one)?.waste_share, Math.floor(shareOf(of)), 1e-9));
    const percent = ordered.every(([one, of]) => close(rows.get(one)?.waste_share, 100 * shareOf(of), 1e-6));
    const why = firstTrue([
      [whole, "a whole number divided by a whole one is a whole one in SQL"],
      [percent, "it is a share of 1, not percent"],
    ]);
    return wrong(because(`waste_share of ${category} is another number`, why), {
      expected: sums.ordered === 0 ? "NULL" : String(shareOf(sums)),
      seen: shown ?? "NULL",
    });
  }
  return right(`${truth.size} categories, each with what was ordered and thrown away.`);
}
