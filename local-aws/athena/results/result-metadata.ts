import type { ColumnInfo } from "@aws-sdk/client-athena";

/**
 * The bytes of a `.metadata` file: a Protocol Buffers message whose field 4, repeated, describes the columns.
 * Drivers that read results straight from S3 take the types from it (docs/decisions/0008-result-files.md).
 */
export function resultMetadata(columns: readonly ColumnInfo[]): Buffer {
  return Buffer.concat(columns.map((column) => bytesField(4, columnMessage(column))));
}

function columnMessage(column: ColumnInfo): Buffer {
  const nullable = { NOT_NULL: 1, NULLABLE: 2, UNKNOWN: 3 }[column.Nullable ?? "UNKNOWN"];
  return Buffer.concat([
    textField(1, column.CatalogName),
    textField(4, column.Name),
    textField(5, column.Label),
    textField(6, column.Type),
    numberField(7, column.Precision ?? 0),
    numberField(8, column.Scale ?? 0),
    numberField(9, nullable),
    numberField(10, column.CaseSensitive === true ? 1 : 0),
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
