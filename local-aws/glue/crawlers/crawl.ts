import type { Crawler, S3Target, Table } from "@aws-sdk/client-glue";
import { AwsError } from "../../protocol/aws-error";
import type { ObjectStore } from "../../s3/objects/object-store";
import { readConfiguration } from "./configuration";
import type { CrawlEnvironment } from "./crawl-environment";
import { classifyFiles } from "./files/classify-files";
import { type CrawledFile, folderTree } from "./files/folder-tree";
import { fileTable, type GroupingRules, groupIntoTables } from "./files/grouping";
import { NewFolders } from "./files/new-folders";
import { type CrawlChanges, noChanges, TableWriter } from "./tables/write-tables";
import { crawlCatalogTargets } from "./targets/catalog-target";
import { type FoundIcebergTable, findIcebergTables } from "./targets/iceberg-target";
import { type JdbcTable, readJdbcTables } from "./targets/jdbc-target";
import { parseIncludePath, targetObjects } from "./targets/s3-target";

/**
 * One run of a crawler: lists its targets, looks into the files, groups them into tables and writes the catalog.
 *
 * @returns What changed.
 * @throws With the message for LastCrawl; the signal's reason where it was stopped.
 */
export async function crawl(crawler: Crawler, environment: CrawlEnvironment): Promise<CrawlChanges> {
  const { catalog, objects, classifiers, signal, log } = environment;
  const configuration = readConfiguration(crawler.Configuration);
  const name = crawler.Name ?? "";
  const database = crawler.DatabaseName || "default";
  const changes = noChanges();
  const isNewOnly = crawler.RecrawlPolicy?.RecrawlBehavior === "CRAWL_NEW_FOLDERS_ONLY";
  log(`BENCHMARK : Running Start Crawl for Crawler ${name}`);
  log(`INFO : Crawler configured with SchemaChangePolicy ${JSON.stringify(crawler.SchemaChangePolicy)}`);
  const options = {
    crawler: name,
    database,
    tablePrefix: crawler.TablePrefix ?? "",
    policy: crawler.SchemaChangePolicy ?? {},
    configuration,
    log,
  };
  if (crawler.Targets?.CatalogTargets?.length) {
    await crawlCatalogTargets(crawler.Targets.CatalogTargets, environment, options, changes);
    log("BENCHMARK : Finished writing to Catalog");
    return changes;
  }

  const known = catalog.getDatabases().some((one) => one.Name === database) ? catalog.getTables(database) : [];
  const seen = new NewFolders(catalog, database, known);
  const targets = await Promise.all(
    (crawler.Targets?.S3Targets ?? []).map(async (target) => {
      const { bucket } = parseIncludePath(target.Path);
      const listed = await listTarget(target, objects);
      const wanted = isNewOnly ? listed.filter(({ key }) => !seen.has(bucket, key)) : listed;
      const sampled = sample(wanted, target.SampleSize);
      const files = await classifyFiles(sampled, classifiers, signal, (key) =>
        log(`WARN : s3://${bucket}/${key} is of no format that a classifier knows; it is left out`),
      );
      return { target, bucket, files };
    }),
  );
  const jdbcTables: JdbcTable[] = [];
  for (const target of crawler.Targets?.JdbcTargets ?? []) {
    jdbcTables.push(...(await readJdbcTables(target, environment.connections, name)));
  }
  signal.throwIfAborted();
  log(`BENCHMARK : Classification complete, writing results to database ${database}`);

  const tables = targets.flatMap(({ target, bucket, files }) => {
    const fresh = isNewOnly ? seen.leaveOutPartitions(bucket, files) : files;
    return toTables(target, fresh, configuration).map((table) => ({ bucket, table }));
  });
  const icebergTables: FoundIcebergTable[] = [];
  for (const target of crawler.Targets?.IcebergTargets ?? []) {
    icebergTables.push(...(await findIcebergTables(target, environment, name)));
  }
  const detected = tables.length + jdbcTables.length + icebergTables.length;
  if (configuration.tableThreshold !== undefined && detected > configuration.tableThreshold) {
    throw new Error(
      `The number of tables detected by crawler: ${detected} is greater than the table threshold value provided: ${configuration.tableThreshold}.`,
    );
  }
  if (!catalog.getDatabases().some((one) => one.Name === database)) {
    catalog.createDatabase({ Name: database });
  }
  const writer = new TableWriter(catalog, options, changes);
  const written = new Set<string>();
  for (const { bucket, table } of tables) {
    const location = `s3://${bucket}/${table.location}`;
    if (!written.has(location)) {
      written.add(location);
      writer.write(table, bucket);
    }
  }
  for (const table of [...jdbcTables, ...icebergTables]) {
    written.add(table.input.StorageDescriptor?.Location ?? "");
    writer.place(table.name, table.input, []);
  }
  if (isNewOnly) {
    seen.writePartitions(writer, name, configuration.inheritFromTable);
  } else {
    for (const table of catalog.getTables(database).filter((one) => isOwn(one, crawler))) {
      if (!written.has(table.StorageDescriptor?.Location ?? "")) {
        writer.remove(table);
      }
    }
  }
  log("BENCHMARK : Finished writing to Catalog");
  return changes;
}

function toTables(target: S3Target, files: readonly CrawledFile[], rules: ReturnType<typeof readConfiguration>) {
  const { bucket, prefix } = parseIncludePath(target.Path);
  const [only] = files;
  if (only !== undefined && prefix !== "" && only.key === prefix.slice(0, -1)) {
    return [fileTable(only)];
  }
  const depth = prefix === "" ? 0 : prefix.split("/").length - 1;
  const grouping: GroupingRules = {
    combineCompatibleSchemas: rules.combineCompatibleSchemas,
    tableDepth: rules.tableLevel === undefined ? undefined : rules.tableLevel - 1 - depth,
  };
  const exclusions = (target.Exclusions ?? []).map((pattern) => `s3://${bucket}/${prefix}${pattern}`);
  return groupIntoTables(folderTree(bucket, prefix, files), grouping).map((table) => ({ ...table, exclusions }));
}

/** A table that this crawler made from its targets. */
function isOwn(table: Table, crawler: Crawler): boolean {
  const location = table.StorageDescriptor?.Location ?? "";
  const connection = table.Parameters?.connectionName;
  if (table.Parameters?.UPDATED_BY_CRAWLER !== crawler.Name) {
    return false;
  }
  return (
    (crawler.Targets?.JdbcTargets ?? []).some((target) => target.ConnectionName === connection) ||
    paths(crawler).some((path) => {
      const { bucket, prefix } = parseIncludePath(path);
      return `${location}/`.startsWith(`s3://${bucket}/${prefix}`);
    })
  );
}

/** Where in S3 a crawler looks. */
const paths = ({ Targets = {} }: Crawler): (string | undefined)[] => [
  ...(Targets.S3Targets ?? []).map(({ Path }) => Path),
  ...(Targets.IcebergTargets ?? []).flatMap(({ Paths = [] }) => Paths),
];

/** The first so many files of each folder, where the target asks for a sample. */
function sample<Item extends { readonly key: string }>(items: Item[], size: number | undefined): Item[] {
  if (!size) {
    return items;
  }
  const counts = new Map<string, number>();
  return items.filter(({ key }) => {
    const folder = key.slice(0, key.lastIndexOf("/") + 1);
    const count = (counts.get(folder) ?? 0) + 1;
    counts.set(folder, count);
    return count <= size;
  });
}

async function listTarget(target: S3Target, objects: ObjectStore) {
  try {
    return await targetObjects(target, objects);
  } catch (error) {
    if (error instanceof AwsError) {
      throw new Error(
        `The S3 location ${target.Path} cannot be read: ${error.message} (Service: Amazon S3; Status Code: ${error.status}; Error Code: ${error.code})`,
      );
    }
    throw error;
  }
}
