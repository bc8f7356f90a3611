import type { DataSource, GlueTable } from "@aws-sdk/client-glue";
import type { Catalog } from "../catalog/catalog";
import { invalidInput, required } from "../errors";

/** A catalog table as a run on Spark reads it; `predicate` is Spark SQL over its partition columns. */
export interface TableSource {
  readonly database: string;
  readonly table: string;
  readonly predicate: string;
}

const predicates = ["pushDownPredicate", "catalogPartitionPredicate"];

/**
 * The table that a data source names.
 *
 * @throws AwsError EntityNotFoundException, InvalidInputException for what cannot be read here.
 */
export function tableSource(catalog: Catalog, source: DataSource | undefined): TableSource {
  const given = required("dataSource", source);
  const table: GlueTable = required("dataSource.glueTable", given.GlueTable ?? given.DataQualityGlueTable);
  const database = required("dataSource.glueTable.databaseName", table.DatabaseName);
  const name = required("dataSource.glueTable.tableName", table.TableName);
  if (given.DataQualityGlueTable?.PreProcessingQuery) {
    throw invalidInput("The embedded AWS does not support PreProcessingQuery.");
  }
  if (table.ConnectionName) {
    throw invalidInput("The embedded AWS does not support ConnectionName in a data source; it reads tables on S3.");
  }
  const options = Object.entries(table.AdditionalOptions ?? {});
  const strange = options.find(([option]) => !predicates.includes(option));
  if (strange !== undefined) {
    throw invalidInput(`The embedded AWS does not support the option ${strange[0]} of a data source.`);
  }
  catalog.getTable(database, name);
  const predicate = options.map(([, value]) => `(${value})`).join(" AND ");
  return { database, table: name, predicate };
}

/** Whether two data sources are the same table. */
export function isSameTable(one: DataSource | undefined, other: DataSource | undefined): boolean {
  const [left, right] = [one, other].map((source) => source?.GlueTable ?? source?.DataQualityGlueTable);
  return left?.DatabaseName === right?.DatabaseName && left?.TableName === right?.TableName;
}
