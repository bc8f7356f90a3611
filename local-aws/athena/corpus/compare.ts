import assert from "node:assert/strict";
import type { ColumnInfo } from "@aws-sdk/client-athena";
import type { Expected } from "./corpus-file";

type Row = readonly (string | undefined)[];

/** How a query ended, as Athena's clients see it. */
export interface Answer {
  readonly statement: string;
  /** `StateChangeReason` where it failed, the message where it was refused. */
  readonly failed?: string | undefined;
  readonly refused?: string | undefined;
  readonly columns: readonly ColumnInfo[];
  /** Without the row of column names. */
  readonly rows: readonly Row[];
  readonly scanned: number;
}

/** @throws AssertionError that tells the first difference. */
export function compare(answer: Answer, expected: Expected, duckdbRows?: readonly Row[]): void {
  assertStart(answer.refused, expected.refused, "refusal");
  assertStart(answer.failed, expected.failed, "failure");
  if (expected.failed !== undefined || expected.refused !== undefined) {
    return;
  }
  if (expected.statement !== undefined) {
    assert.equal(answer.statement, expected.statement, "statement type");
  }
  if (expected.columns !== undefined) {
    const columns = answer.columns.map((column) => `${column.Name} ${typeOf(column)}`);
    assert.deepEqual(
      columns,
      expected.columns.map(({ name, type }) => `${name} ${type}`),
      "columns",
    );
  }
  for (const text of expected.has) {
    const found = answer.rows.some((row) => row.some((value) => value?.includes(text)));
    assert.ok(found, `no row has '${text}':\n${answer.rows.map((row) => row.join("\t")).join("\n")}`);
  }
  if (expected.has.length === 0) {
    compareRows(answer, duckdbRows ?? expected.rows, expected.anyOrder === true);
  }
  if (expected.scanned !== undefined) {
    const limit = /^under (\d+)$/.exec(expected.scanned)?.[1];
    if (limit === undefined) {
      assert.equal(answer.scanned, Number(expected.scanned), "bytes scanned");
    } else {
      assert.ok(answer.scanned < Number(limit), `${answer.scanned} bytes scanned, not under ${limit}`);
    }
  }
}

function assertStart(actual: string | undefined, expected: string | undefined, what: string): void {
  if (actual === undefined || expected === undefined || !actual.startsWith(expected)) {
    assert.equal(actual, expected, what);
  }
}

function typeOf({ Type, Precision, Scale }: ColumnInfo): string {
  return Type === "decimal" ? `decimal(${Precision},${Scale})` : (Type ?? "");
}

function compareRows({ rows, columns }: Answer, expected: readonly Row[], anyOrder: boolean): void {
  const inOrder = (all: readonly Row[]) => (anyOrder ? [...all].sort((a, b) => (String(a) < String(b) ? -1 : 1)) : all);
  const actual = inOrder(rows);
  const wanted = inOrder(expected);
  const same =
    actual.length === wanted.length && actual.every((row, index) => sameRow(row, wanted[index] ?? [], columns));
  if (!same) {
    assert.deepEqual(actual, wanted, "rows");
    assert.fail("rows differ in a number's last digits only");
  }
}

function sameRow(actual: Row, wanted: Row, columns: readonly ColumnInfo[]): boolean {
  return (
    actual.length === wanted.length &&
    actual.every((value, index) => sameValue(value, wanted[index], columns[index]?.Type))
  );
}

/** `≈ 0.25` stands for every number that rounds to it; DuckDB's doubles may differ in the last digits. */
function sameValue(actual: string | undefined, wanted: string | undefined, type: string | undefined): boolean {
  const rounded = /^≈ (.*)$/.exec(wanted ?? "")?.[1];
  if (rounded !== undefined) {
    const decimals = rounded.split(".")[1]?.length ?? 0;
    return Math.abs(Number(actual) - Number(rounded)) <= 0.5000001 * 10 ** -decimals;
  }
  if (actual === wanted || actual === undefined || wanted === undefined) {
    return actual === wanted;
  }
  return type === "double" && Math.abs(Number(actual) - Number(wanted)) <= 1e-9 * Math.max(1, Math.abs(Number(wanted)));
}
