import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type {
  Database,
  DatabaseInput,
  PartitionIndex,
  StorageDescriptor,
  Table,
  TableError,
  TableInput,
  TableVersion,
} from "@aws-sdk/client-glue";
import { AwsError } from "../../protocol/aws-error";
import { sortedBy } from "../../protocol/page-of";
import { DataFolder } from "../../storage/data-folder";
import { alreadyExists, checkName, databaseNotFound, invalidInput, notFound, tableNotFound } from "../errors";
import { fileName } from "../file-name";
import type { CatalogListener } from "./catalog-change";
import { DatabaseStore } from "./database-store";
import { errorDetail } from "./error-detail";
import { Functions } from "./functions";
import { indexDescriptor } from "./partitions/partition-indexes";
import { Partitions } from "./partitions/partitions";
import { ResourceLinks } from "./resource-links";
import { Statistics } from "./statistics";
import type { TableStore } from "./table-store";

export interface UpdateTableOptions {
  /** The version that the caller has seen: an update by someone else in between is an error. */
  readonly versionId?: string | undefined;
  /** True keeps no older version. */
  readonly skipArchive?: boolean | undefined;
}

/**
 * The Data Catalog. Database and table names are folded to lower case. What it returns is its own: do not change it.
 * Everything is on disk when a call returns.
 */
export class Catalog {
  readonly partitions: Partitions;
  readonly statistics: Statistics;
  readonly functions: Functions;
  private readonly data: DataFolder;
  private readonly folder: string;
  private readonly links = new ResourceLinks((name) => this.databases.get(name));
  private loaded: Map<string, DatabaseStore> | undefined;
  private changed: CatalogListener = () => {};

  /** @param dataDir The data folder of the embedded AWS. */
  constructor(
    dataDir: string,
    private readonly accountId: string,
  ) {
    this.data = DataFolder.at(dataDir);
    this.folder = join(this.data.path, "glue", "databases");
    this.partitions = new Partitions(
      (database, table) => this.tableStore(database, table),
      accountId,
      (change) => this.changed(change),
    );
    this.statistics = new Statistics((database, table) => this.tableStore(database, table));
    this.functions = new Functions(
      (database) => this.followed(database),
      () => [...this.databases.values()],
      accountId,
    );
  }

  /** Has a function called after each change of tables and partitions. */
  onChange(listener: CatalogListener): void {
    this.changed = listener;
  }

  /** Forgets everything. */
  reset(): void {
    rmSync(this.folder, { recursive: true, force: true });
    this.loaded = undefined;
  }

  /** Reads all tables before they are asked for, in turns. */
  async prepare(): Promise<void> {
    for (const store of [...this.databases.values()]) {
      await store.prepare();
    }
  }

  /** @throws AwsError AlreadyExistsException */
  createDatabase(input: DatabaseInput): void {
    const name = checkName("databaseInput.name", input.Name);
    if (this.databases.has(name)) {
      throw alreadyExists("Database already exists.");
    }
    const store = this.open(fileName(name));
    store.write(this.toDatabase(name, input, new Date()));
    this.databases.set(name, store);
  }

  /** A resource link has its target's properties. @throws AwsError EntityNotFoundException */
  getDatabase(name: string): Database {
    return this.links.withTarget(this.databaseStore(name).database);
  }

  /** All databases, by name. A resource link has its target's properties. */
  getDatabases(): Database[] {
    return sortedBy(
      [...this.databases.values()].map((store) => this.links.withTarget(store.database)),
      (database) => database.Name ?? "",
    );
  }

  updateDatabase(name: string, input: DatabaseInput): void {
    const store = this.followed(name);
    const own = store.database.Name ?? "";
    if (checkName("databaseInput.name", input.Name) !== checkName("name", name)) {
      throw invalidInput("Database name cannot be changed.");
    }
    store.write(this.toDatabase(own, input, store.database.CreateTime ?? new Date()));
  }

  /** Deletes a database with all its tables, as Glue does; of a resource link, the link alone. */
  deleteDatabase(name: string): void {
    const store = this.databaseStore(name);
    this.databases.delete(store.database.Name ?? "");
    store.remove();
  }

  /** @throws AwsError AlreadyExistsException, EntityNotFoundException for the database. */
  createTable(database: string, input: TableInput, indexes: readonly PartitionIndex[] = []): void {
    const store = this.followed(database);
    const name = checkName("tableInput.name", input.Name);
    if (input.TargetTable && store !== this.databaseStore(database)) {
      throw invalidInput("Creating a table resource link through a database resource link is not supported.");
    }
    if (store.tables.has(name)) {
      throw alreadyExists("Table already exists.");
    }
    const now = new Date();
    const table = this.toTable(store.database.Name ?? "", name, input, { created: now, updated: now, version: 0 });
    const descriptors = indexes.map((index) => indexDescriptor(index, table.PartitionKeys ?? []));
    const tableStore = store.newTable(name);
    tableStore.write(table, descriptors);
    store.addTable(name, tableStore);
    this.changed({ typeOfChange: "CreateTable", database: table.DatabaseName ?? "", tables: [name] });
  }

  /** A resource link has its target's properties. @throws AwsError EntityNotFoundException for the database or the table. */
  getTable(database: string, name: string): Table {
    const table = this.ownTable(database, name);
    return this.isLink(database) ? table : this.links.tableWithTarget(table);
  }

  /** All tables of a database, by name. Those that are resource links have their targets' properties. */
  getTables(database: string): Table[] {
    const tables = [...this.followed(database).tables.values()].map((store) => store.table);
    return sortedBy(
      this.isLink(database) ? tables : tables.map((table) => this.links.tableWithTarget(table)),
      ({ Name = "" }) => Name,
    );
  }

  /** The tables of all databases; resource links as they are. */
  searchableTables(): Table[] {
    const stores = [...this.databases.values()].flatMap(({ tables }) => [...tables.values()]);
    return stores.map(({ table }) => table);
  }

  /** @throws AwsError ConcurrentModificationException where the table has another version than the caller has seen. */
  updateTable(database: string, input: TableInput, options: UpdateTableOptions = {}): void {
    const name = checkName("tableInput.name", input.Name);
    const store = this.tableStore(database, name);
    const old = store.table;
    if (options.versionId !== undefined && options.versionId !== old.VersionId) {
      throw new AwsError("ConcurrentModificationException", "Update table failed due to concurrent modifications.");
    }
    if (options.skipArchive !== true) {
      store.versions.put([[old.VersionId ?? "0", { Table: old, VersionId: old.VersionId }]]);
    }
    const created = old.CreateTime ?? new Date();
    const version = Number(old.VersionId) + 1;
    const table = this.toTable(old.DatabaseName ?? "", old.Name ?? name, input, {
      created,
      updated: new Date(),
      version,
    });
    store.write(table);
    this.changed({ typeOfChange: "UpdateTable", database: table.DatabaseName ?? "", tables: [table.Name ?? ""] });
  }

  /** Deletes a table; of a resource link, the link alone. */
  deleteTable(database: string, name: string): void {
    this.removeTable(database, name);
    this.tellDeleted("DeleteTable", database, [checkName("name", name)]);
  }

  /** Deletes tables as {@link deleteTable} does. Those that cannot be deleted are in the answer. */
  deleteTables(database: string, names: readonly string[]): TableError[] {
    const errors = names.flatMap((TableName) => {
      const ErrorDetail = errorDetail(() => this.removeTable(database, TableName));
      return ErrorDetail === undefined ? [] : [{ TableName, ErrorDetail }];
    });
    const failed = new Set(errors.map(({ TableName }) => TableName));
    const deleted = names.filter((name) => !failed.has(name)).map((name) => checkName("name", name));
    if (deleted.length > 0) {
      this.tellDeleted("BatchDeleteTable", database, deleted);
    }
    return errors;
  }

  private removeTable(database: string, name: string): void {
    this.followed(database).removeTable(this.ownTable(database, name).Name ?? "");
  }

  private tellDeleted(
    typeOfChange: "DeleteTable" | "BatchDeleteTable",
    database: string,
    tables: readonly string[],
  ): void {
    this.changed({ typeOfChange, database: this.followed(database).database.Name ?? "", tables });
  }

  /** The versions of a table, the newest first. */
  getTableVersions(database: string, name: string): TableVersion[] {
    const store = this.tableStore(database, name);
    const current = { Table: store.table, VersionId: store.table.VersionId };
    return [...store.versions.all(), current].sort((a, b) => Number(b.VersionId) - Number(a.VersionId));
  }

  deleteTableVersion(database: string, name: string, version: string): void {
    const store = this.tableStore(database, name);
    if (version === store.table.VersionId) {
      throw invalidInput(`Version ${version} of table ${name} is its current one and cannot be deleted.`);
    }
    if (store.versions.get(version) === undefined) {
      throw notFound(`Version ${version} of table ${name} not found.`);
    }
    store.versions.delete([version]);
  }

  /**
   * The stored form of a table, for what is kept beside it; of a resource link that of its target. Where both the database
   * and the table are links, the second one is not followed.
   *
   * @see https://docs.aws.amazon.com/lake-formation/latest/dg/resource-links-glue-apis.html
   */
  tableStore(database: string, name: string): TableStore {
    const store = this.ownTableStore(database, name);
    return this.isLink(database) ? store : (this.links.table(store.table) ?? store);
  }

  private ownTableStore(database: string, name: string): TableStore {
    const store = this.followed(database).tables.get(checkName("tableName", name));
    if (store === undefined) {
      throw tableNotFound(name);
    }
    return store;
  }

  private ownTable(database: string, name: string): Table {
    return this.ownTableStore(database, name).table;
  }

  /** The database, or the one that it links to. */
  private followed(name: string): DatabaseStore {
    const store = this.databaseStore(name);
    return this.links.database(store.database) ?? store;
  }

  private isLink(database: string): boolean {
    return this.followed(database) !== this.databaseStore(database);
  }

  private databaseStore(name: string): DatabaseStore {
    const store = this.databases.get(checkName("databaseName", name));
    if (store === undefined) {
      throw databaseNotFound(name);
    }
    return store;
  }

  private get databases(): Map<string, DatabaseStore> {
    this.loaded ??= this.load();
    return this.loaded;
  }

  private load(): Map<string, DatabaseStore> {
    const names = existsSync(this.folder) ? readdirSync(this.folder) : [];
    const stores = names.map((name) => this.open(name));
    return new Map(stores.filter((store) => store.exists).map((store) => [store.database.Name ?? "", store]));
  }

  private open(name: string): DatabaseStore {
    const bare = (Name: string): Database => this.toDatabase(Name, { Name }, new Date());
    return new DatabaseStore(this.data, join(this.folder, name), bare);
  }

  private toDatabase(name: string, input: DatabaseInput, created: Date): Database {
    return { ...structuredClone(input), Name: name, CreateTime: created, CatalogId: this.accountId };
  }

  private toTable(
    database: string,
    name: string,
    input: TableInput,
    when: { created: Date; updated: Date; version: number },
  ): Table {
    const { Name: _name, PartitionKeys, StorageDescriptor, ...rest } = structuredClone(input);
    return {
      Retention: 0,
      ...rest,
      Name: name,
      DatabaseName: database,
      PartitionKeys: PartitionKeys ?? [],
      ...(StorageDescriptor && { StorageDescriptor: withDefaults(StorageDescriptor) }),
      CreateTime: when.created,
      UpdateTime: when.updated,
      CreatedBy: `arn:aws:iam::${this.accountId}:user/local`,
      IsRegisteredWithLakeFormation: false,
      CatalogId: this.accountId,
      VersionId: String(when.version),
    };
  }
}

function withDefaults(descriptor: StorageDescriptor): StorageDescriptor {
  return { Compressed: false, NumberOfBuckets: 0, StoredAsSubDirectories: false, ...descriptor };
}
