import { shopFiles } from "../../../datasets/retail/shop-data";
import type { ReceiptLine } from "../../../datasets/retail/simulate";
import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { groups } from "../../engine/groups";
import type { Finding } from "../../engine/verdict";
import { ownKiosk } from "../context";
import { judgeRaw, rawKeys } from "../layers/judge-raw";
import { corrected, dayOf, judgeSums, sumsKey } from "../layers/judge-sums";
import { keys } from "../layout";

type Texts = ReadonlyMap<string, string>;

/** What a student makes in step 1. */
export interface Layers {
  readonly raw: (right: Texts) => Texts;
  /** The text of a day's object. */
  readonly sums: (lines: readonly ReceiptLine[]) => string;
  readonly dayOf: (line: ReceiptLine) => string;
  readonly key: (prefix: string, day: string) => string;
  /** The lines of which the corrected sums are made. */
  readonly now: (lines: readonly ReceiptLine[], late: readonly ReceiptLine[]) => readonly ReceiptLine[];
}

const sum = (lines: readonly ReceiptLine[], value: (line: ReceiptLine) => number): number =>
  lines.reduce((all, line) => all + value(line), 0);
const receipts = (lines: readonly ReceiptLine[]): number => new Set(lines.map((line) => line.receipt_id)).size;
const text = (...numbers: number[]): string => `receipts,units,sales\n${numbers.join(",")}\n`;
const units = (lines: readonly ReceiptLine[]): number => sum(lines, ({ quantity }) => quantity);
const sales = (lines: readonly ReceiptLine[]): number => sum(lines, ({ amount }) => amount);
const ofLateDays = (lines: readonly ReceiptLine[], late: readonly ReceiptLine[]): ReceiptLine[] => {
  const days = new Set(late.map(dayOf));
  return lines.filter((line) => days.has(dayOf(line)));
};

const right: Layers = {
  raw: (files) => files,
  sums: (lines) => text(receipts(lines), units(lines), sales(lines)),
  dayOf,
  key: sumsKey,
  now: (lines, late) => corrected(ofLateDays(lines, late), late),
};

const others: readonly OtherWay<Layers>[] = [
  {
    name: "without the last line's end, with Windows' ends",
    solution: { sums: (lines) => right.sums(lines).trimEnd().replace("\n", "\r\n") },
  },
];

/** Every key of the raw layer otherwise. */
const rekeyed =
  (change: (key: string) => string): Layers["raw"] =>
  (files) =>
    new Map([...files].map(([key, file]) => [change(key), file]));

const clauses: readonly Clause<Layers>[] = [
  {
    task: "1.1",
    clause: "for each table a prefix, in it the day",
    plant: "three tables",
    mistake: "raw/dt=…/receipt/",
    wrong: { raw: rekeyed((key) => key.replace(/^raw\/(\w+)\/(dt=[^/]+)\//, "raw/$2/$1/")) },
    message:
      "A file is not where a day is looked for: the day stands before the table, so that no prefix holds one table.",
  },
  {
    task: "1.1",
    clause: "dt=2017-06-26",
    plant: "the key",
    mistake: "raw/receipt/2017-06-26/",
    wrong: { raw: rekeyed((key) => key.replace("dt=", "")) },
    message: "A file is not where a day is looked for: its key names no day as dt=….",
  },
  {
    task: "1.1",
    clause: "byte for byte",
    plant: "the bytes",
    mistake: "split into lines and joined again",
    wrong: { raw: (files) => new Map([...files].map(([key, file]) => [key, file.trimEnd()])) },
    message: "A file was changed on its way: its last line has lost its end. Raw keeps what came.",
  },
  {
    task: "1.1",
    clause: "byte for byte",
    plant: "the bytes",
    mistake: "an editor of Windows in between",
    wrong: { raw: (files) => new Map([...files].map(([key, file]) => [key, file.replaceAll("\n", "\r\n")])) },
    message: "A file was changed on its way: its lines end otherwise. Raw keeps what came.",
  },
  {
    task: "1.1",
    clause: "nothing else lies below raw/",
    plant: "a listing",
    mistake: "an empty object for the folder",
    wrong: { raw: (files) => new Map([...files, ["raw/receipt/", ""]]) },
    message: "Something else lies below raw/: a crawler and every query would read it, too.",
  },
  {
    task: "1.2",
    clause: "how many receipts",
    plant: "receipts with several lines",
    mistake: "the lines are counted",
    wrong: { sums: (lines) => text(lines.length, units(lines), sales(lines)) },
    message: "receipts of … is another number: it is that of the lines. A receipt may have several.",
  },
  {
    task: "1.2",
    clause: "how many pieces",
    plant: "lines of several pieces",
    mistake: "the lines are counted as pieces",
    wrong: { sums: (lines) => text(receipts(lines), lines.length, sales(lines)) },
    message: "units of … is another number: a line may be of several pieces.",
  },
  {
    task: "1.2",
    clause: "how many won were paid",
    plant: "promotions",
    mistake: "quantity * unit_price",
    wrong: {
      sums: (lines) =>
        text(
          receipts(lines),
          units(lines),
          sum(lines, (line) => line.quantity * line.unit_price),
        ),
    },
    message: "sales of … is another number: it is that before the promotions.",
  },
  {
    task: "1.2",
    clause: "each business day",
    plant: "several days",
    mistake: "the last day forgotten",
    wrong: { dayOf: (line) => (dayOf(line) === "2017-06-25" ? "2017-06-24" : dayOf(line)) },
    message: "Of the days' objects, 1 is missing (such as …).",
  },
  {
    task: "1.2",
    clause: "the head receipts,units,sales and one line",
    plant: "the form",
    mistake: "no head",
    wrong: { sums: (lines) => right.sums(lines).split("\n")[1] ?? "" },
    message: "The object of … has another form: a head and one line are asked for.",
  },
  {
    task: "1.2",
    clause: "silver/sales_daily/dt=<day>/part-0.csv",
    plant: "a listing",
    mistake: "a name with the day, and no partition",
    wrong: { key: (prefix, day) => `${prefix}${day}.csv` },
    message: "Of the days' objects, … are missing (such as …); … are too many (such as …).",
  },
  {
    task: "1.3",
    clause: "exactly those days that it changes",
    plant: "days without a late line",
    mistake: "all days again",
    wrong: { now: (lines, late) => corrected(lines, late) },
    message: "Of the days' objects, 12 are too many (such as …).",
  },
  {
    task: "1.3",
    clause: "with all that is known now",
    plant: "late lines",
    mistake: "the late file forgotten",
    wrong: { now: (lines, late) => ofLateDays(lines, late) },
    message: "receipts of … is another number: it is that before the late lines came.",
  },
  {
    task: "1.3",
    clause: "lines that are there already, with another quantity",
    plant: "corrected lines",
    mistake: "the late lines appended",
    wrong: { now: (lines, late) => [...ofLateDays(lines, late), ...late] },
    message:
      "units of … is another number: a corrected line takes the place of the first one, and is not there beside it.",
  },
  {
    task: "1.3",
    clause: "with all that is known now",
    plant: "days with earlier lines",
    mistake: "the sums of the late lines alone",
    wrong: { now: (_lines, late) => late },
    message: "receipts of … is another number: the lines that were there before count as well.",
  },
];

export const step1: StepClauses<Layers> = {
  step: 1,
  right,
  others,
  clauses,
  tasks: ["1.1", "1.2", "1.3"],
  seeds: 1,
  judge,
};

async function judge(solution: Layers, task: string): Promise<Finding> {
  const { lines, late } = ownKiosk();
  if (task === "1.1") {
    const wanted = rawKeys(shopFiles(ownKiosk()));
    return judgeRaw(wanted, solution.raw(wanted));
  }
  const made = (prefix: string, of: readonly ReceiptLine[]): Texts =>
    new Map(groups(of, solution.dayOf).map(([day, own]) => [solution.key(prefix, day), solution.sums(own)]));
  if (task === "1.2") {
    return judgeSums(lines, keys.salesDaily, made(keys.salesDaily, lines));
  }
  const before = ofLateDays(lines, late);
  const seen = made(keys.salesCorrected, solution.now(lines, late));
  return judgeSums(corrected(before, late), keys.salesCorrected, seen, before);
}
