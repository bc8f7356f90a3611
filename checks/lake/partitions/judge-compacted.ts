import { compareKeys, wrongKeys } from "../../engine/compare";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { keys } from "../layout";
import type { Cut } from "../shop/cuts";

/** The day whose cuts arrive in portions. */
export const arrivingDay = "2025-03-10";
/** How many portions the notebook writes. */
export const portions = 4;

/** The table of that day, as S3, the catalog and Athena have it. */
export interface SeenDay {
  /** The folder of the day's partition, below the bucket; undefined where the catalog has none. */
  readonly folder: string | undefined;
  /** The keys of all objects in {@link folder}. */
  readonly files: readonly string[];
  /** The keys of all objects below `processed/cuts_arriving/`. */
  readonly arriving: readonly string[];
  /** The ids that Athena reads. */
  readonly ids: readonly string[];
}

/** Judges whether the portions of the day have become one file. */
export function judgeCompacted(cuts: readonly Cut[], { folder, files, arriving, ids }: SeenDay): Finding {
  if (folder === undefined) {
    return wrong(`The table has no partition of ${arrivingDay} any more.`, {
      expected: "a partition that leads to the one file",
      seen: "none",
    });
  }
  if (ids.length === 2 * cuts.length) {
    return wrong("Every cut of the day is there twice: INSERT INTO adds to the portions that it reads.", {
      expected: `${cuts.length} cuts`,
      seen: `${ids.length} cuts`,
    });
  }
  if (ids.length === 0) {
    return wrong("The day has no cut any more: the partition leads to a folder without files.", {
      expected: `${cuts.length} cuts`,
      seen: folder,
    });
  }
  const wanted = cuts.map(({ cut_id: id }) => String(id));
  const differing = wrongKeys("cuts of the day", compareKeys(wanted, ids), wanted.length, ids.length);
  if (differing !== undefined) {
    return differing;
  }
  if (files.length > 1) {
    const message = `The day lies in ${files.length} files.`;
    return files.length === portions && folder.startsWith(keys.arriving)
      ? open(`${message} They are the portions still.`)
      : wrong(`${message} One was asked for: bucketed_by with bucket_count = 1 makes one a partition.`, {
          praise: "Every cut is there once.",
          expected: "1 file",
          seen: files.join(", "),
        });
  }
  const left = arriving.find((key) => !files.includes(key));
  if (left !== undefined) {
    return wrong(`A portion is left over: no table reads it any more, and it is paid for every month.`, {
      praise: "One file, every cut once.",
      expected: `nothing else below ${keys.arriving}`,
      seen: left,
    });
  }
  return right(`One file instead of ${portions}, with all ${cuts.length} cuts.`);
}
