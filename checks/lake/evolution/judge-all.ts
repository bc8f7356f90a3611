import { compareKeys, wrongKeys } from "../../engine/compare";
import type { Answer } from "../../engine/lab/lab";
import { readAnswer } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import type { Cut } from "../shop/cuts";
import { dayOf } from "../shop/cuts";
import { changeDay } from "./programs";

const columns = ["cut_id", "site", "mill", "cut_at", "grade", "torque_nm", "wear_min", "failure"] as const;

/** Athena's answers are read a thousand rows at most, so each so-manieth cut is compared. */
const everyOf = (cuts: number): number => Math.ceil(cuts / 900);

/** The SQL that reads what {@link judgeAll} compares. */
export function allSql(view: string, cuts: number): string {
  return `SELECT * FROM ${view} WHERE cut_id % ${everyOf(cuts)} = 0`;
}

/** What a view over both programs' files shows. */
export interface SeenAll extends Pick<Answer, "columns" | "rows"> {
  /** All of its rows. */
  readonly count: number;
}

/** Judges a view that shows the cuts of both programs alike. */
export function judgeAll(cuts: readonly Cut[], answer: SeenAll): Finding {
  const read = readAnswer(answer, columns);
  if (!("rows" in read)) {
    return read;
  }
  const { rows } = read;
  const { columns: found, count } = answer;
  const type = found.find(({ name }) => name.toLowerCase() === "wear_min")?.type ?? "";
  if (!/^(tinyint|smallint|int|integer|bigint)$/.test(type)) {
    return wrong("wear_min is no whole number in the view: as text, 9 comes after 10.", {
      praise: "Its columns have the right names.",
      expected: "wear_min integer",
      seen: `wear_min ${type}`,
    });
  }
  const day = changeDay(cuts);
  const compared = cuts.filter(({ cut_id: id }) => id % everyOf(cuts.length) === 0);
  const ids = rows.map((row) => row.cut_id ?? "NULL");
  const keys = compareKeys(
    compared.map((cut) => String(cut.cut_id)),
    ids,
  );
  const old = cuts.filter((cut) => dayOf(cut) < day).length;
  if (count === old || count === cuts.length - old) {
    return wrong(`The view shows the cuts of the ${count === old ? "old" : "new"} program alone.`, {
      expected: `${cuts.length} cuts`,
      seen: `${count} cuts`,
    });
  }
  const differing = wrongKeys("cuts", keys, cuts.length, count);
  if (differing !== undefined) {
    return differing;
  }
  const byId = new Map(rows.map((row) => [row.cut_id, row]));
  for (const cut of compared) {
    const row = byId.get(String(cut.cut_id));
    const isNew = dayOf(cut) >= day;
    for (const name of columns.filter((one) => one !== "cut_at")) {
      const wanted = name === "grade" && !isNew ? null : cut[name];
      const seen = row?.[name];
      if (!isSame(wanted, seen)) {
        return wrong(`${name} of cut ${cut.cut_id} is another than in the file${why(name, cut, isNew, seen)}.`, {
          praise: "Every cut is there.",
          expected: `${name} ${wanted ?? "NULL"}`,
          seen: `${name} ${seen ?? "NULL"}`,
        });
      }
    }
    if (row?.cut_at?.slice(0, 19) !== cut.cut_at) {
      return wrong(`cut_at of cut ${cut.cut_id} is another than in the file.`, {
        expected: cut.cut_at,
        seen: row?.cut_at ?? "NULL",
      });
    }
  }
  return right(`${cuts.length} cuts of both programs, in one form.`);
}

function isSame(wanted: string | number | null, seen: string | undefined): boolean {
  if (wanted === null || seen === undefined) {
    return wanted === null && seen === undefined;
  }
  return typeof wanted === "number" ? seen !== "" && Number(seen) === wanted : wanted === seen;
}

function why(name: string, cut: Cut, isNew: boolean, seen: string | undefined): string {
  if (name === "wear_min" && isNew && seen === undefined) {
    return ": TRY_CAST makes NULL of a text with a unit, and says nothing";
  }
  if ((name === "site" && seen === cut.mill) || (name === "mill" && seen === cut.site)) {
    return ": UNION ALL puts columns together by their place, and the new program has another order";
  }
  return name === "grade" && !isNew ? ": the old program wrote none, so nobody knows it" : "";
}
