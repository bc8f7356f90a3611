import { createHash } from "node:crypto";
import type {
  Column,
  PartitionIndex,
  PartitionInput,
  SchemaChangePolicy,
  Table,
  TableInput,
} from "@aws-sdk/client-glue";
import type { Catalog } from "../../catalog/catalog";
import { valuesKey } from "../../catalog/partitions/partitions";
import type { Configuration } from "../configuration";
import type { CrawledTable } from "../files/grouping";
import { partitionInput, tableInput } from "./table-input";

export interface WriteOptions {
  readonly crawler: string;
  readonly database: string;
  readonly tablePrefix: string;
  readonly policy: SchemaChangePolicy;
  readonly configuration: Configuration;
  readonly log: (message: string) => void;
}

/** What a crawl changed in the catalog. */
export interface CrawlChanges {
  tablesCreated: string[];
  tablesUpdated: string[];
  tablesDeleted: string[];
  partitionsCreated: number;
  partitionsUpdated: number;
  partitionsDeleted: number;
}

export const noChanges = (): CrawlChanges => ({
  tablesCreated: [],
  tablesUpdated: [],
  tablesDeleted: [],
  partitionsCreated: 0,
  partitionsUpdated: 0,
  partitionsDeleted: 0,
});

const deprecated = "DEPRECATED_BY_CRAWLER";

/** Writes what a crawl found into the catalog, as the crawler's policies say. */
export class TableWriter {
  constructor(
    private readonly catalog: Catalog,
    private readonly options: WriteOptions,
    private readonly changes: CrawlChanges,
  ) {}

  /** Creates or updates a table and its partitions. */
  write(table: CrawledTable, bucket: string): void {
    const { existing, name } = this.place(
      table.name,
      tableInput(table, bucket, this.options.crawler),
      this.indexes(table),
    );
    this.writePartitions(name, table, bucket, existing);
  }

  /**
   * Creates a table, or updates the one that has its location.
   *
   * @param source What its name comes from where it is new.
   */
  place(source: string, input: TableInput, indexes: readonly PartitionIndex[]): { existing: boolean; name: string } {
    const { database, log } = this.options;
    const location = input.StorageDescriptor?.Location ?? "";
    const existing = this.tables().find((one) => one.StorageDescriptor?.Location === location);
    if (existing !== undefined) {
      const name = existing.Name ?? "";
      this.update(existing, { ...input, Name: name });
      return { existing: true, name };
    }
    const name = this.freeName(source, location);
    const filtered: Record<string, string> = indexes.length > 0 ? { "partition_filtering.enabled": "true" } : {};
    const Parameters = { ...input.Parameters, ...filtered };
    this.catalog.createTable(database, { ...input, Parameters, Name: name }, indexes);
    this.changes.tablesCreated.push(name);
    log(`INFO : Created table ${name} in database ${database}`);
    return { existing: false, name };
  }

  /** Brings a table of the catalog up to date; it keeps its location and its partition keys. */
  writeTo(existing: Table, table: CrawledTable, bucket: string): void {
    const { crawler } = this.options;
    const input = tableInput(table, bucket, crawler);
    const StorageDescriptor = { ...input.StorageDescriptor, Location: existing.StorageDescriptor?.Location };
    const { PartitionKeys, Name } = existing;
    this.update(existing, { ...input, StorageDescriptor, PartitionKeys, Name });
    this.writePartitions(Name ?? "", table, bucket, true);
  }

  /** Adds partitions to a table that is known already. */
  addPartitions(table: Table, inputs: readonly PartitionInput[]): void {
    const { database, log } = this.options;
    const name = table.Name ?? "";
    if (inputs.length > 0) {
      this.catalog.partitions.createAll(database, name, inputs);
      this.changes.partitionsCreated += inputs.length;
      log(`INFO : Created partitions with values ${shown(inputs)} for table ${name} in database ${database}`);
    }
  }

  /** Deals with a table whose files have gone. */
  remove(table: Table): void {
    const { database, policy, log } = this.options;
    const name = table.Name ?? "";
    if (policy.DeleteBehavior === "DELETE_FROM_DATABASE") {
      this.catalog.deleteTable(database, name);
      this.changes.tablesDeleted.push(name);
      log(`INFO : Deleted table ${name} from database ${database}`);
    } else if (policy.DeleteBehavior === "LOG") {
      log(`INFO : Table ${name} in database ${database} has no files any more; the policy is to log only`);
    } else if (table.Parameters?.[deprecated] === undefined) {
      const Parameters = { ...table.Parameters, [deprecated]: String(Date.now()) };
      this.catalog.updateTable(database, { ...toInput(table), Parameters }, { skipArchive: true });
      this.changes.tablesUpdated.push(name);
      log(`INFO : Deprecated table ${name} in database ${database}`);
    }
  }

  private tables(): Table[] {
    return this.catalog.getTables(this.options.database);
  }

  private freeName(folder: string, location: string): string {
    const name = (this.options.tablePrefix + folder).toLowerCase().replace(/[^a-z0-9_]/g, "_");
    const isTaken = this.tables().some((table) => table.Name === name);
    return isTaken ? `${name}_${createHash("md5").update(location).digest("hex")}` : name;
  }

  private indexes(table: CrawledTable): PartitionIndex[] {
    const wanted = this.options.configuration.createPartitionIndex && table.partitionKeys.length > 0;
    return wanted ? [{ IndexName: "crawler_partition_index", Keys: [...table.partitionKeys] }] : [];
  }

  private update(existing: Table, found: TableInput): void {
    const { database, policy, configuration, log } = this.options;
    const name = existing.Name ?? "";
    const input = configuration.mergeNewColumns ? keepColumns(existing, found) : found;
    if (shape(existing) !== shape(input)) {
      if (policy.UpdateBehavior === "LOG") {
        log(`INFO : Table ${name} in database ${database} has changed; the policy is to log only`);
        return;
      }
      if (JSON.stringify(existing.PartitionKeys) !== JSON.stringify(input.PartitionKeys)) {
        for (const partition of this.catalog.partitions.list(database, name)) {
          this.catalog.partitions.delete(database, name, partition.Values);
        }
      }
      this.catalog.updateTable(database, withParameters(existing, input));
      this.changes.tablesUpdated.push(name);
      log(`INFO : Updated table ${name} in database ${database}`);
    } else if (policy.UpdateBehavior !== "LOG") {
      const changed = withParameters(existing, input);
      if (JSON.stringify(changed.Parameters) !== JSON.stringify(existing.Parameters)) {
        this.catalog.updateTable(database, changed, { skipArchive: true });
      }
    }
  }

  private writePartitions(name: string, table: CrawledTable, bucket: string, isOld: boolean): void {
    const { database, crawler, policy, configuration } = this.options;
    const written = this.catalog.getTable(database, name);
    if (table.partitionKeys.length === 0 || written.PartitionKeys?.length !== table.partitionKeys.length) {
      return;
    }
    const inherited = configuration.inheritFromTable ? (written.StorageDescriptor?.Columns ?? []) : undefined;
    const inputs = table.partitions.map((partition) => partitionInput(table, partition, bucket, crawler, inherited));
    const known = new Map(
      isOld ? this.catalog.partitions.list(database, name).map((one) => [valuesKey(one.Values ?? []), one]) : [],
    );
    this.addPartitions(
      written,
      inputs.filter((input) => !known.has(valuesKey(input.Values ?? []))),
    );
    const changed = inputs.filter((input) => {
      const old = known.get(valuesKey(input.Values ?? []));
      return old !== undefined && partitionShape(old) !== partitionShape(input);
    });
    if (policy.UpdateBehavior !== "LOG" && changed.length > 0) {
      this.updatePartitions(name, changed);
    }
    const found = new Set(inputs.map((input) => valuesKey(input.Values ?? [])));
    this.removePartitions(
      name,
      [...known.values()].filter((one) => !found.has(valuesKey(one.Values ?? []))),
    );
  }

  private updatePartitions(name: string, inputs: readonly PartitionInput[]): void {
    const { database, log } = this.options;
    this.catalog.partitions.updateAll(
      database,
      name,
      inputs.map((input) => ({ values: input.Values ?? [], input })),
    );
    this.changes.partitionsUpdated += inputs.length;
    log(`INFO : Updated partitions with values ${shown(inputs)} for table ${name} in database ${database}`);
  }

  private removePartitions(name: string, gone: readonly PartitionInput[]): void {
    const { database, policy, log } = this.options;
    if (gone.length === 0) {
      return;
    }
    if (policy.DeleteBehavior === "LOG") {
      log(`INFO : Partitions ${shown(gone)} of table ${name} have no files any more; the policy is to log only`);
    } else if (policy.DeleteBehavior === "DELETE_FROM_DATABASE") {
      for (const partition of gone) {
        this.catalog.partitions.delete(database, name, partition.Values);
      }
      this.changes.partitionsDeleted += gone.length;
      log(`INFO : Deleted partitions with values ${shown(gone)} from table ${name} in database ${database}`);
    } else {
      const fresh = gone.filter((partition) => partition.Parameters?.[deprecated] === undefined);
      const now = String(Date.now());
      this.catalog.partitions.updateAll(
        database,
        name,
        fresh.map(({ Values = [], Parameters, StorageDescriptor }) => ({
          values: Values,
          input: { Values, StorageDescriptor, Parameters: { ...Parameters, [deprecated]: now } },
        })),
      );
      this.changes.partitionsUpdated += fresh.length;
      log(`INFO : Deprecated partitions with values ${shown(fresh)} of table ${name} in database ${database}`);
    }
  }
}

function keepColumns(existing: Table, found: TableInput): TableInput {
  const old = existing.StorageDescriptor?.Columns ?? [];
  const names = new Set(old.map((column) => column.Name));
  const added = (found.StorageDescriptor?.Columns ?? []).filter((column: Column) => !names.has(column.Name));
  return { ...found, StorageDescriptor: { ...found.StorageDescriptor, Columns: [...old, ...added] } };
}

/** What makes a new version of a table where it changes: everything but the figures. */
function shape({ StorageDescriptor, PartitionKeys, Parameters }: TableInput): string {
  const { Columns, Location, InputFormat, OutputFormat, SerdeInfo } = StorageDescriptor ?? {};
  const { classification, compressionType, delimiter, [deprecated]: gone } = Parameters ?? {};
  return JSON.stringify([
    Columns?.map(({ Name, Type }) => [Name, Type]),
    [Location, InputFormat, OutputFormat, SerdeInfo?.SerializationLibrary, SerdeInfo?.Parameters],
    [classification, compressionType, delimiter, Parameters?.["skip.header.line.count"], gone],
    PartitionKeys?.map(({ Name, Type }) => [Name, Type]),
  ]);
}

function partitionShape({ StorageDescriptor, Parameters }: PartitionInput): string {
  return JSON.stringify([StorageDescriptor, Object.entries(Parameters ?? {}).sort()]);
}

/** Parameters that a person added stay; so do their description and owner. */
function withParameters(existing: Table, input: TableInput): TableInput {
  const { [deprecated]: _gone, ...kept } = existing.Parameters ?? {};
  return { ...toInput(existing), ...input, Owner: existing.Owner, Parameters: { ...kept, ...input.Parameters } };
}

/** A table as it would be given to UpdateTable. */
function toInput(table: Table): TableInput {
  const { Name, Description, Owner, Retention, StorageDescriptor, PartitionKeys, TableType, Parameters } = table;
  return { Name, Description, Owner, Retention, StorageDescriptor, PartitionKeys, TableType, Parameters };
}

const shown = (partitions: readonly PartitionInput[]): string =>
  `[${partitions
    .slice(0, 20)
    .map((partition) => `[${(partition.Values ?? []).join(", ")}]`)
    .join(", ")}${partitions.length > 20 ? `, … ${partitions.length} in all` : ""}]`;
