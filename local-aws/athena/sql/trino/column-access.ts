import type { Table } from "@aws-sdk/client-glue";
import { TrinoError } from "../../../engines/trino/trino-client";

/** A format whose columns can be found by name or by place: its SerDe's property, Athena's default, Trino's property. */
const formats = [
  { serde: /parquet/i, property: "parquet.column.index.access", byDefault: "false", trino: "parquet_use_column_names" },
  { serde: /orc/i, property: "orc.column.index.access", byDefault: "true", trino: "orc_use_column_names" },
];

/**
 * The session properties of Trino that stand for the SerDe properties `parquet.column.index.access` and
 * `orc.column.index.access` of the tables that a query reads.
 *
 * @throws TrinoError where its tables differ in it: Trino takes one way for all tables of a query.
 * @see https://docs.aws.amazon.com/athena/latest/ug/handling-schema-updates-chapter.html#index-access
 */
export function columnAccess(tables: ReadonlySet<Table>): Record<string, string> {
  const session: Record<string, string> = {};
  for (const { serde, property, byDefault, trino } of formats) {
    const ways = [...tables]
      .map(({ StorageDescriptor }) => StorageDescriptor?.SerdeInfo)
      .filter((info) => serde.test(info?.SerializationLibrary ?? ""))
      .map((info) => (info?.Parameters?.[property] ?? byDefault).toLowerCase());
    const [way = byDefault, other] = [...new Set(ways)];
    if (other !== undefined) {
      const message = `This query reads tables that differ in ${property}, which the embedded Athena cannot`;
      throw new TrinoError({ errorName: "NOT_SUPPORTED", errorType: "USER_ERROR", message });
    }
    if (way !== byDefault) {
      session[`awsdatacatalog.${trino}`] = String(way !== "true");
    }
  }
  return session;
}
