import type { Row } from "./lab/parquet";
import { type WrongFinding, wrong } from "./verdict";

export interface Differences {
  /** Expected, but not seen. */
  readonly missing: readonly string[];
  /** Seen, but not expected. */
  readonly extra: readonly string[];
  /** Seen more than once. */
  readonly twice: readonly string[];
}

/** Compares which keys there are. A key may be expected more than once. */
export function compareKeys(expected: Iterable<string>, seen: readonly string[]): Differences {
  const left = new Map<string, number>();
  for (const key of expected) {
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  const extra = new Set<string>();
  const twice: string[] = [];
  for (const key of seen) {
    const count = left.get(key);
    if (count === undefined) {
      (extra.has(key) ? twice : { push: () => extra.add(key) }).push(key);
    } else {
      left.set(key, count - 1);
    }
  }
  const over = [...left].flatMap(([key, count]) => Array.from({ length: Math.max(0, -count) }, () => key));
  const missing = [...left].flatMap(([key, count]) => Array.from({ length: Math.max(0, count) }, () => key));
  return { missing: missing.sort(), extra: [...extra].sort(), twice: [...twice, ...over] };
}

/** Says which keys differ; undefined where none does. */
export function wrongKeys(
  what: string,
  differences: Differences,
  expected: number,
  seen: number,
): WrongFinding | undefined {
  const { missing, extra, twice } = differences;
  const parts = [
    missing.length > 0 ? `${count(missing.length)} missing (such as ${missing[0]})` : "",
    extra.length > 0 ? `${count(extra.length)} too many (such as ${extra[0]})` : "",
    twice.length > 0 ? `${count(twice.length)} there more than once (such as ${twice[0]})` : "",
  ].filter((part) => part !== "");
  return parts.length === 0
    ? undefined
    : wrong(`Of the ${what}, ${parts.join("; ")}.`, { expected: `${expected} ${what}`, seen: `${seen}` });
}

function count(number: number): string {
  return number === 1 ? "1 is" : `${number} are`;
}

/** Are two numbers the same within a tolerance? */
export function close(seen: unknown, expected: number, tolerance: number): boolean {
  return seen !== null && seen !== "" && Math.abs(Number(seen) - expected) <= tolerance;
}

/** The first row whose column differs from what is expected of it, within a tolerance. */
export function firstFar<Item>(
  items: readonly Item[],
  seen: (item: Item) => unknown,
  expected: (item: Item) => number,
  tolerance: number,
): Item | undefined {
  return items.find((item) => !close(seen(item), expected(item), tolerance));
}

/** Says which of the columns are missing; undefined where all are there. */
export function missingColumns(
  types: Readonly<Record<string, string>>,
  names: readonly string[],
): WrongFinding | undefined {
  const missing = names.filter((name) => !(name in types));
  return missing.length === 0
    ? undefined
    : wrong(
        `The ${missing.length === 1 ? "column" : "columns"} ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing.`,
        {
          expected: `the columns ${names.join(", ")}`,
          seen: Object.keys(types).join(", "),
        },
      );
}

/** DuckDB's types of numbers. */
const numeric = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL.*)$/;

/** Says which of the columns holds no numbers by its type; undefined where all do. */
export function notNumeric(
  types: Readonly<Record<string, string>>,
  names: readonly string[],
): WrongFinding | undefined {
  const name = names.find((one) => !numeric.test(types[one] ?? ""));
  return name === undefined
    ? undefined
    : wrong(`${name} is not written as a number.`, { expected: `${name} as a number`, seen: `${types[name]}` });
}

/**
 * Pairs what is expected with what is seen, by a key that may be there more than once: of rows with the same key, those
 * that are most alike.
 *
 * @param alike How alike an expected and a seen row are.
 */
export function pairs<Item>(
  expected: readonly Item[],
  seen: readonly Row[],
  key: (row: Item | Row) => string,
  alike: (item: Item, row: Row) => number,
): [Item, Row][] {
  const left = new Map<string, Row[]>();
  for (const row of seen) {
    left.set(key(row), [...(left.get(key(row)) ?? []), row]);
  }
  return expected.map((item) => {
    const rows = left.get(key(item)) ?? [];
    const best = rows.reduce((one, other) => (alike(item, other) > alike(item, one) ? other : one), rows[0] ?? {});
    left.set(
      key(item),
      rows.filter((row) => row !== best),
    );
    return [item, best];
  });
}

/** A sentence that holds, of several; the first where more than one does. */
export function firstTrue(sentences: readonly (readonly [boolean | (() => boolean), string])[]): string | undefined {
  return sentences.find(([holds]) => (typeof holds === "boolean" ? holds : holds()))?.[1];
}

/** A sentence of what is wrong and, where that is known, why. */
export function because(what: string, why: string | undefined): string {
  const text = why === undefined ? what : `${what}: ${why}`;
  return /[.?]$/.test(text) ? text : `${text}.`;
}

/** A number with as many digits as a person reads. */
export function shown(value: unknown, digits = 4): string {
  return value === null || value === undefined ? "NULL" : Number(value).toFixed(digits);
}

/** Two values, expected and seen, with as many digits as it takes to tell them apart. */
export function shownApart(expected: number, seen: unknown, digits = 4): [string, string] {
  const short: [string, string] = [shown(expected, digits), shown(seen, digits)];
  return short[0] === short[1] ? [String(expected), String(seen)] : short;
}

/** The rows by a text column. */
export function byColumn(rows: readonly Row[], name: string): Map<string, Row> {
  return new Map(rows.map((row) => [String(row[name]), row]));
}
