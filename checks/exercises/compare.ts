import type { Row } from "./lab";
import { type WrongFinding, wrong } from "./verdict";

export interface Differences {
  /** Expected, but not seen. */
  readonly missing: readonly string[];
  /** Seen, but not expected. */
  readonly extra: readonly string[];
  /** Seen more than once. */
  readonly twice: readonly string[];
}

/** Compares which keys there are. */
export function compareKeys(expected: Iterable<string>, seen: readonly string[]): Differences {
  const wanted = new Set(expected);
  const found = new Set<string>();
  const twice: string[] = [];
  for (const key of seen) {
    (found.has(key) ? twice : { push: () => found.add(key) }).push(key);
  }
  return {
    missing: [...wanted].filter((key) => !found.has(key)).sort(),
    extra: [...found].filter((key) => !wanted.has(key)).sort(),
    twice,
  };
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

/** A number with as many digits as a person reads. */
export function shown(value: unknown, digits = 4): string {
  return value === null || value === undefined ? "NULL" : Number(value).toFixed(digits);
}

/** The rows by a text column. */
export function byColumn(rows: readonly Row[], name: string): Map<string, Row> {
  return new Map(rows.map((row) => [String(row[name]), row]));
}
