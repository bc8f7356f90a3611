import type { CatalogTarget, Table } from "@aws-sdk/client-glue";
import type { CrawlEnvironment } from "../crawl-environment";
import { classifyFiles } from "../files/classify-files";
import { folderTree } from "../files/folder-tree";
import { type CrawledTable, groupIntoTables } from "../files/grouping";
import { type CrawlChanges, TableWriter, type WriteOptions } from "../tables/write-tables";
import { parseIncludePath, targetObjects } from "./s3-target";

/** What a crawler of catalog tables found of one. */
interface FoundTable {
  readonly existing: Table;
  readonly bucket: string;
  readonly table: CrawledTable;
}

/**
 * Crawls the files of tables that are in the catalog already: their columns and partitions are brought up to date, no
 * table is made.
 *
 * @throws Error with the message for LastCrawl, before anything is written.
 * @see https://docs.aws.amazon.com/glue/latest/dg/crawler-data-stores.html
 */
export async function crawlCatalogTargets(
  targets: readonly CatalogTarget[],
  environment: CrawlEnvironment,
  options: Omit<WriteOptions, "database">,
  changes: CrawlChanges,
): Promise<void> {
  const found: FoundTable[] = [];
  for (const { DatabaseName = "", Tables = [] } of targets) {
    for (const name of Tables) {
      const table = await lookAt(environment.catalog.getTable(DatabaseName, name), environment);
      found.push(...(table === undefined ? [] : [table]));
    }
  }
  for (const { existing, bucket, table } of found) {
    const writer = new TableWriter(environment.catalog, { ...options, database: existing.DatabaseName ?? "" }, changes);
    writer.writeTo(existing, table, bucket);
  }
}

async function lookAt(existing: Table, environment: CrawlEnvironment): Promise<FoundTable | undefined> {
  const { objects, classifiers, signal, log } = environment;
  const location = existing.StorageDescriptor?.Location;
  const { bucket, prefix } = parseIncludePath(location);
  const listed = await targetObjects({ Path: location }, objects);
  const files = await classifyFiles(listed, classifiers, signal, (key) =>
    log(`WARN : s3://${bucket}/${key} is of no format that a classifier knows; it is left out`),
  );
  signal.throwIfAborted();
  const [table, ...more] = groupIntoTables(folderTree(bucket, prefix, files), {
    combineCompatibleSchemas: true,
    tableDepth: 0,
  });
  const keys = existing.PartitionKeys ?? [];
  if (table === undefined || more.length > 0 || table.partitionKeys.length !== keys.length) {
    log(
      `WARN : The files in ${location} do not make one table with ${keys.length} partition keys; ${existing.Name} stays as it is`,
    );
    return undefined;
  }
  return { existing, bucket, table: { ...table, partitionKeys: keys.map((key) => key.Name ?? "") } };
}
