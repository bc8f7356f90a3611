import type { Table } from "@aws-sdk/client-glue";
import { isIceberg } from "../../../glue/catalog/iceberg/metadata";
import { inHashOrder } from "../../results/hash-order";
import { type DdlContext, type DdlResult, resultOf } from "../ddl-result";
import type { HiveReader } from "../hive/hive-reader";
import { findTable, isView } from "../hive/metastore";
import { quoted } from "../hive/string-literal";
import { icebergTableText } from "../iceberg/show-iceberg";
import { serdes, shownComment } from "../tables/formats";

/** @see https://docs.aws.amazon.com/athena/latest/ug/show-create-table.html */
export function showCreateTable(reader: HiveReader, context: DdlContext): DdlResult {
  const { catalog, database } = context;
  const name = reader.within("show statement", () => {
    reader.expect("SHOW", "CREATE", "TABLE");
    return reader.tableName(database);
  });
  reader.end();
  const table = findTable(catalog, name);
  const text = isIceberg(table)
    ? icebergTableText(name.text, table, context)
    : isView(table)
      ? `CREATE VIEW \`${name.text}\` AS ${table.ViewExpandedText}`
      : createTableText(name.text, table);
  return resultOf(["createtab_stmt"], text.split("\n"));
}

/** The statement that makes the table again, laid out as Hive does, blanks at the ends of lines included. */
function createTableText(name: string, table: Table): string {
  const { StorageDescriptor: storage = {}, PartitionKeys = [], Parameters = {} } = table;
  const serde = storage.SerdeInfo?.SerializationLibrary;
  const columns = (storage.Columns ?? []).map(({ Name, Type, Comment }) => {
    const comment = shownComment(serde, Comment);
    return `  \`${Name}\` ${Type}${comment === undefined ? "" : ` COMMENT '${quoted(comment)}'`}`;
  });
  const keys = PartitionKeys.map(
    ({ Name, Type, Comment }) => `  \`${Name}\` ${Type}${Comment === undefined ? "" : ` COMMENT '${quoted(Comment)}'`}`,
  );
  return [
    `CREATE ${table.TableType === "EXTERNAL_TABLE" ? "EXTERNAL " : ""}TABLE \`${name}\`(`,
    `${columns.join(", \n")})`,
    ...(Parameters.comment === undefined ? [] : [`COMMENT '${quoted(Parameters.comment)}'`]),
    ...(keys.length === 0 ? [] : [`PARTITIONED BY ( \n${keys.join(", \n")})`]),
    ...bucketLines(storage.BucketColumns ?? [], storage.NumberOfBuckets),
    ...rowFormatLines(serde ?? "", storage.SerdeInfo?.Parameters ?? {}),
    `STORED AS INPUTFORMAT \n  '${storage.InputFormat}' `,
    `OUTPUTFORMAT \n  '${storage.OutputFormat}'`,
    `LOCATION\n  '${storage.Location}'`,
    // Hive sorts a serde's properties, and shows a table's as Java holds them
    `TBLPROPERTIES (\n${pairs(inHashOrder(Object.entries(Parameters), "varchar"), ["EXTERNAL", "comment"])})`,
  ].join("\n");
}

function bucketLines(columns: readonly string[], count: number | undefined): string[] {
  return columns.length === 0 ? [] : [`CLUSTERED BY ( \n  ${columns.join(", \n  ")}) `, `INTO ${count} BUCKETS`];
}

const delimited: readonly [parameter: string, words: string][] = [
  ["field.delim", "FIELDS TERMINATED BY"],
  ["escape.delim", "ESCAPED BY"],
  ["colelction.delim", "COLLECTION ITEMS TERMINATED BY"],
  ["mapkey.delim", "MAP KEYS TERMINATED BY"],
  ["line.delim", "LINES TERMINATED BY"],
  ["serialization.null.format", "NULL DEFINED AS"],
];

function rowFormatLines(serde: string, parameters: Readonly<Record<string, string>>): string[] {
  const found = delimited.filter(([parameter]) => parameters[parameter] !== undefined);
  if (serde === serdes.delimited && found.length > 0) {
    const clauses = found.map(([parameter, words]) => `  ${words} '${quoted(parameters[parameter] ?? "")}' `);
    return ["ROW FORMAT DELIMITED ", ...clauses];
  }
  const defaults = parameters["serialization.format"] === "1" ? ["serialization.format"] : [];
  const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  const rest = pairs(sorted, defaults);
  return ["ROW FORMAT SERDE ", `  '${serde}' `, ...(rest === "" ? [] : [`WITH SERDEPROPERTIES ( \n${rest}) `])];
}

function pairs(properties: readonly (readonly [name: string, value: string])[], hidden: readonly string[]): string {
  return properties
    .filter(([name]) => !hidden.includes(name))
    .map(([name, value]) => `  '${name}'='${quoted(value)}'`)
    .join(", \n");
}
