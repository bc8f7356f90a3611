import { rmSync } from "node:fs";
import { join } from "node:path";
import type { ColumnStatistics, Partition, PartitionIndexDescriptor, Table, TableVersion } from "@aws-sdk/client-glue";
import { Journal } from "../../storage/journal";
import { JsonFile } from "../../storage/json-file";
import { reviveDates } from "../dates";

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

  constructor(private readonly folder: string) {
    this.file = new JsonFile<StoredTable | undefined>(join(folder, "table.json"), () => undefined);
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
    rmSync(this.folder, { recursive: true, force: true });
  }

  get versions(): Journal<TableVersion> {
    this.versionJournal ??= new Journal(join(this.folder, "versions.jsonl"));
    return this.versionJournal;
  }

  get partitions(): Journal<Partition> {
    this.partitionJournal ??= new Journal(join(this.folder, "partitions.jsonl"));
    return this.partitionJournal;
  }

  get statistics(): Journal<ColumnStatistics> {
    this.statisticsJournal ??= new Journal(join(this.folder, "statistics.jsonl"));
    return this.statisticsJournal;
  }
}
