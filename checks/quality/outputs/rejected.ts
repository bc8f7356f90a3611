import { missingColumns } from "../../engine/compare";
import type { Place } from "../../engine/context";
import type { Outputs } from "../../engine/lab/lab";
import type { Row } from "../../engine/lab/parquet";
import { type Finding, open, right, wrong } from "../../engine/verdict";
import { keys, rawColumns } from "../layout";
import type { RawRow, RejectReason, Truth } from "../truth";

const reasons: readonly RejectReason[] = ["missing_cell", "swapped_corners", "duplicate_row"];

/** Equal raw rows, and how they are to be rejected and are. */
interface Group {
  readonly row: RawRow;
  /** How often the plant sent it. */
  readonly sent: number;
  /** A reason for each copy that is to be rejected. */
  readonly expected: readonly string[];
  readonly seen: readonly string[];
}

/** Task 3.1: each bad row once, with its reason. */
export async function checkRejected(lab: Outputs, { root, truth }: Place<Truth>): Promise<Finding> {
  const found = await lab.parquet(root + keys.rejected);
  if (found === undefined) {
    return open(`Nothing lies under ${keys.rejected} yet: run the job.`);
  }
  const missing = missingColumns(found.types, [...rawColumns, "reject_reason"]);
  if (missing !== undefined) {
    return { ...missing, praise: "The rejected rows are there." };
  }
  const { rows } = found;
  const unexplained = rows.filter(({ reject_reason: reason }) => reason === null || reason === "").length;
  if (unexplained > 0) {
    return wrong(`${unexplained} rejected rows have no reason.`, { expected: "a reject_reason in every row" });
  }
  const strange = rows.find(({ reject_reason: reason }) => !(reasons as readonly unknown[]).includes(reason));
  if (strange !== undefined) {
    return wrong("A reason has another name.", {
      praise: `${rows.length} rows are rejected.`,
      expected: reasons.join(", "),
      seen: String(strange.reject_reason),
    });
  }
  const groups = grouped(truth, rows);
  const altered = rows.find((row) => !groups.has(textOf(row)));
  if (altered !== undefined) {
    const sent = truth.rows.find(({ coil_id: id }) => id === altered.coil_id);
    return wrong("A rejected row is none of those that the plant sent: it should stay as it came.", {
      expected: sent === undefined ? "a row of the plant's file" : rawText(sent),
      seen: rawText(altered),
    });
  }
  const differing = [...groups.values()].filter(({ expected, seen }) => `${expected}` !== `${seen}`);
  const first = differing[0];
  if (first === undefined) {
    const count = (reason: string): number => rows.filter((row) => row.reject_reason === reason).length;
    return right(`${rows.length} rows: ${reasons.map((reason) => `${reason} ${count(reason)}`).join(", ")}.`);
  }
  const why = whyRejected([...groups.values()], differing);
  return wrong(why ?? `Of ${groups.size} different rows, ${differing.length} are not rejected as they should be.`, {
    praise: `${rows.length} rows are rejected, each with one of the three reasons.`,
    expected: `${told(first.expected, first.sent)}: ${rawText(first.row)}`,
    seen: told(first.seen, first.sent),
  });
}

function grouped(truth: Truth, rows: readonly Row[]): Map<string, Group> {
  const found = new Map<string, Group & { sent: number; expected: string[]; seen: string[] }>();
  for (const row of truth.rows) {
    const group = found.get(textOf(row)) ?? { row, sent: 0, expected: [], seen: [] };
    group.sent += 1;
    found.set(textOf(row), group);
  }
  for (const { row, reason } of truth.rejected) {
    found.get(textOf(row))?.expected.push(reason);
  }
  for (const row of rows) {
    found.get(textOf(row))?.seen.push(String(row.reject_reason));
  }
  for (const group of found.values()) {
    group.seen.sort();
    group.expected.sort();
  }
  return found;
}

/** What all differing rows have in common, as far as that can be seen from them. */
function whyRejected(groups: readonly Group[], differing: readonly Group[]): string | undefined {
  const all = (test: (group: Group) => boolean): boolean => differing.every(test);
  const called = (reason: RejectReason): boolean => groups.some(({ seen }) => seen.includes(reason));
  const without = (list: readonly string[], reason: RejectReason): string => `${list.filter((one) => one !== reason)}`;
  const onlyDiffersIn = (reason: RejectReason): boolean =>
    all(({ expected, seen }) => without(expected, reason) === without(seen, reason));
  if (all(({ row, seen, expected }) => / mm$/.test(row.gauge) && expected.length === 0 && seen.length > 0)) {
    return "Rows are rejected whose gauge has its unit written out: it can be repaired, so the row is good.";
  }
  if (all(({ expected, seen, sent }) => sent > 1 && expected.length === sent && seen.includes("duplicate_row"))) {
    return "A bad row that comes twice is called duplicate_row: missing_cell and swapped_corners come first.";
  }
  if (all(({ expected }) => expected.includes("missing_cell"))) {
    return whyMissing(groups, differing, called("missing_cell"));
  }
  if (onlyDiffersIn("duplicate_row")) {
    return whyDuplicates(groups, differing);
  }
  return whySwapped(groups);
}

function whyMissing(groups: readonly Group[], differing: readonly Group[], isCalled: boolean): string | undefined {
  if (!isCalled) {
    return "No row is called missing_cell. In this script an empty cell is the empty text, '', and not NULL.";
  }
  if (differing.every(({ row, seen }) => isSwapped(row) && seen.every((reason) => reason === "swapped_corners"))) {
    return "A row with an empty cell and swapped corners is called swapped_corners: missing_cell comes first.";
  }
  const isDiffering = new Set(differing);
  const unseen = rawColumns.filter((name) => {
    const empty = groups.filter(({ row }) => rawColumns.every((one) => (row[one] === "") === (one === name)));
    return empty.length > 0 && empty.every((group) => isDiffering.has(group));
  });
  return unseen.length > 0 && differing.every(({ row }) => unseen.some((name) => row[name] === ""))
    ? `Rows whose ${unseen.join(", ")} is empty are not called missing_cell: any of the ${rawColumns.length} cells may be empty.`
    : undefined;
}

function whyDuplicates(groups: readonly Group[], differing: readonly Group[]): string | undefined {
  const all = (test: (group: Group) => boolean): boolean => differing.every(test);
  const copies = groups.filter(({ sent, expected }) => sent > 1 && expected.length < sent);
  const duplicates = ({ seen }: Group): number => seen.filter((reason) => reason === "duplicate_row").length;
  if (copies.every((group) => duplicates(group) === 0)) {
    return "Rows that come twice are not rejected: each would count twice in the NG ratio.";
  }
  if (all(({ sent, seen }) => sent > 1 && seen.length === sent)) {
    return "Both copies of a row are rejected: one of them is good.";
  }
  if (all(({ sent }) => sent > 2)) {
    return "Of a row that comes three times, one is good and two are duplicates.";
  }
  return all(({ sent, seen }) => sent === 1 && seen.length === 1)
    ? "Rows are called duplicate_row that differ from every other row: a coil may be seen twice. Equal in every column was asked."
    : undefined;
}

function whySwapped(groups: readonly Group[]): string | undefined {
  /** Is all as it would be if these rows were taken for swapped? */
  const byRule = (rule: (row: RawRow) => boolean): boolean =>
    groups.every(({ row, sent, seen }) => {
      const reason = rawColumns.some((name) => row[name] === "")
        ? "missing_cell"
        : rule(row)
          ? "swapped_corners"
          : "duplicate_row";
      return `${seen}` === `${Array.from({ length: reason === "duplicate_row" ? sent - 1 : sent }, () => reason)}`;
    });
  if (byRule(() => false)) {
    return "No row is called swapped_corners.";
  }
  if (byRule((row) => row.x0 >= row.x1 || row.y0 >= row.y1)) {
    return 'The corners are compared as text: there "98" is more than "402". Compare them as numbers.';
  }
  if (byRule((row) => Number(row.x0) > Number(row.x1) || Number(row.y0) > Number(row.y1))) {
    return "A box without width or height is not called swapped_corners: x0 >= x1 or y0 >= y1 was asked.";
  }
  if (byRule((row) => Number(row.x0) >= Number(row.x1))) {
    return "Corners that are swapped along y are not found, only those along x.";
  }
  return byRule((row) => Number(row.y0) >= Number(row.y1))
    ? "Corners that are swapped along x are not found, only those along y."
    : undefined;
}

function isSwapped(row: RawRow): boolean {
  return Number(row.x0) >= Number(row.x1) || Number(row.y0) >= Number(row.y1);
}

/** A row's cells so that it does not matter whether a number stands there as text, or an empty cell as NULL. */
function textOf(row: RawRow | Row): string {
  return rawColumns
    .map((name) => {
      const cell = String(row[name] ?? "").replace(/^(\d{4}-\d\d-\d\d)[T ]([\d:]{8}).*$/, "$1 $2");
      return name === "coil_id" || cell === "" || Number.isNaN(Number(cell)) ? cell : String(Number(cell));
    })
    .join(",");
}

function rawText(row: RawRow | Row): string {
  return rawColumns.map((name) => row[name] ?? "").join(",");
}

function told(list: readonly string[], sent: number): string {
  const text = list.length === 0 ? "not rejected" : list.join(", ");
  return sent === 1 ? text : `of ${sent} copies ${list.length === 0 ? "none rejected" : text}`;
}
