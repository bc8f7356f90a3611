import { because, close, compareKeys, firstTrue, wrongKeys } from "../../engine/compare";
import { groups } from "../../engine/groups";
import type { Answer } from "../../engine/lab/lab";
import { readAnswer } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import type { Cut } from "../shop/cuts";

type Seen = Pick<Answer, "columns" | "rows">;

/** The cuts of a mill in the order of their making; of the same second, in that of their ids. */
function inOrder(cuts: readonly Cut[]): Cut[] {
  return [...cuts].sort((a, b) => (a.cut_at === b.cut_at ? a.cut_id - b.cut_id : a.cut_at < b.cut_at ? -1 : 1));
}

/** Judges the view of the latest cut of each mill. */
export function judgeLatestCuts(cuts: readonly Cut[], answer: Seen): Finding {
  const read = readAnswer(answer, ["mill", "cut_id", "torque_nm"]);
  if (!("rows" in read)) {
    return read;
  }
  const mills = groups(cuts, ({ mill }) => mill);
  const seen = read.rows.map(({ mill }) => mill ?? "NULL");
  if (new Set(seen).size < seen.length) {
    return wrong("A mill has more than one row: which of its cuts is asked for?", {
      expected: `${mills.length} rows`,
      seen: `${seen.length}`,
    });
  }
  const names = mills.map(([mill]) => mill);
  const differing = wrongKeys("mills", compareKeys(names, seen), mills.length, seen.length);
  if (differing !== undefined) {
    const why = seen.length < mills.length ? " PARTITION BY says of what there is a latest one." : "";
    return { ...differing, message: `${differing.message}${why}` };
  }
  const byMill = new Map(read.rows.map((row) => [row.mill ?? "", row]));
  const isAll = (of: (own: readonly Cut[]) => Cut | undefined): boolean =>
    mills.every(([mill, own]) => close(byMill.get(mill)?.cut_id, of(inOrder(own))?.cut_id ?? 0, 0));
  const last = (own: readonly Cut[]): Cut | undefined => own.at(-1);
  if (!isAll(last)) {
    const [mill, own] =
      mills.find(([name, some]) => !close(byMill.get(name)?.cut_id, last(inOrder(some))?.cut_id ?? 0, 0)) ??
      (["", []] as const);
    const why = firstTrue([
      [isAll((some) => some[0]), "it is that of the first one"],
      [
        isAll((some) => some.reduce<Cut | undefined>((a, b) => (a && a.torque_nm >= b.torque_nm ? a : b), undefined)),
        "it is that of the highest torque",
      ],
    ]);
    const expected = `${last(inOrder(own))?.cut_id}`;
    return wrong(because(`cut_id of ${mill} is not that of its latest cut`, why), {
      expected,
      seen: byMill.get(mill)?.cut_id ?? "NULL",
    });
  }
  const far = mills.find(
    ([mill, own]) => !close(byMill.get(mill)?.torque_nm, last(inOrder(own))?.torque_nm ?? 0, 1e-6),
  );
  if (far !== undefined) {
    const [mill, own] = far;
    return wrong(`torque_nm of ${mill} is of another cut than cut_id: each column took its own row.`, {
      praise: "cut_id is right.",
      expected: `${last(inOrder(own))?.torque_nm}`,
      seen: byMill.get(mill)?.torque_nm ?? "NULL",
    });
  }
  return right(`The latest cut of ${mills.length} mills.`);
}

/** A time between a cut and the next one. */
interface Pause {
  /** Whole ones. */
  readonly minutes: number;
  readonly began: string;
  readonly ended: string;
}

/** The pauses between cuts that come in their order. */
function pausesOf(own: readonly Cut[]): Pause[] {
  return own.slice(1).map((cut, index) => {
    const began = own[index]?.cut_at ?? "";
    const seconds = (Date.parse(`${cut.cut_at}Z`) - Date.parse(`${began}Z`)) / 1_000;
    return { minutes: Math.floor(seconds / 60), began, ended: cut.cut_at };
  });
}

const longest = (pauses: readonly Pause[]): number => Math.max(0, ...pauses.map(({ minutes }) => minutes));

/** Judges the view of the longest pause of each mill. */
export function judgePauses(cuts: readonly Cut[], answer: Seen): Finding {
  const read = readAnswer(answer, ["mill", "began", "minutes"]);
  if (!("rows" in read)) {
    return read;
  }
  const mills = groups(cuts, ({ mill }) => mill);
  const seen = read.rows.map(({ mill }) => mill ?? "NULL");
  const names = mills.map(([mill]) => mill);
  const differing = wrongKeys("mills", compareKeys(names, seen), mills.length, seen.length);
  if (differing !== undefined) {
    return differing;
  }
  const byMill = new Map(read.rows.map((row) => [row.mill ?? "", row]));
  const isAll = (minutes: (mill: string) => number): boolean =>
    names.every((mill) => close(byMill.get(mill)?.minutes, minutes(mill), 0));
  const pauses = new Map(mills.map(([mill, own]) => [mill, pausesOf(inOrder(own))]));
  const wanted = (mill: string): number => longest(pauses.get(mill) ?? []);
  const other = names.find((mill) => !close(byMill.get(mill)?.minutes, wanted(mill), 0));
  if (other !== undefined) {
    const all = inOrder(cuts);
    /** The pause before each cut, where all mills are one row of cuts. */
    const mixed = pausesOf(all).map((pause, index) => ({ ...pause, mill: all[index + 1]?.mill }));
    const inSeconds = (mill: string): boolean => {
      const minutes = Number(byMill.get(mill)?.minutes);
      return minutes >= 60 * wanted(mill) && minutes < 60 * (wanted(mill) + 1);
    };
    const why = firstTrue([
      [() => isAll((name) => longest(mixed.filter(({ mill }) => mill === name))), "the cut before is another mill's"],
      [() => isAll((name) => Math.floor(wanted(name) / 60)), "it is in hours"],
      [() => names.every(inSeconds), "it is in seconds"],
      [() => isAll((name) => shortest(pauses.get(name) ?? [])), "it is that of the shortest pause"],
    ]);
    return wrong(because(`minutes of ${other} is another number`, why), {
      expected: `${wanted(other)}`,
      seen: byMill.get(other)?.minutes ?? "NULL",
    });
  }
  // Athena writes a timestamp with milliseconds
  const began = (mill: string): string => (byMill.get(mill)?.began ?? "NULL").slice(0, 19);
  /** Two pauses may be as long in whole minutes. */
  const isOf = (mill: string, time: "began" | "ended"): boolean =>
    (pauses.get(mill) ?? []).some((pause) => pause.minutes === wanted(mill) && pause[time] === began(mill));
  const moved = names.find((mill) => !isOf(mill, "began"));
  if (moved !== undefined) {
    const isEnd = names.every((mill) => isOf(mill, "ended"));
    return wrong(because(`began of ${moved} is another time`, isEnd ? "it is when the pause ended" : undefined), {
      praise: "minutes is right.",
      expected: pauses.get(moved)?.find(({ minutes }) => minutes === wanted(moved))?.began ?? "",
      seen: began(moved),
    });
  }
  return right(`The longest pause of ${mills.length} mills.`);
}

const shortest = (pauses: readonly Pause[]): number => Math.min(...pauses.map(({ minutes }) => minutes));
