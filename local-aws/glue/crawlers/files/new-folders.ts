import type { PartitionInput, Table } from "@aws-sdk/client-glue";
import type { Catalog } from "../../catalog/catalog";
import { partitionInput } from "../tables/table-input";
import type { TableWriter } from "../tables/write-tables";
import type { CrawledFile } from "./folder-tree";

interface NewPartition {
  readonly table: Table;
  readonly bucket: string;
  readonly prefix: string;
  readonly files: CrawledFile[];
}

/** For a crawler that looks at new folders only: which folders are new, and to which known table they belong. */
export class NewFolders {
  private readonly known: Set<string>;
  private readonly found = new Map<string, NewPartition>();

  constructor(
    catalog: Catalog,
    database: string,
    private readonly tables: readonly Table[],
  ) {
    const locations = tables.flatMap((table) =>
      (table.PartitionKeys ?? []).length === 0
        ? [table.StorageDescriptor?.Location]
        : catalog.partitions.list(database, table.Name ?? "").map((one) => one.StorageDescriptor?.Location),
    );
    this.known = new Set(locations.map((location) => withSlash(location ?? "")));
  }

  /** Whether an object lies in a folder that is in the catalog, or is a table itself. */
  has(bucket: string, key: string): boolean {
    const path = `s3://${bucket}/${key}`;
    return this.known.has(path.slice(0, path.lastIndexOf("/") + 1)) || this.known.has(`${path}/`);
  }

  /** Keeps what belongs to known tables for {@link writePartitions}; the rest may be new tables. */
  leaveOutPartitions(bucket: string, files: readonly CrawledFile[]): CrawledFile[] {
    return files.filter((file) => {
      const path = `s3://${bucket}/${file.key}`;
      const prefix = file.key.slice(0, file.key.lastIndexOf("/") + 1);
      const table = this.tables.find(
        (one) =>
          path.startsWith(withSlash(one.StorageDescriptor?.Location ?? "")) &&
          relativeFolders(one, `s3://${bucket}/${prefix}`).length === one.PartitionKeys?.length &&
          one.Parameters?.classification === file.schema.format.classification,
      );
      if (table !== undefined) {
        const partition = this.found.get(prefix) ?? { table, bucket, prefix, files: [] };
        partition.files.push(file);
        this.found.set(prefix, partition);
      }
      return table === undefined;
    });
  }

  writePartitions(writer: TableWriter, crawler: string, inheritFromTable: boolean): void {
    const byTable = new Map<Table, PartitionInput[]>();
    for (const { table, bucket, prefix, files } of this.found.values()) {
      const keys = (table.PartitionKeys ?? []).map((key) => key.Name ?? "");
      const values = relativeFolders(table, `s3://${bucket}/${prefix}`).map((folder, level) =>
        folder.toLowerCase().startsWith(`${keys[level]}=`) ? folder.slice(folder.indexOf("=") + 1) : folder,
      );
      const format = (files[0] as CrawledFile).schema.format;
      const crawled = { name: "", location: "", format, partitionKeys: keys, partitions: [] };
      const inherited = inheritFromTable ? (table.StorageDescriptor?.Columns ?? []) : undefined;
      const input = partitionInput(crawled, { values, location: prefix, files }, bucket, crawler, inherited);
      byTable.set(table, [...(byTable.get(table) ?? []), input]);
    }
    for (const [table, inputs] of byTable) {
      writer.addPartitions(table, inputs);
    }
  }
}

const withSlash = (location: string): string => (location.endsWith("/") ? location : `${location}/`);

function relativeFolders(table: Table, path: string): string[] {
  const folders = path.slice(withSlash(table.StorageDescriptor?.Location ?? "").length).split("/");
  return folders.slice(0, -1);
}
