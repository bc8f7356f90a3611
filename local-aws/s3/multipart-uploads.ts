import { createHash, randomBytes } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { AwsError } from "../protocol/aws-error";
import { JsonFile } from "../storage/json-file";
import type { Algorithm } from "./checksums";
import type { ObjectMetadata } from "./object-metadata";
import type { ReceivedBody } from "./request-body";
import type { StagedFile } from "./staged-file";

/** An upload that is not yet completed. */
export interface Upload {
  readonly id: string;
  readonly key: string;
  readonly initiated: string;
  readonly algorithm?: Algorithm;
  readonly checksumType?: "COMPOSITE" | "FULL_OBJECT";
  readonly metadata: Omit<ObjectMetadata, "etag">;
}

export interface Part {
  readonly number: number;
  /** The MD5 in hex. */
  readonly etag: string;
  /** In bytes. */
  readonly size: number;
  readonly lastModified: string;
  /** Base64, where the upload has an algorithm or the part came with a checksum. */
  readonly checksum?: string;
  readonly algorithm?: Algorithm;
  /** The name of its file in the upload's folder. */
  readonly file: string;
}

/** The multipart uploads of a bucket: a folder each with `upload.json` and two files a part. */
export class MultipartUploads {
  constructor(private readonly folder: string) {}

  create(upload: Omit<Upload, "id" | "initiated">): Upload {
    const created = { ...upload, id: randomBytes(32).toString("base64url"), initiated: new Date().toISOString() };
    this.uploadFile(created.id).write(created);
    return created;
  }

  /** @throws `NoSuchUpload` */
  find(id: string, key: string): Upload {
    const upload = /^[\w-]{43}$/.test(id) && existsSync(join(this.folder, id)) ? this.uploadFile(id).read() : undefined;
    if (upload === undefined || upload.key !== key) {
      const message =
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.";
      throw new AwsError("NoSuchUpload", message, 404, { UploadId: id });
    }
    return upload;
  }

  all(): Upload[] {
    if (!existsSync(this.folder)) {
      return [];
    }
    return readdirSync(this.folder).flatMap((id) => this.uploadFile(id).read() ?? []);
  }

  addPart(upload: Upload, number: number, staged: StagedFile, sent: ReceivedBody["checksum"]): Part {
    const etag = (staged.digests.get("md5") as Buffer).toString("hex");
    const file = `${number}-${etag}.part`;
    const part: Part = {
      number,
      etag,
      size: staged.size,
      lastModified: new Date().toISOString(),
      checksum: sent?.value,
      algorithm: sent?.algorithm,
      file,
    };
    renameSync(staged.path, join(this.folder, upload.id, file));
    new JsonFile<Part>(join(this.folder, upload.id, `${number}.json`), () => part).write(part);
    return part;
  }

  /** Sorted by number. */
  parts(upload: Upload): Part[] {
    const folder = join(this.folder, upload.id);
    return readdirSync(folder)
      .filter((name) => /^\d+\.json$/.test(name))
      .flatMap((name) => new JsonFile<Part | undefined>(join(folder, name), () => undefined).read() ?? [])
      .sort((a, b) => a.number - b.number);
  }

  /** The bytes of the parts one after the other. */
  async *read(upload: Upload, parts: readonly Part[]): AsyncGenerator<Buffer> {
    for (const part of parts) {
      yield* createReadStream(join(this.folder, upload.id, part.file), { highWaterMark: 1024 * 1024 });
    }
  }

  remove(upload: Upload): void {
    rmSync(join(this.folder, upload.id), { recursive: true, force: true });
  }

  private uploadFile(id: string): JsonFile<Upload | undefined> {
    mkdirSync(this.folder, { recursive: true });
    return new JsonFile<Upload | undefined>(join(this.folder, id, "upload.json"), () => undefined);
  }
}

/** The ETag of a completed upload: the MD5 of the parts' MD5s, and how many there are. */
export function multipartEtag(parts: readonly Part[]): string {
  const hash = createHash("md5");
  for (const part of parts) {
    hash.update(Buffer.from(part.etag, "hex"));
  }
  return `${hash.digest("hex")}-${parts.length}`;
}
