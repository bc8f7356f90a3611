import { type Finding, open, right, wrong } from "../../engine/verdict";

/** How many files the notebook writes, one a delivery. */
export const deliveries = 6;

/** The table of deliveries, as its list of files, S3 and Athena have it. */
export interface SeenPacked {
  /** Files of rows that the newest snapshot reads. */
  readonly files: number;
  /** Files that say which rows do not count any more. */
  readonly deletes: number;
  /** Objects below the table's `data/`. */
  readonly stored: number;
  readonly rows: number;
}

/**
 * Judges whether the deliveries have become one file, and nothing else is kept.
 *
 * @param rows How many rows the table should have.
 */
export function judgePacked(rows: number, seen: SeenPacked): Finding {
  const more = { expected: `1 file with ${rows} cuts, 1 object`, seen: `${seen.files} files, ${seen.stored} objects` };
  if (seen.rows !== rows) {
    return wrong(
      seen.rows > rows
        ? "The table has more cuts than were delivered: was it inserted into itself?"
        : "Cuts are missing.",
      { expected: `${rows} cuts`, seen: `${seen.rows} cuts` },
    );
  }
  if (seen.files >= deliveries) {
    return open(`The table reads ${seen.files} files still.`);
  }
  if (seen.files > 1 || seen.deletes > 0) {
    return wrong("The table reads more than one file: OPTIMIZE writes them together, with what was deleted.", more);
  }
  if (seen.stored > 1) {
    return wrong(
      "The table reads one file, but the others are kept for its old snapshots, and paid for: what does VACUUM keep by default?",
      { ...more, praise: "One file to read." },
    );
  }
  return right(`One file, ${rows} cuts, and nothing else in S3.`);
}
