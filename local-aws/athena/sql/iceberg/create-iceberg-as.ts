import { icebergCatalog } from "../../../engines/trino/trino-config";
import { HiveError } from "../../ddl/hive/hive-error";
import { icebergProperties } from "../../ddl/iceberg/athena-properties";
import type { SqlReader } from "../text/sql-reader";
import { quotedName } from "../text/table-name";
import { type Property, refusedProperty } from "../trino/write-properties";
import { codecSession } from "./write-session";

export interface IcebergWrite {
  /** Trino's properties of the table, in order. */
  readonly properties: ReadonlyMap<string, string>;
  readonly session: Readonly<Record<string, string>>;
  /** What the table keeps, in Iceberg's words: Trino's own statement takes nothing of Athena's. */
  readonly kept: Readonly<Record<string, string>>;
}

/** Whether a CREATE TABLE AS makes an Iceberg table. */
export const makesIceberg = (given: readonly Property[]): boolean => textOf(given, "table_type") === "ICEBERG";

/**
 * Trino's properties for Athena's of a CREATE TABLE AS that makes an Iceberg table.
 *
 * @throws TrinoError
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-table-as.html#ctas-table-properties
 */
export function icebergWrite(reader: SqlReader, given: readonly Property[]): IcebergWrite {
  const properties = new Map<string, string>();
  const athena: Record<string, string> = {};
  for (const property of given) {
    const { name, text } = property;
    if (name === "location" || name === "partitioning") {
      properties.set(name, text);
    } else if (name === "is_external") {
      if (text.toLowerCase() !== "false") {
        throw refusedProperty(reader, property, "An Iceberg table needs is_external = false");
      }
    } else if (["external_location", "partitioned_by", "bucketed_by", "bucket_count"].includes(name)) {
      throw refusedProperty(reader, property, `Table property '${name}' is not supported for Iceberg tables`);
    } else if (name !== "table_type") {
      athena[name] = text.replace(/^'(.*)'$/s, "$1");
    }
  }
  for (const [name, what] of [
    ["is_external", "is_external = false"],
    ["location", "a location"],
  ] as const) {
    if (!given.some((property) => property.name === name)) {
      throw reader.refusal("INVALID_TABLE_PROPERTY", `An Iceberg table needs ${what}`);
    }
  }
  const all = propertiesOf(reader, given, athena);
  properties.set("format", `'${all["write.format.default"]?.toUpperCase()}'`);
  return { properties, session: codecSession(all), kept: all };
}

function propertiesOf(reader: SqlReader, given: readonly Property[], athena: Record<string, string>) {
  try {
    return icebergProperties(athena);
  } catch (error) {
    const [named] = given.filter(({ name }) => error instanceof HiveError && error.message.includes(name));
    const message = (error as Error).message.replace("FAILED: SemanticException ", "");
    throw named ? refusedProperty(reader, named, message) : error;
  }
}

/** A table's name in Trino's catalog of Iceberg tables. */
export function inIcebergCatalog({ database, table }: { readonly database: string; readonly table: string }): string {
  return [icebergCatalog, database, table].map(quotedName).join(".");
}

function textOf(given: readonly Property[], name: string): string | undefined {
  return given
    .find((property) => property.name === name)
    ?.text.replaceAll("'", "")
    .toUpperCase();
}
