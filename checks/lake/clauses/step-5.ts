import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { groups } from "../../engine/groups";
import type { Finding } from "../../engine/verdict";
import { corrected, correctionsOf, unknownId } from "../iceberg/corrections";
import { judgeBefore } from "../iceberg/judge-before";
import { judgeCorrected } from "../iceberg/judge-corrected";
import { judgeHidden, judgeIceberg } from "../iceberg/judge-made";
import { judgePacked, type SeenPacked } from "../iceberg/judge-packed";
import { keys } from "../layout";
import { type Cut, cutsOf, dayOf, shopWorld } from "../shop/cuts";

/** What a student makes in step 5. */
export interface Kept {
  readonly type: string;
  readonly tableType: string | undefined;
  readonly place: string;
  /** The partition of a cut, as Athena writes it. */
  readonly partition: (cut: Cut) => string;
  /** The rows of the table after the corrections. */
  readonly rows: (cuts: readonly Cut[]) => readonly Cut[];
  readonly columns: readonly string[];
  /** The view's SQL. */
  readonly sql: string;
  /** The rows that the view asks. */
  readonly asked: (cuts: readonly Cut[]) => readonly Cut[];
  /** Which of them it counts. */
  readonly counts: (cut: Cut) => boolean;
  readonly packed: Partial<SeenPacked>;
}

const right: Kept = {
  type: "EXTERNAL_TABLE",
  tableType: "ICEBERG",
  place: keys.iceberg,
  partition: (cut) => `{cut_at_day=${dayOf(cut)}}`,
  rows: corrected,
  columns: ["site", "failures"],
  sql: "SELECT site, count(failure) AS failures FROM cuts_iceberg FOR VERSION AS OF 1 GROUP BY site",
  asked: (cuts) => cuts,
  counts: ({ failure }) => failure !== null,
  packed: {},
};

const others: readonly OtherWay<Kept>[] = [
  {
    name: "partitioned by site as well, the view by a timestamp and with other columns, too",
    solution: {
      tableType: "iceberg",
      partition: (cut) => `{cut_at_day=${dayOf(cut)}, site=${cut.site}}`,
      columns: ["SITE", "FAILURES", "cuts"],
      sql: "select site, failures from (select * from cuts_iceberg for timestamp as of timestamp '2026-01-01 00:00:00 UTC')",
    },
  },
];

const own = cutsOf(shopWorld);
const idsOf = (action: string): ReadonlySet<number> =>
  new Set(correctionsOf(own).flatMap((one) => (one.action === action ? [one.cut.cut_id] : [])));
const [deleted, updated] = [idsOf("delete"), idsOf("update")];

const clauses: readonly Clause<Kept>[] = [
  {
    task: "5.1",
    clause: "a table",
    plant: "its type in the catalog",
    mistake: "a view",
    wrong: { type: "VIRTUAL_VIEW" },
    message: "It is a view: a view has no rows of its own to correct.",
  },
  {
    task: "5.1",
    clause: "an Iceberg table",
    plant: "its properties in the catalog",
    mistake: "format = 'PARQUET' without table_type",
    wrong: { tableType: undefined },
    message: "It is no Iceberg table: no row of it can be updated, deleted or merged.",
  },
  {
    task: "5.1",
    clause: "under iceberg/cuts/",
    plant: "the place in the catalog",
    mistake: "another location",
    wrong: { place: "iceberg/" },
    message: "The table's files lie elsewhere.",
  },
  {
    task: "5.1",
    clause: "partitioned",
    plant: "its list of partitions",
    mistake: "no partitioning",
    wrong: { partition: () => "" },
    message: "It is not partitioned: a question about a day opens every file.",
  },
  {
    task: "5.1",
    clause: "by the day of cut_at",
    plant: "its list of partitions",
    mistake: "month(cut_at)",
    wrong: { partition: (cut) => `{cut_at_month=${dayOf(cut).slice(0, 7)}}` },
    message: "It is partitioned by something else than the day of cut_at.",
  },
  {
    task: "5.1",
    clause: "every day",
    plant: "28 days",
    mistake: "WHERE cut_at < timestamp '2025-03-17'",
    wrong: { partition: (cut) => `{cut_at_day=${dayOf(cut) < "2025-03-17" ? dayOf(cut) : "2025-03-16"}}` },
    message: "Days are missing.",
  },
  {
    task: "5.2",
    clause: "test pieces go",
    plant: "rows to delete",
    mistake: "UPDATE for all that match",
    wrong: { rows: (cuts) => [...corrected(cuts), ...cuts.filter(({ cut_id: id }) => deleted.has(id))] },
    message: "Cut … was a test piece, and is there still.",
  },
  {
    task: "5.2",
    clause: "only late cuts are added",
    plant: "a row to delete that is not there",
    mistake: "WHEN NOT MATCHED THEN INSERT",
    wrong: { rows: (cuts) => [...corrected(cuts), { ...(cuts[0] as Cut), cut_id: unknownId }] },
    message: `Cut ${unknownId} was to be deleted and never was there: now it is. Which rows does NOT MATCHED insert?`,
  },
  {
    task: "5.2",
    clause: "late cuts are added",
    plant: "rows that are new",
    mistake: "no branch WHEN NOT MATCHED",
    wrong: { rows: (cuts) => corrected(cuts).filter(({ cut_id: id }) => id <= 10_000) },
    message: "Cut …, which came late, is missing.",
  },
  {
    task: "5.2",
    clause: "other failures",
    plant: "failures that become NULL",
    mistake: "SET failure = coalesce(c.failure, t.failure)",
    wrong: {
      rows: (cuts) => {
        const old = new Map(cuts.map((cut) => [cut.cut_id, cut.failure]));
        return corrected(cuts).map((cut) => ({ ...cut, failure: cut.failure ?? old.get(cut.cut_id) ?? null }));
      },
    },
    message: "failure of cut … is another than the corrections say: NULL is a correction, too.",
  },
  {
    task: "5.2",
    clause: "corrected, not deleted",
    plant: "rows to update",
    mistake: "WHEN MATCHED THEN DELETE",
    wrong: { rows: (cuts) => corrected(cuts).filter(({ cut_id: id }) => !updated.has(id)) },
    message: "Cut … was to be corrected, and is gone.",
  },
  {
    task: "5.2",
    clause: "each once",
    plant: "rows that are new",
    mistake: "INSERT INTO … SELECT, run twice",
    wrong: { rows: (cuts) => [...corrected(cuts), ...corrected(cuts).filter(({ cut_id: id }) => id > 10_000)] },
    message: "Cut … is there twice: MERGE changes the rows that match, INSERT adds them.",
  },
  {
    task: "5.2",
    clause: "no other cut is touched",
    plant: "rows that no correction names",
    mistake: "DELETE WHERE failure = 'RNF'",
    wrong: { rows: (cuts) => corrected(cuts).filter(({ cut_id: id }) => id !== 1) },
    message: "The table has another number of cuts, of those that no correction names.",
  },
  {
    task: "5.3",
    clause: "site and failures",
    plant: "the columns",
    mistake: "failures is called failed",
    wrong: { columns: ["site", "failed"] },
    message: "The view has no column failures.",
  },
  {
    task: "5.3",
    clause: "of the table as it was",
    plant: "the view's SQL",
    mistake: "the file of the cuts is asked, which was not corrected",
    wrong: { sql: "SELECT site, count(failure) AS failures FROM cuts_source GROUP BY site" },
    message: "The view does not ask the table as it was: FOR … AS OF stands in it nowhere.",
  },
  {
    task: "5.3",
    clause: "before the corrections",
    plant: "corrections of failures",
    mistake: "the newest snapshot",
    wrong: { asked: corrected },
    message: "Those are the failures after the corrections: which snapshot does the view ask?",
  },
  {
    task: "5.3",
    clause: "failures",
    plant: "most cuts did not fail",
    mistake: "count(*)",
    wrong: { counts: () => true },
    message: "Those are all cuts of each site: which ones failed?",
  },
  {
    task: "5.4",
    clause: "one file",
    plant: "the table's list of files",
    mistake: "OPTIMIZE with a WHERE that leaves one out",
    wrong: { packed: { files: 2, stored: 2 } },
    message: "The table reads more than one file: OPTIMIZE writes them together, with what was deleted.",
  },
  {
    task: "5.4",
    clause: "S3 holds no other",
    plant: "a listing",
    mistake: "VACUUM without properties",
    wrong: { packed: { stored: 8 } },
    message:
      "The table reads one file, but the others are kept for its old snapshots, and paid for: what does VACUUM keep by default?",
  },
  {
    task: "5.4",
    clause: "every cut once",
    plant: "the rows",
    mistake: "INSERT INTO cuts_delivered SELECT * FROM cuts_delivered",
    wrong: { packed: { rows: 20_000 } },
    message: "The table has more cuts than were delivered: was it inserted into itself?",
  },
  {
    task: "5.4",
    clause: "every cut",
    plant: "the rows",
    mistake: "made anew of five deliveries",
    wrong: { packed: { rows: 9_000 } },
    message: "Cuts are missing.",
  },
];

export const step5: StepClauses<Kept> = {
  step: 5,
  right,
  others,
  clauses,
  tasks: ["5.1", "5.2", "5.3", "5.4"],
  seeds: 1,
  judge,
};

const bucket = "bucket";

async function judge(solution: Kept, task: string): Promise<Finding> {
  if (task === "5.1") {
    const Parameters: Record<string, string> =
      solution.tableType === undefined ? {} : { table_type: solution.tableType };
    const table = {
      Name: "cuts_iceberg",
      TableType: solution.type,
      Parameters,
      StorageDescriptor: { Location: `s3://${bucket}/${solution.place}` },
    };
    const form = judgeIceberg(table, bucket);
    const seen = groups(own, solution.partition).map(([partition, cuts]) => [partition, cuts.length] as const);
    return form.state === "right" ? judgeHidden(own, seen) : form;
  }
  if (task === "5.2") {
    const rows = solution.rows(own);
    // what the check's SQL reads
    const named = rows.filter(({ cut_id: id }) => id % 97 === 0 || id % 101 === 0 || id > 10_000);
    return judgeCorrected(own, {
      count: rows.length,
      failures: rows.filter(({ failure }) => failure !== null).length,
      named: named.map(({ cut_id: id, failure }) => [id, failure ?? undefined] as const),
    });
  }
  if (task === "5.3") {
    const counted = groups(solution.asked(own), ({ site }) => site);
    const rows = counted.map(([site, cuts]) => [site, String(cuts.filter(solution.counts).length)]);
    return judgeBefore(own, solution.sql, { columns: solution.columns.map((name) => ({ name, type: "" })), rows });
  }
  return judgePacked(own.length, { files: 1, deletes: 0, stored: 1, rows: own.length, ...solution.packed });
}
