import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DataFolder } from "../storage/data-folder";
import { removeFile, writeWhole } from "../storage/write";

const algorithm = "aes-256-gcm";
const [keyBytes, ivBytes, tagBytes] = [32, 12, 16] as const;

/**
 * Locks and opens the values of SecureStrings. On AWS the key is KMS's; here it lies beside what it locks: it keeps values
 * from eyes, not from thieves.
 */
export class SecureStrings {
  private readonly data: DataFolder;
  private readonly path: string;
  private key: Buffer | undefined;

  constructor(dataDir: string) {
    this.data = DataFolder.at(dataDir);
    this.path = join(this.data.path, "ssm", "key");
  }

  /** In base64, as GetParameter gives it without decryption. */
  lock(value: string): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, this.ownKey(), iv);
    const locked = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), locked]).toString("base64");
  }

  /** @throws Error Where the key is another one. */
  open(locked: string): string {
    const bytes = Buffer.from(locked, "base64");
    const decipher = createDecipheriv(algorithm, this.ownKey(), bytes.subarray(0, ivBytes));
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString("utf8");
  }

  reset(): void {
    this.key = undefined;
    removeFile(this.data, this.path);
  }

  private ownKey(): Buffer {
    if (this.key === undefined) {
      if (!existsSync(this.path)) {
        writeWhole(this.data, this.path, randomBytes(keyBytes));
      }
      this.key = readFileSync(this.path);
    }
    return this.key;
  }
}
