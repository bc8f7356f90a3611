import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DataFolder } from "../../storage/data-folder";
import { removeFile, removeFolder, writeWhole } from "../../storage/write";
import { invalidParameter } from "../errors";
import { checkZip, mostUnpackedBytes, UnusableZip } from "./zip-file";

/** A zip that was taken. */
export interface StoredCode {
  /** In hexadecimal. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/** The zips of functions and layers, each once, whoever uses it. */
export class CodeStore {
  private readonly data: DataFolder;
  private readonly folder: string;
  /** Zips that were taken just now: whoever gave them is about to say that they are used. */
  private readonly recent = new Set<string>();

  constructor(dataDir: string) {
    this.data = DataFolder.at(dataDir);
    this.folder = join(this.data.path, "lambda", "code");
  }

  /** Checks a zip and keeps it. @throws AwsError Where it cannot be unpacked, or is too large. */
  async put(bytes: Buffer): Promise<StoredCode> {
    const stored = await this.check(bytes);
    this.recent.add(stored.sha256);
    setImmediate(() => this.recent.delete(stored.sha256));
    if (!existsSync(this.path(stored.sha256))) {
      writeWhole(this.data, this.path(stored.sha256), bytes);
    }
    return stored;
  }

  /** Checks a zip without keeping it. @throws AwsError */
  async check(bytes: Buffer): Promise<StoredCode> {
    let unpacked: number;
    try {
      unpacked = await checkZip(bytes);
    } catch (error) {
      if (!(error instanceof UnusableZip)) {
        throw error;
      }
      throw invalidParameter(
        `Could not unzip uploaded file. Please check your file, then try to upload again. (${error.message})`,
      );
    }
    if (unpacked > mostUnpackedBytes) {
      throw invalidParameter(`Unzipped size must be smaller than ${mostUnpackedBytes} bytes`);
    }
    return { sha256: createHash("sha256").update(bytes).digest("hex"), size: bytes.length };
  }

  /** Where a zip lies. */
  path(sha256: string): string {
    return join(this.folder, `${sha256}.zip`);
  }

  /** The bytes of all zips. */
  totalSize(): number {
    return this.names().reduce((sum, name) => sum + statSync(join(this.folder, name)).size, 0);
  }

  /** Removes what nobody uses any more. @param used The checksums that are used. */
  sweep(used: ReadonlySet<string>): void {
    for (const name of this.names()) {
      const sha256 = name.slice(0, -".zip".length);
      if (!used.has(sha256) && !this.recent.has(sha256)) {
        removeFile(this.data, join(this.folder, name));
      }
    }
  }

  clear(): void {
    removeFolder(this.data, this.folder);
  }

  private names(): string[] {
    return existsSync(this.folder) ? readdirSync(this.folder) : [];
  }
}
