import { join } from "node:path";
import { DataFolder } from "../../storage/data-folder";
import { NamedFile } from "../../storage/records/named-file";
import { objectWith } from "../../storage/sealed";

export type TagMap = Record<string, string>;

/** Tags of databases, connections, crawlers and jobs, by `type/name`. */
export class Tags {
  private readonly file: NamedFile<TagMap>;

  constructor(dataDir: string) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("glue", "tags.jsonl"), { shape: objectWith({}) });
  }

  get(resource: string): TagMap {
    return this.file.find(resource) ?? {};
  }

  /** Adds tags; those of the same key are replaced. */
  add(resource: string, tags: Readonly<TagMap> | undefined): void {
    if (tags && Object.keys(tags).length > 0) {
      this.file.put(resource, { ...this.get(resource), ...tags });
    }
  }

  remove(resource: string, keys: readonly string[]): void {
    const left = Object.entries(this.get(resource)).filter(([key]) => !keys.includes(key));
    this.file.put(resource, Object.fromEntries(left));
  }

  forget(resource: string): void {
    this.file.delete(resource);
  }
}
