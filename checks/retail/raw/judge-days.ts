import type { ReceiptLine } from "../../../datasets/retail/simulate";
import { compareKeys, missingColumns, notNumeric, wrongKeys } from "../../engine/compare";
import type { ParquetRows, Row } from "../../engine/lab/parquet";
import { type Finding, open, right, type WrongFinding, wrong } from "../../engine/verdict";
import { dayOf, delivered, kept, keyOf, newest, type TwoRuns } from "./lines";

const columns = ["receipt_id", "line_no", "sold_at", "product_id", "quantity", "amount", "updated_at", "dt"];
const numbers = ["receipt_id", "line_no", "quantity", "amount"];

const seenKey = (row: Row): string => `${row.receipt_id}/${row.line_no}`;
const seenDay = (row: Row): string => String(row.dt ?? "NULL").slice(0, 10);
/** A line with its state: a corrected one is there in two. */
const state = (line: ReceiptLine): string => `${keyOf(line)} of ${line.quantity}`;
const seenState = (row: Row): string => `${seenKey(row)} of ${row.quantity}`;
const daysOf = (days: Iterable<string>): string => [...new Set(days)].sort().join(", ");

function wrongForm(seen: ParquetRows): WrongFinding | undefined {
  return missingColumns(seen.types, columns) ?? notNumeric(seen.types, numbers);
}

/** Task 6.1: the lines of the business days of the last run, with their day. */
export function judgeDays(runs: TwoRuns, seen: ParquetRows | undefined): Finding {
  if (seen === undefined) {
    return open("Nothing lies under processed/look/ yet: run the job.");
  }
  const form = wrongForm(seen);
  if (form !== undefined) {
    return form;
  }
  const wanted = delivered(runs);
  const misdated = seen.rows.find((row) => seenDay(row) !== String(row.sold_at).slice(0, 10));
  if (misdated !== undefined) {
    return wrong(`Line ${seenKey(misdated)} has a dt that is not the day on which it was sold.`, {
      expected: String(misdated.sold_at).slice(0, 10),
      seen: seenDay(misdated),
    });
  }
  const [first, last] = runs.second;
  const days = new Set(seen.rows.map(seenDay));
  const other = [...days].find((day) => day < first || day > last);
  if (other !== undefined) {
    return wrong(`Lines of ${other} are there, which is no day of the run.`, {
      expected: `${first} to ${last}`,
      seen: daysOf(days),
    });
  }
  if (!days.has(last)) {
    return wrong("The last day is missing: both ends of the range belong to it.", {
      expected: `${first} to ${last}`,
      seen: daysOf(days),
    });
  }
  const found = new Set(seen.rows.map(seenState));
  const late = runs.data.late.filter((line) => !found.has(state(line)));
  if (late.length === runs.data.late.length) {
    return wrong("What came late is missing: its business day is that of sold_at, however late it came.", {
      expected: `${wanted.length} lines`,
      seen: `${seen.rows.length}`,
    });
  }
  return (
    wrongStates(wanted, seen.rows) ??
    right(`${wanted.length} lines of ${daysOf(wanted.map(dayOf))}, late ones included.`)
  );
}

function wrongStates(wanted: readonly ReceiptLine[], rows: readonly Row[]): WrongFinding | undefined {
  const differences = compareKeys(wanted.map(state), rows.map(seenState));
  return wrongKeys("lines", differences, wanted.length, rows.length);
}

/** Task 6.2: the second run replaced its days, and no other. */
export function judgeReplaced(runs: TwoRuns, seen: ParquetRows | undefined): Finding {
  if (seen === undefined) {
    return open("Nothing lies under raw/lines/ yet: run the job.");
  }
  const form = wrongForm(seen);
  if (form !== undefined) {
    return form;
  }
  const wanted = kept(runs);
  const days = new Set(seen.rows.map(seenDay));
  const gone = [...new Set(wanted.map(dayOf))].find((day) => !days.has(day));
  if (gone !== undefined && gone < runs.second[0]) {
    return wrong(
      `${gone} is gone, which the last run was not asked for: an overwrite is static unless you say dynamic.`,
      {
        praise: "The days of the last run are there.",
        expected: daysOf(wanted.map(dayOf)),
        seen: daysOf(days),
      },
    );
  }
  const found = new Set(seen.rows.map(seenState));
  if (runs.data.late.every((line) => !found.has(state(line)))) {
    return wrong("The second run changed nothing: its days are as the first run left them.", {
      expected: "the lines that came in between",
      seen: `${seen.rows.length} lines`,
    });
  }
  const differences = compareKeys(wanted.map(state), seen.rows.map(seenState));
  if (differences.twice.length > 0 && differences.missing.length === 0) {
    return wrong("Lines are there twice: what a day had must go before it is written again.", {
      expected: `${wanted.length} lines`,
      seen: `${seen.rows.length}`,
    });
  }
  return (
    wrongKeys("lines", differences, wanted.length, seen.rows.length) ??
    right("The last run replaced its days, and left the day before alone.")
  );
}

/** Task 6.3: of each line its newest state. */
export function judgeNewest(runs: TwoRuns, seen: ParquetRows | undefined): Finding {
  if (seen === undefined) {
    return open("Nothing lies under raw/receipt/ yet: run the job.");
  }
  const form = wrongForm(seen);
  if (form !== undefined) {
    return form;
  }
  const wanted = newest(runs);
  const corrected = new Map(wanted.map((line) => [keyOf(line), line]));
  const differences = compareKeys(wanted.map(keyOf), seen.rows.map(seenKey));
  const [twice] = differences.twice;
  if (twice !== undefined) {
    return wrong(`Line ${twice} is there in two states: only the newest counts.`, {
      expected: `${wanted.length} lines`,
      seen: `${seen.rows.length}`,
    });
  }
  const receipts = new Set(seen.rows.map(({ receipt_id: id }) => String(id)));
  if (differences.missing.length > 0 && wanted.every(({ receipt_id: id }) => receipts.has(String(id)))) {
    return wrong("Receipts have lost lines: a line is known by receipt_id and line_no, not by the receipt alone.", {
      expected: `${wanted.length} lines`,
      seen: `${seen.rows.length}`,
    });
  }
  const missing = wrongKeys("lines", differences, wanted.length, seen.rows.length);
  if (missing !== undefined) {
    return missing;
  }
  const old = seen.rows.find((row) => corrected.get(seenKey(row))?.quantity !== row.quantity);
  return old === undefined
    ? right(`${wanted.length} lines, each in its newest state.`)
    : wrong(`Line ${seenKey(old)} has the quantity that was corrected: which state is the newest?`, {
        praise: "Every line is there once.",
        expected: String(corrected.get(seenKey(old))?.quantity),
        seen: String(old.quantity),
      });
}
