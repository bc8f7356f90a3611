import { resolve } from "node:path";
import type { DataFolder } from "../../storage/data-folder";
import { LineFile } from "../../storage/line-file";
import { objectWith } from "../../storage/sealed";
import { removeFile } from "../../storage/write";

/** A message that was published to a FIFO topic. */
export interface Published {
  readonly key: string;
  readonly id: string;
  readonly sequenceNumber: string;
  /** In milliseconds since 1970. */
  readonly at: number;
}

const deduplicationTime = 5 * 60_000;
const shape = objectWith({ key: "string", id: "string", sequenceNumber: "string", at: "number" });

/** What was published to FIFO topics in the last five minutes: the same is not published again. */
export class Deduplication {
  private readonly path: string;
  private opened: { readonly file: LineFile; readonly byKey: Map<string, Published> } | undefined;

  constructor(
    private readonly data: DataFolder,
    private readonly clock: () => number,
  ) {
    this.path = resolve(data.path, "sns", "deduplication.jsonl");
  }

  find(key: string): Published | undefined {
    const found = this.open().byKey.get(key);
    return found !== undefined && this.isRecent(found) ? found : undefined;
  }

  put(published: Published): void {
    const { file, byKey } = this.open();
    file.append([published]);
    byKey.delete(published.key);
    byKey.set(published.key, published);
    for (const [key, one] of byKey) {
      if (this.isRecent(one)) {
        break;
      }
      byKey.delete(key);
    }
    if (file.size > 2 * byKey.size + 1_000) {
      file.rewrite([...byKey.values()]);
    }
  }

  reset(): void {
    removeFile(this.data, this.path);
    this.opened = undefined;
  }

  private open(): NonNullable<Deduplication["opened"]> {
    if (this.opened === undefined) {
      const lost = "What it has lost may be published twice";
      const { file, values } = LineFile.open(this.data, this.path, shape, { lost });
      this.opened = { file, byKey: new Map((values as Published[]).map((one) => [one.key, one])) };
    }
    return this.opened;
  }

  private isRecent({ at }: Published): boolean {
    return at + deduplicationTime > this.clock();
  }
}
