import { rawColumns } from "../layout";
import { type Judged, type RawRow, type Truth, truthOfRows, withJudged } from "../truth";

/**
 * Fresh data for step 3 alone, as later steps take a coil for one row: coils that were seen twice, in rows that differ,
 * so that both are good; and rows without coil, line or time.
 */
export function withSecondInspections(truth: Truth): Truth {
  const counted = new Map<string, number>();
  for (const { coil_id: id } of truth.rows) {
    counted.set(id, (counted.get(id) ?? 0) + 1);
  }
  const accepted = new Set(truth.features.map(({ coil_id: id }) => id));
  const good = truth.rows.filter(({ coil_id: id }) => accepted.has(id) && counted.get(id) === 1);
  const days = [...new Set(truth.rows.map(({ day }) => day))].sort();
  const pick = (index: number): RawRow => good[Math.floor(((index + 0.5) * good.length) / 20)] as RawRow;
  const second = rawColumns
    .filter((name) => !["coil_id", "line", "seen_at", "x0", "y0"].includes(name))
    // equal but for one column; the value is one that another coil has, or one pixel more
    .map((name, index): RawRow => {
      const [row, other] = [pick(index), pick(index + 1)];
      const value = /^(x1|y1|area_px)$/.test(name) ? String(Number(row[name]) + 1) : otherThan(row[name], other[name]);
      return { ...row, [name]: value };
    });
  const [first, last] = [pick(12), pick(13)];
  // seen again on another day, with all its values
  const anotherDay: RawRow[] = [
    { ...first, day: days.at(-1) ?? "", seen_at: `${days.at(-1)} 13:00:00` },
    { ...last, day: days[0] ?? "", seen_at: `${days[0]} 13:00:00` },
  ];
  const nameless = (["coil_id", "line", "seen_at"] as const).map((name, index) => ({
    ...pick(14 + index),
    [name]: "",
  }));
  return truthOfRows([...truth.rows, ...second, ...anotherDay, ...nameless], truth.labels, truth.criteria);
}

function otherThan(value: string, other: string): string {
  return value === other ? String(Number(value) / 2) : other;
}

/**
 * Fresh data for step 5 alone: a line without NG, where Wald's interval has no width, and a line with nothing else, where
 * a limit of one coil would exceed 1. No line of fresh data begins with M.
 */
export function withOddLines(truth: Truth): Truth {
  const [first = "", second = ""] = truth.chart.map(({ day }) => day);
  const template = truth.judged.find(({ judgement }) => judgement === "NG") as Judged;
  let made = 0;
  const coils = (line: string, day: string, count: number, judgement: "OK" | "NG"): Judged[] =>
    Array.from({ length: count }, () => {
      made += 1;
      const severity = judgement === "NG" ? template.severity : null;
      return { ...template, coil_id: String(90_000 + made), line, day, judgement, severity };
    });
  return withJudged(truth, [
    ...truth.judged,
    ...coils("M8", first, 8, "OK"),
    ...coils("M8", second, 4, "OK"),
    ...coils("M9", first, 5, "NG"),
    ...coils("M9", second, 1, "NG"),
  ]);
}
