/** What a cell holds. */
export type Cell = string | number | boolean | Date | null;

/** danfo's names of column types. */
export type ColumnType = "int32" | "float32" | "string" | "boolean" | "datetime";

/** What Athena says of a column. */
export interface AthenaColumn {
  readonly Name?: string;
  /** Athena's type, such as `bigint`. */
  readonly Type?: string;
}

/** A column with its values in the right types. */
export interface TypedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly values: readonly Cell[];
}

type Convert = (text: string) => Cell;

const integers: ReadonlySet<string> = new Set(["tinyint", "smallint", "integer", "int"]);
const floats: ReadonlySet<string> = new Set(["float", "real", "double"]);
/** A number keeps every decimal number of up to 15 digits. */
const exactDigits = 15;

/**
 * Turns one column of Athena's answer, which is text, into typed values:
 * numbers, booleans, `Date` for dates and timestamps (read as UTC), null for NULL, and text for everything else.
 * A `bigint` or `decimal` column becomes numbers only where each value fits one exactly; where one does not, the whole
 * column stays text, digit for digit (`BigInt(text)` counts with it).
 *
 * @param texts Undefined where the value is NULL.
 */
export function convertColumn(info: AthenaColumn, texts: readonly (string | undefined)[]): TypedColumn {
  const [type, convert] = converter(info, texts);
  return {
    name: info.Name ?? "",
    type,
    values: texts.map((text) => (text === undefined ? null : convert(text))),
  };
}

function converter(info: AthenaColumn, texts: readonly (string | undefined)[]): [ColumnType, Convert] {
  const type = (info.Type ?? "varchar").toLowerCase();
  if (integers.has(type)) {
    return ["int32", Number];
  }
  if (type === "bigint") {
    const exact = texts.every((text) => text === undefined || Number.isSafeInteger(Number(text)));
    return exact ? ["int32", Number] : ["string", String];
  }
  if (floats.has(type)) {
    return ["float32", Number];
  }
  if (type === "decimal") {
    const exact = texts.every(
      (text) => text === undefined || text.replace(/[^0-9]/g, "").replace(/^0+/, "").length <= exactDigits,
    );
    return exact ? ["float32", Number] : ["string", String];
  }
  if (type === "boolean") {
    return ["boolean", (text) => text === "true"];
  }
  if (type === "date") {
    return ["datetime", (text) => toDate(`${text}T00:00:00Z`, text)];
  }
  if (type === "timestamp") {
    return ["datetime", (text) => toDate(`${text.replace(" ", "T")}Z`, text)];
  }
  if (type === "timestamp with time zone" && texts.every((text) => text === undefined || text.endsWith(" UTC"))) {
    return ["datetime", (text) => toDate(`${text.slice(0, -4).replace(" ", "T")}Z`, text)];
  }
  return ["string", String];
}

/** A date that JavaScript cannot hold stays text. */
function toDate(iso: string, text: string): Cell {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? text : date;
}
