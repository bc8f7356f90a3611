import { join } from "node:path";
import type { ColumnStatistics, Partition, PartitionIndexDescriptor, Table, TableVersion } from "@aws-sdk/client-glue";
import type { DataFolder } from "../../storage/data-folder";
import { Journal } from "../../storage/journal";
import { JsonFile } from "../../storage/json-file";
import { objectWith } from "../../storage/sealed";
import { removeFolder } from "../../storage/write";
import { reviveDates } from "../revive-dates";

interface StoredTable {
  table: Table;
  indexes: PartitionIndexDescriptor[];
}

/** One table in its folder: itself, its older versions, its partitions and its column statistics. */
export class TableStore {
  private readonly file: JsonFile<StoredTable | undefined>;
  private stored: StoredTable | undefined;
  private versionJournal: Journal<TableVersion> | undefined;
  private partitionJournal: Journal<Partition> | undefined;
  private statisticsJournal: Journal<ColumnStatistics> | undefined;

  /** @param folder Absolute. One whose table is damaged is set aside whole: nothing in it can be read without. */
  constructor(
    private readonly data: DataFolder,
    private readonly folder: string,
  ) {
    const setAside = (problem: string): void =>
      data.setAside(folder, `has a table.json that ${problem}`, "The table is missing; all others work.");
    this.file = new JsonFile(data, join(folder, "table.json"), tableShape, () => undefined, setAside);
    this.stored = reviveDates(this.file.read());
  }

  /** False for a folder that a dying process left before its table was written, or after it was deleted. */
  get exists(): boolean {
    return this.stored !== undefined;
  }

  get table(): Table {
    if (this.stored === undefined) {
      throw new Error(`There is no table in ${this.folder}.`);
    }
    return this.stored.table;
  }

  get indexes(): readonly PartitionIndexDescriptor[] {
    return this.stored?.indexes ?? [];
  }

  write(table: Table, indexes: readonly PartitionIndexDescriptor[] = this.indexes): void {
    const stored = { table, indexes: [...indexes] };
    this.file.write(stored);
    this.stored = stored;
  }

  remove(): void {
    this.file.remove();
    this.stored = undefined;
    removeFolder(this.data, this.folder);
  }

  get versions(): Journal<TableVersion> {
    this.versionJournal ??= new Journal(this.data, join(this.folder, "versions.jsonl"), versionShape, reviveDates);
    return this.versionJournal;
  }

  get partitions(): Journal<Partition> {
    this.partitionJournal ??= new Journal(
      this.data,
      join(this.folder, "partitions.jsonl"),
      partitionShape,
      reviveDates,
    );
    return this.partitionJournal;
  }

  get statistics(): Journal<ColumnStatistics> {
    this.statisticsJournal ??= new Journal(
      this.data,
      join(this.folder, "statistics.jsonl"),
      statisticsShape,
      reviveDates,
    );
    return this.statisticsJournal;
  }
}

const tableShape = objectWith({ "table.Name": "string", indexes: "list" });
const versionShape = objectWith({ "Table.Name": "string", VersionId: "string" });
const partitionShape = objectWith({ Values: "list" });
const statisticsShape = objectWith({ ColumnName: "string" });
