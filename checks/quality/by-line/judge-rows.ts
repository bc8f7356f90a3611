import { close } from "../../engine/compare";
import { type Finding, right, type WrongFinding, wrong } from "../../engine/verdict";
import { gaugeOf, type RawRow } from "../truth";

/** What is compared of each row. */
export const comparedColumns = ["coil_id", "seen_at", "day", "line", "gauge_mm", "area_px", "gloss"] as const;

type Column = (typeof comparedColumns)[number];

/** A row as text; undefined is NULL. */
export type SeenRow = Readonly<Record<Column, string | undefined>>;

/** A row from its cells, in the order of {@link comparedColumns}. */
export function seenRow(cells: readonly (string | undefined)[]): SeenRow {
  return Object.fromEntries(comparedColumns.map((name, index) => [name, cells[index]])) as SeenRow;
}

/** A table as it is looked at; each part is read where it is needed. */
export interface SeenTable {
  /** Hive's type by the column's name in lower case. */
  readonly types: ReadonlyMap<string, string>;
  count(): Promise<number>;
  rows(): Promise<readonly SeenRow[]>;
}

/** Judges the table against the rows that the plant sent. */
export async function judgeTable(raw: readonly RawRow[], table: SeenTable): Promise<Finding> {
  const otherTypes = judgeTypes(table.types);
  if (otherTypes !== undefined) {
    return otherTypes;
  }
  const count = await table.count();
  const rows = await table.rows();
  return count === raw.length ? judgeRows(raw, rows) : otherNumber(raw, rows, count);
}

const numbers = /^(tinyint|smallint|int|integer|bigint|float|real|double|decimal\(.*\))$/;
const texts = /^(string|varchar|char)(\(.*\))?$/;
const wanted: Readonly<Record<Column, { readonly type: string; readonly accepted: RegExp }>> = {
  coil_id: { type: "string", accepted: texts },
  seen_at: { type: "timestamp", accepted: /^timestamp/ },
  day: { type: "date", accepted: /^date$/ },
  line: { type: "string", accepted: texts },
  gauge_mm: { type: "double", accepted: /^double$/ },
  area_px: { type: "bigint", accepted: numbers },
  gloss: { type: "double", accepted: numbers },
};

function judgeTypes(types: ReadonlyMap<string, string>): WrongFinding | undefined {
  for (const name of comparedColumns) {
    const { type, accepted } = wanted[name];
    const seen = types.get(name)?.toLowerCase();
    if (seen === undefined) {
      return wrong(`The column ${name} is missing.`, {
        expected: `${name} ${type}`,
        seen: [...types.keys()].join(", "),
      });
    }
    if (!accepted.test(seen)) {
      return wrong(`${name} has another type${whyType(name, seen)}.`, {
        praise: "The columns are there.",
        expected: `${name} ${type}`,
        seen: `${name} ${seen}`,
      });
    }
  }
  return undefined;
}

function whyType(name: Column, seen: string): string {
  const isText = texts.test(seen);
  if (name === "gauge_mm" && isText) {
    return ": as text, 10.000 comes before 2.500, and no mean can be taken";
  }
  if (name === "seen_at" && isText) {
    return ": text sorts, but cannot be subtracted or shown by the hour";
  }
  return name === "coil_id" && numbers.test(seen) ? ": an identifier is text, a number loses its zeros" : "";
}

const praise = "The right columns and types.";

/** Another number of rows than the plant sent. */
function otherNumber(raw: readonly RawRow[], seen: readonly SeenRow[], count: number): WrongFinding {
  const key = ({ coil_id: id, seen_at: at }: RawRow | SeenRow): string => `${Number(id)} ${at?.replace(/\.0+$/, "")}`;
  const there = new Set(seen.map(key));
  const lost = raw.find((row) => !there.has(key(row)));
  const isDistinct = lost === undefined && count === new Set(raw.map(key)).size;
  const why =
    count === 0
      ? "The table has no row."
      : count === 2 * raw.length
        ? "There are twice as many rows: was INSERT INTO run after the CTAS, or the CTAS run into files of an earlier one?"
        : isDistinct
          ? "Every row is there, but none twice: DISTINCT or GROUP BY cleans, and this table is to show what the plant sent."
          : count < raw.length && lost !== undefined
            ? `Rows are missing, such as that of coil ${lost.coil_id}: does a WHERE or a JOIN leave it out?`
            : "The number of rows is another.";
  return wrong(why, { praise, expected: `${raw.length} rows`, seen: `${count} rows` });
}

/** The rows, whatever their order. */
function judgeRows(raw: readonly RawRow[], seen: readonly SeenRow[]): Finding {
  const left = [...seen];
  for (const row of raw) {
    const at = left.findIndex((one) => differing(row, one).length === 0);
    if (at >= 0) {
      left.splice(at, 1);
    } else {
      // of the rows of that coil, the one that is most alike
      const [like] = left
        .filter(({ coil_id: id }) => Number(id) === Number(row.coil_id))
        .sort((a, b) => differing(row, a).length - differing(row, b).length);
      return otherRow(row, like);
    }
  }
  const gauges = raw.filter(({ gauge }) => gauge !== "").length;
  return right(`${raw.length} rows, typed, ${gauges} with a gauge.`);
}

/** The columns in which a row differs from the plant's. */
function differing(row: RawRow, seen: SeenRow): Column[] {
  return comparedColumns.filter((name) => !isSame(row, name, seen[name]));
}

function isSame(row: RawRow, name: Column, seen: string | undefined): boolean {
  switch (name) {
    case "seen_at":
      return seen?.replace(/\.0+$/, "") === row.seen_at;
    case "gauge_mm":
      return row.gauge === "" ? seen === undefined : close(seen, gaugeOf(row), 1e-6);
    case "area_px":
    case "gloss":
      return row[name] === "" ? seen === undefined : close(seen, Number(row[name]), 1e-6);
    default:
      return seen === row[name];
  }
}

function otherRow(row: RawRow, seen: SeenRow | undefined): Finding {
  const more = { praise: "The right columns, types and number of rows." };
  if (seen === undefined) {
    return wrong(`A row of coil ${row.coil_id} is missing, and another row is there in its place.`, {
      ...more,
      expected: `${row.coil_id}, seen at ${row.seen_at}`,
    });
  }
  const name = differing(row, seen)[0] as Column;
  return wrong(`${name} of coil ${row.coil_id} is another than in the CSV${whyValue(row, name, seen)}.`, {
    ...more,
    expected: `${name} ${plantsValue(row, name) || "NULL"}`,
    seen: `${name} ${seen[name] ?? "NULL"}`,
  });
}

function plantsValue(row: RawRow, name: Column): string {
  return name === "gauge_mm" ? row.gauge : row[name];
}

function whyValue(row: RawRow, name: Column, seen: SeenRow): string {
  if (name === "gauge_mm" && row.gauge.endsWith(" mm") && seen.gauge_mm === undefined) {
    return ": its unit is written out, and it has become NULL, as TRY_CAST makes it";
  }
  if (name === "gauge_mm" && row.gauge === "") {
    return ": it is empty there, and has become a value";
  }
  if (name === "coil_id" && seen.coil_id === String(Number(row.coil_id))) {
    return ": its zeros are gone";
  }
  return name === "day" && seen.day === row.seen_at.slice(0, 10)
    ? ": that is the day of seen_at, and this coil's shift began the day before"
    : "";
}
