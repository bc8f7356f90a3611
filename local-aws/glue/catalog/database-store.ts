import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Database, UserDefinedFunction } from "@aws-sdk/client-glue";
import { Journal } from "../../storage/journal";
import { JsonFile } from "../../storage/json-file";
import { reviveDates } from "../dates";
import { fileName } from "../file-name";
import { TableStore } from "./table-store";

/** One database in its folder: itself, its functions and a folder for each table. */
export class DatabaseStore {
  private readonly file: JsonFile<Database | undefined>;
  private stored: Database | undefined;
  private tableStores: Map<string, TableStore> | undefined;
  private functionJournal: Journal<UserDefinedFunction> | undefined;

  constructor(private readonly folder: string) {
    this.file = new JsonFile<Database | undefined>(join(folder, "database.json"), () => undefined);
    this.stored = reviveDates(this.file.read());
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
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** By name. */
  get tables(): ReadonlyMap<string, TableStore> {
    this.tableStores ??= this.load();
    return this.tableStores;
  }

  /** The place of a table that is about to be made. Whatever a dead process left there is gone. */
  newTable(name: string): TableStore {
    const folder = this.tableFolder(name);
    rmSync(folder, { recursive: true, force: true });
    return new TableStore(folder);
  }

  addTable(name: string, store: TableStore): void {
    (this.tables as Map<string, TableStore>).set(name, store);
  }

  removeTable(name: string): void {
    this.tables.get(name)?.remove();
    (this.tables as Map<string, TableStore>).delete(name);
  }

  get functions(): Journal<UserDefinedFunction> {
    this.functionJournal ??= new Journal(join(this.folder, "functions.jsonl"));
    return this.functionJournal;
  }

  private load(): Map<string, TableStore> {
    const parent = join(this.folder, "tables");
    const stores = existsSync(parent) ? readdirSync(parent).map((name) => new TableStore(join(parent, name))) : [];
    return new Map(stores.filter((store) => store.exists).map((store) => [store.table.Name ?? "", store]));
  }

  private tableFolder(name: string): string {
    return join(this.folder, "tables", fileName(name));
  }
}
