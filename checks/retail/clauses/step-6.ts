import { shopData } from "../../../datasets/retail/shop-data";
import type { ReceiptLine } from "../../../datasets/retail/simulate";
import { freshKiosk, kiosk, type World } from "../../../datasets/retail/world";
import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onceFor } from "../../engine/clauses/once-for";
import { jobOnFreshData, onFreshData } from "../../engine/context";
import type { ParquetRows, Row } from "../../engine/lab/parquet";
import { judgeDays, judgeNewest, judgeReplaced } from "../raw/judge-days";
import { dayOf, delivered, kept, keyOf, newest, runsOf, type TwoRuns } from "../raw/lines";

/** What a student's job leaves after two runs. */
export interface Raw {
  readonly look: (runs: TwoRuns) => readonly ReceiptLine[];
  /** The business day that the job sees. */
  readonly day: (line: ReceiptLine) => string;
  readonly lines: (runs: TwoRuns) => readonly ReceiptLine[];
  readonly receipt: (runs: TwoRuns) => readonly ReceiptLine[];
  readonly types: Readonly<Record<string, string>>;
}

const types = {
  receipt_id: "BIGINT",
  line_no: "INTEGER",
  sold_at: "TIMESTAMP",
  product_id: "INTEGER",
  quantity: "INTEGER",
  amount: "INTEGER",
  updated_at: "TIMESTAMP",
  dt: "VARCHAR",
};

const right: Raw = { look: delivered, day: dayOf, lines: kept, receipt: newest, types };

const others: readonly OtherWay<Raw>[] = [
  {
    name: "in another order, dt as a date, wider numbers, more columns",
    solution: {
      look: (runs) => [...delivered(runs)].reverse(),
      types: { ...types, dt: "DATE", quantity: "BIGINT", amount: "DOUBLE", file: "VARCHAR" },
    },
  },
];

const oldStates = (runs: TwoRuns): readonly ReceiptLine[] => {
  const lines = new Map(runs.data.late.map((line) => [keyOf(line), line]));
  for (const line of runs.data.lines) {
    if (lines.has(keyOf(line))) {
      lines.set(keyOf(line), line);
    }
  }
  return newest(runs).map((line) => lines.get(keyOf(line)) ?? line);
};

const clauses: readonly Clause<Raw>[] = [
  {
    task: "6.1",
    clause: "their day in dt",
    plant: "the columns",
    mistake: "no column dt",
    wrong: { types: Object.fromEntries(Object.entries(types).filter(([name]) => name !== "dt")) },
    message: "The column dt is missing.",
  },
  {
    task: "6.1",
    clause: "numbers",
    plant: "the types of the columns",
    mistake: "read without a schema",
    wrong: { types: { ...types, quantity: "VARCHAR" } },
    message: "quantity is not written as a number.",
  },
  {
    task: "6.1",
    clause: "the day on which it was sold",
    plant: "lines that came days later",
    mistake: "dt is the day of updated_at, the days are kept by sold_at",
    wrong: { day: (line) => line.updated_at.slice(0, 10) },
    message: "Line … has a dt that is not the day on which it was sold.",
  },
  {
    task: "6.1",
    clause: "late ones, too",
    plant: "lines that came days later",
    mistake: "where updated_at lies between first and last",
    wrong: { look: (runs) => delivered(runs).filter((line) => !runs.data.late.includes(line)) },
    message: "What came late is missing: its business day is that of sold_at, however late it came.",
  },
  {
    task: "6.1",
    clause: "both included",
    plant: "the last day",
    mistake: "sold_at <= last",
    wrong: { look: (runs) => delivered(runs).filter((line) => dayOf(line) < runs.second[1]) },
    message: "The last day is missing: both ends of the range belong to it.",
  },
  {
    task: "6.1",
    clause: "of the days of the run",
    plant: "other days in the file",
    mistake: "no filter",
    wrong: { look: (runs) => [...runs.data.lines, ...runs.data.late] },
    message: "Lines of … are there, which is no day of the run.",
  },
  {
    task: "6.2",
    clause: "no other day",
    plant: "the day before the late ones",
    mistake: 'mode("overwrite") as it is by default',
    wrong: { lines: delivered },
    message: "… is gone, which the last run was not asked for: an overwrite is static unless you say dynamic.",
  },
  {
    task: "6.2",
    clause: "replaces",
    plant: "two runs of the same day",
    mistake: 'mode("append")',
    wrong: { lines: (runs) => [...kept(runs), ...delivered(runs).filter((line) => runs.data.lines.includes(line))] },
    message: "Lines are there twice: what a day had must go before it is written again.",
  },
  {
    task: "6.2",
    clause: "its own days",
    plant: "what came between two runs",
    mistake: 'mode("ignore")',
    wrong: { lines: (runs) => kept(runs).filter((line) => !runs.data.late.includes(line)) },
    message: "The second run changed nothing: its days are as the first run left them.",
  },
  {
    task: "6.3",
    clause: "once",
    plant: "corrected lines",
    mistake: "distinct()",
    wrong: { receipt: kept },
    message: "Line … is there in two states: only the newest counts.",
  },
  {
    task: "6.3",
    clause: "each line",
    plant: "receipts of several lines",
    mistake: "partitioned by receipt_id alone",
    wrong: {
      receipt: (runs) => [...new Map(newest(runs).map((line) => [line.receipt_id, line])).values()],
    },
    message: "Receipts have lost lines: a line is known by receipt_id and line_no, not by the receipt alone.",
  },
  {
    task: "6.3",
    clause: "the newest",
    plant: "corrected quantities",
    mistake: "orderBy(updated_at), ascending",
    wrong: { receipt: oldStates },
    message: "Line … has the quantity that was corrected: which state is the newest?",
  },
];

export const step6: StepClauses<Raw> = {
  step: 6,
  right,
  others,
  clauses,
  tasks: ["6.1", "6.2", "6.3"],
  seeds: 4,
  async judge(solution, task, seed) {
    const judge = { "6.1": judgeDays, "6.2": judgeReplaced, "6.3": judgeNewest }[task] ?? judgeDays;
    const finding = (world: World) => judge(runsIn(world), written(solution, task, runsIn(world)));
    return onFreshData(finding(kiosk), [finding(fresh(seed))], jobOnFreshData);
  },
};

const runsIn = onceFor((world: World) => runsOf(shopData(world), world));
const fresh = onceFor(freshKiosk);

/** The Parquet files that a job writes, as the check reads them. */
function written(solution: Raw, task: string, runs: TwoRuns): ParquetRows {
  const lines = (task === "6.1" ? solution.look : task === "6.2" ? solution.lines : solution.receipt)(runs);
  const rows = lines.map((line): Row => ({ ...line, member_age: line.member_age ?? null, dt: solution.day(line) }));
  return { rows, types: solution.types };
}
