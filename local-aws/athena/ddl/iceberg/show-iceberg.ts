import type { Table } from "@aws-sdk/client-glue";
import { currentSchema, currentSpec, type IcebergMetadata } from "../../../glue/catalog/iceberg/metadata";
import { hiveType } from "../../../glue/catalog/iceberg/types";
import type { DdlContext } from "../ddl-result";
import { semanticError } from "../hive/hive-error";
import { quoted } from "../hive/string-literal";
import { athenaProperties, icebergProperties } from "./athena-properties";
import { icebergTables } from "./iceberg-context";
import { termText } from "./partition-fields";

/** What Athena cannot write as DDL it refuses to show; its own properties, Iceberg's of the format and comments it can. */
const shownBesides = ["comment"];

/** The lines of a plain DESCRIBE: columns, then the partition spec. */
export function describeIceberg(table: Table, context: DdlContext): string[] {
  const metadata = icebergTables(context).metadata(table);
  const columns = currentSchema(metadata).fields.map(
    ({ name, type, doc = "" }) => `${name}\t${hiveType(type)}\t${doc}`,
  );
  const fields = currentSpec(metadata).map(
    (field) => `${field.name}\t${field.transform}\t${columnOf(metadata, field["source-id"])}`,
  );
  return [
    ...["# Table schema:\t\t", "# col_name\tdata_type\tcomment", ...columns, "\t\t"],
    ...["# Partition spec:\t\t", "# field_name\tfield_transform\tcolumn_name", ...fields],
  ];
}

/** The lines of `SHOW TBLPROPERTIES`. @param property The only one that is asked for. */
export function icebergPropertyLines(table: Table, property: string | undefined, context: DdlContext): string[] {
  const shown = athenaProperties(icebergTables(context).metadata(table).properties ?? {});
  if (property !== undefined) {
    return [shown[property] ?? `Table ${table.DatabaseName}.${table.Name} does not have property: ${property}`];
  }
  return Object.entries(shown)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}\t${value}`);
}

/**
 * The statement that makes the table again.
 *
 * @throws HiveError where Athena's DDL cannot.
 * @see https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-show-create-table.html
 */
export function icebergTableText(name: string, table: Table, context: DdlContext): string {
  const metadata = icebergTables(context).metadata(table);
  const { table_type, ...properties } = athenaProperties(metadata.properties ?? {});
  for (const property of shownBesides) {
    delete properties[property];
  }
  try {
    icebergProperties(properties);
  } catch {
    throw semanticError(`UNSUPPORTED: The table ${table.Name} has properties that Athena's DDL does not have`, 1200);
  }
  const columns = currentSchema(metadata).fields.map(
    ({ name: column, type, doc }) =>
      `  \`${column}\` ${hiveType(type)}${doc === undefined ? "" : ` COMMENT '${quoted(doc)}'`}`,
  );
  const terms = currentSpec(metadata).map(
    (field) => `  ${termText(field.transform, columnOf(metadata, field["source-id"]))}`,
  );
  const comment = metadata.properties?.comment;
  return [
    `CREATE TABLE ${name} (`,
    `${columns.join(",\n")})`,
    ...(comment === undefined ? [] : [`COMMENT '${quoted(comment)}'`]),
    ...(terms.length === 0 ? [] : [`PARTITIONED BY (`, `${terms.join(",\n")})`]),
    `LOCATION '${metadata.location}'`,
    "TBLPROPERTIES (",
    `${Object.entries({ table_type, ...properties })
      .map(([property, value]) => `  '${property}'='${quoted(value ?? "")}'`)
      .join(",\n")}`,
    ");",
  ].join("\n");
}

function columnOf(metadata: IcebergMetadata, id: number): string {
  return currentSchema(metadata).fields.find((field) => field.id === id)?.name ?? "";
}
