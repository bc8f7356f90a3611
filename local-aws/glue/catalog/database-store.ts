import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Database, UserDefinedFunction } from "@aws-sdk/client-glue";
import type { DataFolder } from "../../storage/data-folder";
import { Journal } from "../../storage/journal";
import { JsonFile } from "../../storage/json-file";
import { ReadOnce } from "../../storage/read-once";
import { objectWith } from "../../storage/sealed";
import { removeFolder } from "../../storage/write";
import { fileName } from "../file-name";
import { reviveDates } from "../revive-dates";
import { TableStore } from "./table-store";

/** One database in its folder: itself, its functions and a folder for each table. */
export class DatabaseStore {
  private readonly file: JsonFile<Database | undefined>;
  private stored: Database | undefined;
  private readonly tableStores = new ReadOnce(() => this.load());
  private functionJournal: Journal<UserDefinedFunction> | undefined;

  /**
   * @param folder Absolute.
   * @param bare A database of a name, of which nothing else is known.
   */
  constructor(
    private readonly data: DataFolder,
    private readonly folder: string,
    bare: (name: string) => Database,
  ) {
    const path = join(folder, "database.json");
    const outcome = "The database keeps its name and its tables; what else was kept of it is missing.";
    const setAside = (problem: string): void => {
      data.setAside(path, problem, outcome);
      this.stored = bare(this.nameOnDisk());
    };
    this.file = new JsonFile(data, path, objectWith({ Name: "string" }), () => undefined, setAside);
    const read = this.file.read();
    if (read !== undefined) {
      this.stored = reviveDates(read);
    } else if (this.stored !== undefined) {
      this.file.write(this.stored);
    }
  }

  get exists(): boolean {
    return this.stored !== undefined;
  }

  get database(): Database {
    if (this.stored === undefined) {
      throw new Error(`There is no database in ${this.folder}.`);
    }
    return this.stored;
  }

  write(database: Database): void {
    this.file.write(database);
    this.stored = database;
  }

  remove(): void {
    this.file.remove();
    this.stored = undefined;
    removeFolder(this.data, this.folder);
  }

  /** By name. */
  get tables(): ReadonlyMap<string, TableStore> {
    return this.tableStores.get();
  }

  /** Reads the tables before they are asked for, in turns. */
  prepare(): Promise<void> {
    return this.tableStores.prepare();
  }

  /** The place of a table that is about to be made. Whatever a dead process left there is gone. */
  newTable(name: string): TableStore {
    const folder = this.tableFolder(name);
    removeFolder(this.data, folder);
    return new TableStore(this.data, folder);
  }

  addTable(name: string, store: TableStore): void {
    (this.tables as Map<string, TableStore>).set(name, store);
  }

  removeTable(name: string): void {
    this.tables.get(name)?.remove();
    (this.tables as Map<string, TableStore>).delete(name);
  }

  get functions(): Journal<UserDefinedFunction> {
    this.functionJournal ??= new Journal(
      this.data,
      join(this.folder, "functions.jsonl"),
      objectWith({ FunctionName: "string" }),
      reviveDates,
    );
    return this.functionJournal;
  }

  private *load(): Generator<undefined, Map<string, TableStore>> {
    const parent = join(this.folder, "tables");
    const stores = new Map<string, TableStore>();
    for (const name of existsSync(parent) ? readdirSync(parent) : []) {
      yield;
      const store = new TableStore(this.data, join(parent, name));
      if (store.exists) {
        stores.set(store.table.Name ?? "", store);
      }
    }
    return stores;
  }

  /** The folder's name tells it, but where it is too long for one; then a table does. */
  private nameOnDisk(): string {
    const name = decodeURIComponent(basename(this.folder));
    const [table] = [...this.tables.values()];
    return table?.table.DatabaseName ?? name;
  }

  private tableFolder(name: string): string {
    return join(this.folder, "tables", fileName(name));
  }
}
