import type { ColumnInfo } from "@aws-sdk/client-athena";

export interface DescribedResult {
  /** Trino's id of the query where Trino ran it, else Athena's. */
  readonly id: string;
  readonly columns: readonly ColumnInfo[];
  /** What a query that wrote did, as Trino names it: `INSERT`, `CREATE TABLE`. */
  readonly updateType?: string | undefined;
  readonly updateCount?: number | undefined;
}

/**
 * The bytes of a `.metadata` file: a Protocol Buffers message whose field 4, repeated, describes the columns.
 * Drivers that read results straight from S3 take the types from it (docs/decisions/0008-result-files.md).
 */
export function resultMetadata({ id, columns, updateType, updateCount }: DescribedResult): Buffer {
  return Buffer.concat([
    textField(1, id),
    ...(updateType === undefined ? [] : [textField(2, updateType), numberField(3, updateCount ?? 0)]),
    ...columns.map((column) => bytesField(4, columnMessage(column))),
  ]);
}

/** Which of precision, scale and case sensitivity Athena tells, by type; all three of what is not named here. */
const told: Readonly<Record<string, { precision: boolean; scale: boolean; caseSensitive: boolean }>> = {
  ...allOf(["string", "array", "map", "row", "json", "uuid", "ipaddress"], false, false, false),
  ...allOf(["boolean", "interval day to second", "interval year to month"], false, false, true),
  ...allOf(["date"], false, true, true),
};

function allOf(types: readonly string[], precision: boolean, scale: boolean, caseSensitive: boolean) {
  return Object.fromEntries(types.map((type) => [type, { precision, scale, caseSensitive }]));
}

function columnMessage(column: ColumnInfo): Buffer {
  const nullable = { NOT_NULL: 1, NULLABLE: 2, UNKNOWN: 3 }[column.Nullable ?? "UNKNOWN"];
  const tells = told[column.Type ?? ""] ?? { precision: true, scale: true, caseSensitive: true };
  return Buffer.concat([
    textField(1, column.CatalogName),
    textField(4, column.Name),
    textField(5, column.Label),
    textField(6, column.Type),
    ...(tells.precision ? [numberField(7, column.Precision ?? 0)] : []),
    ...(tells.scale ? [numberField(8, column.Scale ?? 0)] : []),
    numberField(9, nullable),
    ...(tells.caseSensitive ? [numberField(10, column.CaseSensitive === true ? 1 : 0)] : []),
  ]);
}

function textField(field: number, text = ""): Buffer {
  return bytesField(field, Buffer.from(text));
}

function bytesField(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes]);
}

function numberField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)]);
}

/** @see https://protobuf.dev/programming-guides/encoding/#varints */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) + 128);
  }
  return Buffer.from([...bytes, rest]);
}
