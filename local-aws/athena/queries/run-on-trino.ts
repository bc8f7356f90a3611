import { Readable } from "node:stream";
import type { ColumnInfo, QueryExecution } from "@aws-sdk/client-athena";
import { runTrinoQuery, type TrinoAddress, type TrinoPage, type TrinoStats } from "../../engines/trino/trino-client";
import { fetchQueryInfo } from "../../engines/trino/trino-query-info";
import type { Catalog } from "../../glue/catalog/catalog";
import { IcebergTables } from "../../glue/catalog/iceberg/iceberg-tables";
import type { ObjectStore } from "../../s3/objects/object-store";
import { completeView } from "../ddl/views/athena-view";
import { columnInfo } from "../results/column-info";
import { writesFiles, writtenFiles } from "../results/manifest";
import { resultFolder } from "../results/output-location";
import { resultLines } from "../results/result-lines";
import { resultMetadata } from "../results/result-metadata";
import { writeResult } from "../results/write-result";
import { withParameters } from "../sql/text/prepared";
import type { Statement } from "../sql/text/statement";
import { takeTurns } from "../sql/text/tokens";
import { toTrino } from "../sql/trino/to-trino";
import { dropTemporary, temporaryTable } from "../sql/trino/unload";
import { contextDatabase } from "./context-database";
import { withTableFault } from "./failures/unreadable-table";
import type { QueryOutcome } from "./query-outcome";
import { isMaintenance, runMaintenance } from "./run-maintenance";

interface TrinoRunOptions {
  readonly catalog: Catalog;
  readonly objects: ObjectStore;
  /** The one that is ready. */
  readonly trino: TrinoAddress;
  /** The workgroup's `BytesScannedCutoffPerQuery`. */
  readonly scanLimit: number;
  readonly signal: AbortSignal;
  /** Called once Trino has parsed the text. */
  readonly onParsed: () => void;
  /** Told what Trino has counted so far: a query that is cancelled has read so much. */
  readonly onStats: (stats: TrinoStats) => void;
}

/** The workgroup's `BytesScannedCutoffPerQuery` was reached: the query is cancelled. */
export class ScanLimitExceeded extends Error {
  constructor(limit: number) {
    super(`Bytes scanned limit was exceeded: the workgroup allows ${limit} bytes a query.`);
  }
}

/** What Trino has told of a query so far. */
interface Progress {
  columns: readonly ColumnInfo[];
  answers: number;
  trinoId?: string;
  stats?: TrinoStats;
  updateType?: string | undefined;
  updateCount?: number | undefined;
}

/**
 * Runs a query on Trino and writes its files as its rows come.
 *
 * @param execution With the parameters of the statement as SQL.
 * @throws TrinoError with places in the student's text; TrinoLost, ScanLimitExceeded
 */
export async function runOnTrino(
  execution: QueryExecution,
  statement: Statement,
  options: TrinoRunOptions,
): Promise<QueryOutcome> {
  const { QueryExecutionId: id = "", ExecutionParameters } = execution;
  const { catalog, objects, trino, signal } = options;
  if (isMaintenance(statement)) {
    return runMaintenance(execution, statement, options);
  }
  const database = contextDatabase(execution);
  const unloadTable = temporaryTable(catalog, database, id);
  const folder = `${resultFolder(execution)}tables/${id}/`;
  await takeTurns(statement.text);
  const iceberg = new IcebergTables(catalog, objects);
  const { rewrite, session, made } = await toTrino(statement, { catalog, database, iceberg, folder, unloadTable });
  const { sql, columnShift } = withParameters(rewrite.text, ExecutionParameters);
  const progress: Progress = { columns: [], answers: 0 };
  const pages = runTrinoQuery({ trino, sql, database, session, signal });
  const body = resultLines(pages, statement, (page) => follow(progress, page, options));
  const location = execution.ResultConfiguration?.OutputLocation ?? "";
  try {
    if (writesFiles(statement)) {
      for await (const _ of body) {
        // such a query's answer is the number of its rows, which is no result file
      }
    } else {
      await writeResult(objects, location, Readable.from(body));
    }
    const computed = Date.now();
    if (made !== undefined && progress.updateType !== undefined) {
      const { properties } = made;
      // in place of those that Trino gives its own tables
      await iceberg.change(made.database, made.table, (metadata) => ({ ...metadata, properties }));
    }
    if (statement.substatement === "CREATE_VIEW") {
      completeView(statement.text, catalog, database);
    }
    const outcome = { ...outcomeOf(progress, statement), computed };
    const described = outcome.columns.length > 0 || statement.substatement === "UNLOAD";
    if (described) {
      const { updateType } = progress;
      const metadata = resultMetadata({ id: progress.trinoId ?? id, ...outcome, updateType });
      await writeResult(objects, `${location}.metadata`, metadata);
    }
    const manifest = await writeManifest(`${location}-manifest.csv`, outcome, statement, options);
    return { ...outcome, manifest };
  } catch (error) {
    throw rewrite.toOriginal(withTableFault(error, catalog), columnShift);
  } finally {
    if (statement.substatement === "UNLOAD") {
      dropTemporary(catalog, unloadTable);
    }
  }
}

function follow(progress: Progress, page: TrinoPage, { scanLimit, onParsed, onStats }: TrinoRunOptions): void {
  progress.answers += 1;
  if (progress.answers === 2) {
    // the first answer says that the text has come, the second that it parses
    onParsed();
  }
  progress.trinoId = page.id;
  progress.stats = page.stats;
  onStats(page.stats);
  if (progress.columns.length === 0) {
    progress.columns = page.columns?.map(columnInfo) ?? [];
  }
  progress.updateType = page.updateType ?? progress.updateType;
  progress.updateCount = page.updateCount ?? progress.updateCount;
  if (page.stats.physicalInputBytes > scanLimit) {
    throw new ScanLimitExceeded(scanLimit);
  }
}

/** A query tells its columns and 0 rows changed, a plan its column; what writes a table one column `rows`. */
function outcomeOf({ trinoId, stats, ...progress }: Progress, { substatement }: Statement) {
  const run = { trinoId, stats };
  switch (substatement) {
    case "SELECT":
    case "SHOW_FUNCTIONS":
      return { ...run, columns: progress.columns, updateCount: 0 };
    case "EXPLAIN":
      return { ...run, columns: progress.columns };
    case "INSERT":
    case "CREATE_TABLE_AS_SELECT":
      return { ...run, columns: progress.columns, updateCount: progress.updateCount };
    case "UNLOAD":
      return { ...run, columns: [], updateCount: progress.updateCount };
    default:
      return { ...run, columns: [] };
  }
}

/** The list of the files that a query wrote. @returns Where it lies; undefined where there is none. */
async function writeManifest(
  location: string,
  { trinoId, updateCount }: Omit<QueryOutcome, "computed">,
  statement: Statement,
  { objects, catalog, trino }: TrinoRunOptions,
): Promise<string | undefined> {
  const nothingInserted = statement.substatement === "INSERT" && updateCount === 0;
  if (!writesFiles(statement) || trinoId === undefined || nothingInserted) {
    return undefined;
  }
  const { output } = await fetchQueryInfo(trino, trinoId);
  const table = output && catalog.getTable(output.schema, output.table);
  const files = await writtenFiles(objects, table?.StorageDescriptor?.Location, trinoId);
  await writeResult(objects, location, Buffer.from(files.map((file) => `${file}\n`).join("")));
  return location;
}
