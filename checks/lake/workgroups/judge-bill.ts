import { because, close, compareKeys, firstTrue, wrongKeys } from "../../engine/compare";
import { groups } from "../../engine/groups";
import type { Answer } from "../../engine/lab/lab";
import { readAnswer } from "../../engine/lab/read-answer";
import { type Finding, right, wrong } from "../../engine/verdict";
import type { LoggedQuery } from "./query-log";

const columns = ["team", "queries", "billed", "dollars"] as const;
type Column = (typeof columns)[number];

/** Which queries are billed, and at how many bytes. */
interface Tariff {
  readonly isBilled: (query: LoggedQuery) => boolean;
  readonly bytesOf: (bytes: number) => number;
  readonly perByte: number;
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6) * 1e6;

/**
 * Athena's list price: 5 dollars for 10¹² bytes, whole megabytes, ten at least for a query that read something; what
 * failed is free, what was cancelled is not.
 *
 * @see https://aws.amazon.com/athena/pricing/
 */
const tariff: Tariff = {
  isBilled: ({ bytes, state }) => bytes > 0 && state !== "FAILED",
  bytesOf: (bytes) => Math.max(megabytes(bytes), 1e7),
  perByte: 5e-12,
};

function bill(queries: readonly LoggedQuery[], { isBilled, bytesOf, perByte }: Tariff) {
  const billed = queries.filter(isBilled);
  return { billed: billed.length, dollars: billed.reduce((sum, { bytes }) => sum + bytesOf(bytes), 0) * perByte };
}

/** Judges the view of what each team's queries cost. */
export function judgeBill(log: readonly LoggedQuery[], answer: Pick<Answer, "columns" | "rows">): Finding {
  const read = readAnswer(answer, columns);
  if (!("rows" in read)) {
    return read;
  }
  const { rows } = read;
  const teams = groups(log, ({ team }) => team);
  const seen = rows.map((row) => row.team ?? "NULL");
  const differences = compareKeys(
    teams.map(([team]) => team),
    seen,
  );
  const differing = wrongKeys("teams", differences, teams.length, seen.length);
  if (differing !== undefined) {
    const why = differences.missing.length > 0 ? " Who pays nothing has a bill, too." : "";
    return { ...differing, message: `${differing.message}${why}` };
  }
  const byTeam = new Map(rows.map((row) => [row.team ?? "", row]));
  /** Whether a column is, of every team, what a tariff says. */
  const isAll = (name: Column, value: (queries: readonly LoggedQuery[]) => number): boolean =>
    teams.every(([team, own]) => close(byTeam.get(team)?.[name], value(own), 1e-9));
  const firstOther = (name: Column, value: (queries: readonly LoggedQuery[]) => number) =>
    teams.find(([team, own]) => !close(byTeam.get(team)?.[name], value(own), 1e-9));
  const not = (name: Column, value: (queries: readonly LoggedQuery[]) => number, why: string | undefined) => {
    const [team, own] = firstOther(name, value) ?? ["", []];
    const shown = byTeam.get(team)?.[name] ?? "NULL";
    return wrong(because(`${name} of ${team} is another number`, why), { expected: `${value(own)}`, seen: shown });
  };
  const all = (own: readonly LoggedQuery[]): number => own.length;
  if (!isAll("queries", all)) {
    return not("queries", all, firstTrue([[isAll("queries", billedOf()), "it leaves out what is free"]]));
  }
  if (!isAll("billed", billedOf())) {
    const why = firstTrue([
      [isAll("billed", all), "a query that read nothing is free"],
      [
        isAll(
          "billed",
          billedOf(({ state }) => state !== "FAILED"),
        ),
        "a query that read nothing is free",
      ],
      [
        isAll(
          "billed",
          billedOf(({ bytes }) => bytes > 0),
        ),
        "a query that failed is free",
      ],
      [
        isAll(
          "billed",
          billedOf(({ bytes, state }) => bytes > 0 && state === "SUCCEEDED"),
        ),
        "a query that was cancelled is billed for what it had read",
      ],
    ]);
    return not("billed", billedOf(), why);
  }
  if (!isAll("dollars", dollarsOf())) {
    const isNull = teams.some(([team]) => byTeam.get(team)?.dollars === undefined);
    const sums = (own: readonly LoggedQuery[]): number =>
      Math.max(megabytes(own.filter(tariff.isBilled).reduce((sum, { bytes }) => sum + bytes, 0)), 1e7) * tariff.perByte;
    const paying = ([, own]: readonly [string, readonly LoggedQuery[]]): boolean => own.some(tariff.isBilled);
    const isSummed = teams.filter(paying).every(([team, own]) => close(byTeam.get(team)?.dollars, sums(own), 1e-9));
    const why = firstTrue([
      [isNull, "a sum over nothing is NULL, and no bill"],
      [
        isAll("dollars", dollarsOf({ bytesOf: (bytes) => bytes })),
        "a query pays for 10 MB at least, in whole megabytes",
      ],
      [isAll("dollars", dollarsOf({ bytesOf: megabytes })), "a query pays for 10 MB at least"],
      [isAll("dollars", dollarsOf({ bytesOf: (bytes) => Math.max(bytes, 1e7) })), "a megabyte begun is a whole one"],
      [isAll("dollars", dollarsOf({ perByte: 5 / 2 ** 40 })), "a terabyte is 10¹² bytes here"],
      [isSummed, "each query pays for 10 MB at least, not all of them together"],
    ]);
    return not("dollars", dollarsOf(), why);
  }
  const total = teams.reduce((sum, [, own]) => sum + bill(own, tariff).dollars, 0);
  return right(`${teams.length} teams, $${total.toFixed(2)} together.`);
}

function billedOf(isBilled = tariff.isBilled): (queries: readonly LoggedQuery[]) => number {
  return (queries) => bill(queries, { ...tariff, isBilled }).billed;
}

function dollarsOf(other: Partial<Tariff> = {}): (queries: readonly LoggedQuery[]) => number {
  return (queries) => bill(queries, { ...tariff, ...other }).dollars;
}
