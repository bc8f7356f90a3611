import { join } from "node:path";
import type { DataFolder } from "../data-folder";
import { RecordFolder, type RecordOptions } from "./record-folder";

/** Folders of records, one for each of those that they belong to, such as the runs of each job. Each is read for itself. */
export class RecordFolders<Value> {
  private readonly folders = new Map<string, RecordFolder<Value>>();

  /**
   * @param folder In the data folder.
   * @param folderName The name of an owner's folder in it.
   */
  constructor(
    private readonly data: DataFolder,
    private readonly folder: string,
    private readonly folderName: (owner: string) => string,
    private readonly options: RecordOptions<Value>,
  ) {}

  /** The records of an owner. */
  of(owner: string): RecordFolder<Value> {
    let records = this.folders.get(owner);
    if (records === undefined) {
      records = new RecordFolder(this.data, join(this.folder, this.folderName(owner)), this.options);
      this.folders.set(owner, records);
    }
    return records;
  }

  /** Deletes all records of an owner. */
  clear(owner: string): void {
    this.of(owner).clear();
    this.folders.delete(owner);
  }

  /** Forgets what it has read. */
  forget(): void {
    this.folders.clear();
  }
}
