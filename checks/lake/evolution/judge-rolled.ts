import { type Finding, open, right, wrong } from "../../engine/verdict";

/** The columns of a version, `name type` each. */
export type VersionColumns = readonly string[];

const good = ["cut_id bigint", "site string", "mill string", "cut_at timestamp", "torque_nm double", "failure string"];

/** The versions that the notebook makes, from the oldest; the second is the last good one. */
export const madeVersions: readonly VersionColumns[] = [
  good,
  [...good, "grade string"],
  [...good, "grade string"].map((column) => column.replace("torque_nm double", "torque_nm string")),
  [...good, "grade string"].map((column) =>
    column.replace("torque_nm double", "torque_nm string").replace("failure", "fault"),
  ),
];

const text = (columns: VersionColumns | undefined): string => (columns ?? []).join(", ");

/**
 * Judges whether a table is back at its last good version.
 *
 * @param versions From the oldest to the newest.
 */
export function judgeRolled(versions: readonly VersionColumns[]): Finding {
  const [first, wanted, asText, broken] = madeVersions.map(text);
  const seen = versions.map(text);
  const newest = seen.at(-1);
  const more = { expected: wanted, seen: newest };
  if (newest === broken) {
    return open("The newest version is still the broken one.");
  }
  if (newest === asText) {
    return wrong("failure is back, but torque_nm is text: one version back is not far enough.", more);
  }
  if (newest === first) {
    return wrong("That is too far back: grade came before the columns were broken.", more);
  }
  if (newest !== wanted) {
    return wrong("The newest version has columns that none of the versions before it had.", more);
  }
  if (!seen.includes(broken ?? "")) {
    return wrong("What was broken cannot be looked at any more: the table was made anew, or its versions deleted.", {
      praise: "Its columns are right.",
      expected: "the versions before, and one more",
      seen: `${versions.length} versions`,
    });
  }
  return right(`Back at the last good version, with ${versions.length - 1} versions to look at.`);
}

/** What Athena reads of the table. */
export interface SeenSums {
  readonly cuts: number;
  readonly grades: number;
  readonly failures: number;
}

/** Judges whether the table that was rolled back reads its files again. */
export function judgeRolledRows(wanted: SeenSums, seen: SeenSums): Finding {
  const name = (["cuts", "grades", "failures"] as const).find((one) => seen[one] !== wanted[one]);
  return name === undefined
    ? right(`It reads ${wanted.cuts} cuts.`)
    : wrong(`The columns are right, but the table reads another number of ${name}: is its location the old one?`, {
        expected: `${wanted[name]} ${name}`,
        seen: `${seen[name]} ${name}`,
      });
}
