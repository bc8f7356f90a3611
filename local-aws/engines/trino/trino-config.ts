import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** What the endpoint of Trino's Glue has behind the address; by it the catalog knows who asks. */
export const trinoPath = "/_trino";

/** Of a text that Trino runs, in characters. */
export const maxQueryLength = 10_000_000;

export interface TrinoConfig {
  readonly folder: string;
  readonly port: number;
  /** Where Trino finds Glue and S3: this embedded AWS. */
  readonly endpoint: string;
  /** The data folder of that embedded AWS: Trino reads its objects as the files that they are. */
  readonly dataDir: string;
  /** Its heap, in megabytes. */
  readonly memory: number;
  /** Whether its connector for Iceberg is there. */
  readonly iceberg: boolean;
}

/** The catalog of Glue's Iceberg tables: `awsdatacatalog` leads there, and nobody names it. */
export const icebergCatalog = "awsdatacatalog_iceberg";

/** For Trino's temporary files, in the folder of its configuration. */
export const trinoTemporaryFolder = (folder: string): string => join(folder, "tmp");

/**
 * Writes Trino's configuration: one node on loopback, a catalog `awsdatacatalog` that reads our Glue and S3, and beside it
 * one for the Iceberg tables among them.
 *
 * @returns The path of `config.properties`.
 * @see https://trino.io/docs/476/connector/hive.html
 */
export function writeTrinoConfig({ folder, port, endpoint, dataDir, memory, iceberg }: TrinoConfig): string {
  const catalogDir = join(folder, "catalog");
  mkdirSync(catalogDir, { recursive: true });
  const pluginDir = join(folder, "plugin");
  mkdirSync(pluginDir, { recursive: true });
  mkdirSync(join(folder, "etc"), { recursive: true });
  rmSync(trinoTemporaryFolder(folder), { recursive: true, force: true });
  mkdirSync(trinoTemporaryFolder(folder));
  // Trino looks for this one file below its working folder
  writeFileSync(join(folder, "etc", "catalog-store.properties"), properties({ "catalog.config-dir": catalogDir }));
  const configFile = join(folder, "config.properties");
  const accessFile = join(folder, "access-control.properties");
  const rulesFile = join(folder, "access-rules.json");
  writeFileSync(accessFile, properties({ "access-control.name": "file", "security.config-file": rulesFile }));
  writeFileSync(rulesFile, JSON.stringify(accessRules));
  writeFileSync(
    configFile,
    properties({
      "node.environment": "lab",
      "node.id": "lab",
      "node.bind-ip": "127.0.0.1",
      "node.internal-address": "127.0.0.1",
      coordinator: "true",
      "node-scheduler.include-coordinator": "true",
      "http-server.http.port": String(port),
      "discovery.uri": `http://127.0.0.1:${port}`,
      // the one plugin is a part of the class path
      "plugin.dir": pluginDir,
      // any node serves any catalog at once; a static catalog has to be announced first, seconds later
      "catalog.management": "dynamic",
      "catalog.store": "file",
      "web-ui.enabled": "false",
      "access-control.config-files": accessFile,
      // a query that needs more fails alone; the rest of the heap is for what Trino does not count
      "query.max-memory-per-node": `${Math.floor(memory * 0.5)}MB`,
      "query.max-memory": `${Math.floor(memory * 0.5)}MB`,
      "memory.heap-headroom-per-node": `${Math.floor(memory * 0.3)}MB`,
      // Athena's own limit holds for what it is given; what Trino runs of it is longer
      "query.max-length": String(maxQueryLength),
    }),
  );
  writeFileSync(
    join(catalogDir, "awsdatacatalog.properties"),
    properties({
      "connector.name": "hive",
      "hive.metastore": "glue",
      ...glueAndS3(endpoint),
      ...whereObjectsAre(dataDir),
      ...(iceberg && { "hive.iceberg-catalog-name": icebergCatalog }),
      "hive.partition-projection-enabled": "true",
      "hive.non-managed-table-writes-enabled": "true",
      "hive.recursive-directories": "true",
      "hive.ignore-absent-partitions": "true",
      "hive.storage-format": "PARQUET",
      ...columnByColumn,
      "hive.orc.tiny-stripe-threshold": "1B",
      "hive.orc.max-merge-distance": "0B",
      "hive.security": "allow-all",
    }),
  );
  const icebergFile = join(catalogDir, `${icebergCatalog}.properties`);
  rmSync(icebergFile, { force: true });
  if (iceberg) {
    writeFileSync(
      icebergFile,
      properties({
        "connector.name": "iceberg",
        "iceberg.catalog.type": "glue",
        ...glueAndS3(endpoint),
        ...whereObjectsAre(dataDir),
        "iceberg.hive-catalog-name": "awsdatacatalog",
        // Glue's tables hold what Athena writes there, and nothing of Trino's own
        "iceberg.glue.cache-table-metadata": "false",
        // one writer's files are enough for Athena's limit of open partitions
        "iceberg.max-partitions-per-writer": "100",
        // Athena's own properties lie beside Iceberg's
        "iceberg.allowed-extra-properties": "*",
        // VACUUM says itself what it keeps
        "iceberg.expire-snapshots.min-retention": "0s",
        "iceberg.remove-orphan-files.min-retention": "0s",
        "iceberg.unique-table-location": "false",
        ...columnByColumn,
        "iceberg.security": "allow_all",
      }),
    );
  }
  return configFile;
}

/**
 * Small files are read column by column, too, so that what a query scans shows what its columns cost. A footer is 48 kB
 * of reading: what is smaller costs less as a whole.
 */
const columnByColumn: Record<string, string> = {
  "parquet.small-file-threshold": "64kB",
  "parquet.max-merge-distance": "0B",
};

/** How a catalog reaches this embedded AWS. */
const glueAndS3 = (endpoint: string): Record<string, string> => ({
  "hive.metastore.glue.endpoint-url": `${endpoint}${trinoPath}`,
  "hive.metastore.glue.region": "us-east-1",
  "hive.metastore.glue.aws-access-key": secret("AWS_ACCESS_KEY_ID"),
  "hive.metastore.glue.aws-secret-key": secret("AWS_SECRET_ACCESS_KEY"),
  "fs.native-s3.enabled": "true",
  "s3.endpoint": endpoint,
  "s3.region": "us-east-1",
  "s3.path-style-access": "true",
  "s3.aws-access-key": secret("AWS_ACCESS_KEY_ID"),
  "s3.aws-secret-key": secret("AWS_SECRET_ACCESS_KEY"),
});

/** What lets a connector read objects as the files that they are. */
const whereObjectsAre = (dataDir: string): Record<string, string> => ({
  "lab.s3.buckets": resolve(dataDir, "s3"),
  "lab.s3.metadata": resolve(dataDir, "s3-metadata"),
});

/**
 * A query reaches the catalog of Glue, and neither Trino's own tables about itself nor its procedures and settings.
 *
 * @see https://trino.io/docs/476/security/file-system-access-control.html
 */
const accessRules = {
  catalogs: [
    { catalog: `awsdatacatalog|${icebergCatalog}`, allow: "all" },
    // without this one Trino would let everyone read it
    { catalog: "system", allow: "none" },
  ],
  tables: [
    {
      catalog: `awsdatacatalog|${icebergCatalog}`,
      privileges: ["SELECT", "INSERT", "DELETE", "UPDATE", "OWNERSHIP", "GRANT_SELECT"],
    },
  ],
  procedures: [{ privileges: [] }],
  // one writer, so that the limit of open partitions is the same on every machine
  system_session_properties: [{ property: "task_(min|max)_writer_count", allow: true }, { allow: false }],
};

/** Trino takes it from its environment, so that no secret lies in a file. */
function secret(variable: string): string {
  return `\${ENV:${variable}}`;
}

/** Java reads these files as Latin-1, and a backslash as an escape. */
function properties(values: Readonly<Record<string, string>>): string {
  const escaped = (text: string) =>
    text.replace(/[\\]|[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `${Object.entries(values)
    .map(([name, value]) => `${name}=${escaped(value)}`)
    .join("\n")}\n`;
}
