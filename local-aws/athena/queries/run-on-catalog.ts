import type { QueryExecution } from "@aws-sdk/client-athena";
import type { Catalog } from "../../glue/catalog/catalog";
import type { ObjectStore } from "../../s3/objects/object-store";
import { runDdl } from "../ddl/run-ddl";
import type { PreparedStatements } from "../prepared-statements";
import { textColumn } from "../results/column-info";
import { resultMetadata } from "../results/result-metadata";
import { writeResult } from "../results/write-result";
import type { Statement } from "../sql/text/statement";
import { contextDatabase } from "./context-database";
import type { QueryOutcome } from "./query-outcome";

interface CatalogRunOptions {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  readonly prepared: PreparedStatements;
}

/** Of those without columns, the ones that leave a `.metadata` all the same, with the query's id alone. */
const describedWithoutColumns = ["ALTER_TABLE_ADD_COLUMN", "ALTER_TABLE_REPLACE_COLUMN", "MSCK_REPAIR"];

/** Hive runs these; Athena tells no number of rows for them. */
const withoutCount = ["DESCRIBE_TABLE", "SHOW_CREATE_TABLE"];

/** Runs a DDL or utility statement on the Glue catalog and writes its files. @throws HiveError, TrinoError, AwsError */
export async function runOnCatalog(
  execution: QueryExecution,
  statement: Statement,
  options: CatalogRunOptions,
): Promise<QueryOutcome> {
  const { QueryExecutionId = "", WorkGroup = "primary", ResultConfiguration } = execution;
  const location = ResultConfiguration?.OutputLocation ?? "";
  const database = contextDatabase(execution);
  const answer = await runDdl(statement, { ...options, database, workGroup: WorkGroup });
  const computed = Date.now();
  const substatement = answer.substatement ?? statement.substatement;
  const columns = answer.columns.map((name) => ({ ...textColumn(name, answer.type), CaseSensitive: false }));
  await writeResult(options.objects, location, Buffer.from(answer.lines.join("\n")));
  if (columns.length > 0 || describedWithoutColumns.includes(substatement)) {
    await writeResult(options.objects, `${location}.metadata`, resultMetadata({ id: QueryExecutionId, columns }));
  }
  const counts = statement.type === "UTILITY" && !withoutCount.includes(substatement);
  return { columns, computed, substatement, ...(counts && { updateCount: 0 }) };
}
