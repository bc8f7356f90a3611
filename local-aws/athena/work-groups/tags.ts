import { join } from "node:path";
import type { Tag } from "@aws-sdk/client-athena";
import { DataFolder } from "../../storage/data-folder";
import { NamedFile } from "../../storage/records/named-file";
import type { Shape } from "../../storage/sealed";
import { invalidRequest } from "../validation";

/** AWS's limit of tags on one resource. */
const maxTags = 50;

/** The tags of workgroups, in `athena/tags.jsonl`, by the workgroup's name. */
export class Tags {
  private readonly file: NamedFile<readonly Tag[]>;

  constructor(dataDir: string) {
    this.file = new NamedFile(DataFolder.at(dataDir), join("athena", "tags.jsonl"), { shape: isList });
  }

  get(workGroup: string): readonly Tag[] {
    return this.file.find(workGroup) ?? [];
  }

  /** Adds tags; one of the same key gets the new value. @throws AwsError InvalidRequestException */
  add(workGroup: string, added: readonly Tag[]): void {
    const values = new Map(this.get(workGroup).map(({ Key, Value }) => [Key, Value]));
    for (const { Key, Value = "" } of added) {
      if (Key === undefined) {
        throw invalidRequest(
          "1 validation error detected: Value null at 'tagKey' failed to satisfy constraint: Member must not be null",
        );
      }
      values.set(Key, Value);
    }
    if (values.size > maxTags) {
      throw invalidRequest(`A resource has at most ${maxTags} tags.`);
    }
    this.write(
      workGroup,
      [...values].map(([Key, Value]) => ({ Key, Value })),
    );
  }

  remove(workGroup: string, keys: readonly string[]): void {
    this.write(
      workGroup,
      this.get(workGroup).filter(({ Key }) => !keys.includes(Key ?? "")),
    );
  }

  delete(workGroup: string): void {
    this.write(workGroup, []);
  }

  reset(): void {
    this.file.remove();
  }

  private write(workGroup: string, tags: Tag[]): void {
    if (tags.length === 0) {
      this.file.delete(workGroup);
    } else {
      this.file.put(workGroup, tags);
    }
  }
}

const isList: Shape = (value) => (Array.isArray(value) ? undefined : "is no list");
