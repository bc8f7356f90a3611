import type { ColumnInfo } from "@aws-sdk/client-athena";
import type { TrinoColumn } from "../../engines/trino/trino-client";

/** Precision as Athena tells it where the type itself does not. */
const precisions: Readonly<Record<string, number>> = {
  bigint: 19,
  integer: 10,
  smallint: 5,
  tinyint: 3,
  double: 17,
  float: 17,
  varchar: 2147483647,
  varbinary: 1073741824,
  timestamp: 3,
  time: 3,
  "time with time zone": 3,
  "timestamp with time zone": 3,
};

/** A column of a result as `GetQueryResults` describes it. */
export function columnInfo({ name, typeSignature }: TrinoColumn): ColumnInfo {
  const type = typeSignature.rawType === "real" ? "float" : typeSignature.rawType;
  const [first, second] = typeSignature.arguments
    .filter((argument) => argument.kind === "LONG")
    .map((argument) => Number(argument.value));
  return textColumn(name, type, Math.min(first ?? precisions[type] ?? 0, 2147483647), second ?? 0);
}

/** A column that DDL and utility statements answer with: text. */
export function textColumn(name: string, type = "string", precision = 0, scale = 0): ColumnInfo {
  return {
    CatalogName: "hive",
    SchemaName: "",
    TableName: "",
    Name: name,
    Label: name,
    Type: type,
    Precision: precision,
    Scale: scale,
    Nullable: "UNKNOWN",
    CaseSensitive: type === "varchar" || type === "char" || type === "string",
  };
}
