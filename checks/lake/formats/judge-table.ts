import type { Table } from "@aws-sdk/client-glue";
import { compareKeys, wrongKeys } from "../../engine/compare";
import { type Finding, right, type WrongFinding, wrong } from "../../engine/verdict";
import { type CutColumn, cutColumns, cutTypes } from "../layout";
import type { Cut } from "../shop/cuts";

/** A row's cells as Athena writes them, in the order of {@link cutColumns}; undefined is NULL. */
export type SeenCut = readonly (string | undefined)[];

/** A table as Athena reads it. */
export interface SeenCuts {
  readonly count: number;
  /** Each so-manieth cut, {@link everyOf}, and what has no number. */
  readonly rows: readonly SeenCut[];
}

/** Athena's answers are read a thousand rows at most, so of so many cuts each `everyOf`th is compared. */
export function everyOf(cuts: number): number {
  return Math.ceil(cuts / 900);
}

/** The SQL that reads of a table what {@link judgeRows} compares. */
export function readingSql(table: string, cuts: number): string {
  const cells = cutColumns.map((name) => (name === "cut_at" ? "date_format(cut_at, '%Y-%m-%d %H:%i:%s')" : name));
  return `SELECT ${cells.join(", ")} FROM ${table} WHERE cut_id % ${everyOf(cuts)} = 0 OR cut_id IS NULL`;
}

/** Judges the columns of a table in the catalog. */
export function judgeTypes({ StorageDescriptor, PartitionKeys = [] }: Table): WrongFinding | undefined {
  const seen = new Map(
    [...(StorageDescriptor?.Columns ?? []), ...PartitionKeys].map(({ Name = "", Type = "" }) => [
      Name.toLowerCase(),
      Type.toLowerCase(),
    ]),
  );
  for (const name of cutColumns) {
    const type = seen.get(name);
    if (type === undefined) {
      return wrong(`The column ${name} is missing.`, {
        expected: cutColumns.join(", "),
        seen: [...seen.keys()].join(", "),
      });
    }
    if (!accepted(name).test(type)) {
      return wrong(`${name} has another type${whyType(name, type)}.`, {
        praise: "Its columns have the right names.",
        expected: `${name} ${cutTypes[name]}`,
        seen: `${name} ${type}`,
      });
    }
  }
  return undefined;
}

function accepted(name: CutColumn): RegExp {
  const type = cutTypes[name];
  if (type === "string") {
    return /^(string|varchar|char)/;
  }
  return type === "int" || type === "bigint" ? /^(int|integer|bigint)$/ : new RegExp(`^${type}`);
}

function whyType(name: CutColumn, seen: string): string {
  const isText = /^(string|varchar|char)/.test(seen);
  if (name === "cut_at" && isText) {
    return ": text sorts, but no hour can be taken of it, and none subtracted";
  }
  return isText ? ": as text, 9 comes after 10, and no mean can be taken" : "";
}

/** Judges the rows that Athena reads from a table. */
export function judgeRows(cuts: readonly Cut[], { count, rows }: SeenCuts): Finding {
  const every = everyOf(cuts.length);
  const compared = cuts.filter(({ cut_id: id }) => id % every === 0);
  const byId = new Map(rows.map((cells) => [cells[0] ?? "NULL", cells]));
  const ids = rows.map((cells) => cells[0] ?? "NULL");
  if (count === cuts.length + 1 && byId.has("NULL")) {
    return wrong("There is one row too many, and it has no cut_id: the header's line is read as a cut.", {
      expected: `${cuts.length} rows`,
      seen: `${count} rows`,
    });
  }
  if (rows.length > 0 && rows.every((cells) => cells.slice(1).every((cell) => cell === undefined || cell === ""))) {
    return wrong("Only the first column has values: what stands between the cells of the file?", {
      expected: "a value in every column",
      seen: rows[0]?.map((cell) => cell ?? "NULL").join(", "),
    });
  }
  const differing = wrongKeys(
    "cuts",
    compareKeys(
      compared.map((cut) => String(cut.cut_id)),
      ids,
    ),
    cuts.length,
    count,
  );
  if (differing !== undefined) {
    return differing;
  }
  if (count !== cuts.length) {
    return wrong("The number of rows is another.", { expected: `${cuts.length} rows`, seen: `${count} rows` });
  }
  for (const cut of compared) {
    const cells = byId.get(String(cut.cut_id)) ?? [];
    const at = cutColumns.findIndex((name, index) => !isSame(cut[name], cells[index]));
    const name = cutColumns[at];
    if (name !== undefined) {
      return wrong(`${name} of cut ${cut.cut_id} is another than in the file${whyCell(cut[name], cells[at])}.`, {
        praise: "Every cut is there.",
        expected: `${name} ${cut[name] ?? "NULL"}`,
        seen: `${name} ${shownCell(cells[at])}`,
      });
    }
  }
  return right(`${cuts.length} cuts, every cell as in the file.`);
}

function isSame(expected: string | number | null, seen: string | undefined): boolean {
  if (expected === null || seen === undefined) {
    return expected === null && seen === undefined;
  }
  return typeof expected === "number" ? seen !== "" && Number(seen) === expected : expected === seen;
}

function whyCell(expected: string | number | null, seen: string | undefined): string {
  if (expected === null && seen === "") {
    return ": it is empty there, and an empty text is not NULL, so count(failure) counts it";
  }
  return expected !== null && seen === undefined ? ": it has become NULL" : "";
}

const shownCell = (cell: string | undefined): string => (cell === undefined ? "NULL" : cell === "" ? "''" : cell);
