import { createHash, randomBytes } from "node:crypto";
import { createReadStream, existsSync, readdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { AwsError } from "../../protocol/aws-error";
import type { DataFolder } from "../../storage/data-folder";
import { JsonFile } from "../../storage/json-file";
import { objectWith } from "../../storage/sealed";
import { removeFolder } from "../../storage/write";
import type { StagedFile } from "../bodies/staged-file";
import type { ObjectMetadata } from "../buckets/object-metadata";
import type { Algorithm } from "../checksums/algorithms";
import type { Checksum } from "../checksums/checksums";

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
  /** Of its bytes, to notice what changes them on the disk. Parts of older versions have none. */
  readonly crc32?: number;
  /** The name of its file in the upload's folder. */
  readonly file: string;
}

/** The multipart uploads of a bucket: a folder each with `upload.json` and two files a part. */
export class MultipartUploads {
  constructor(
    private readonly data: DataFolder,
    private readonly folder: string,
  ) {}

  create(upload: Omit<Upload, "id" | "initiated">): Upload {
    const created = { ...upload, id: randomBytes(32).toString("base64url"), initiated: new Date().toISOString() };
    this.uploadFile(created.id).write(created);
    return created;
  }

  /** @throws `NoSuchUpload` */
  find(id: string, key: string): Upload {
    const upload = /^[\w-]{43}$/.test(id) ? this.uploadFile(id).read() : undefined;
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

  /** @param staged With its MD5 and CRC-32. */
  addPart(upload: Upload, number: number, staged: StagedFile, sent: Checksum | undefined): Part {
    const etag = (staged.digests.get("md5") as Buffer).toString("hex");
    const file = `${number}-${etag}.part`;
    const part: Part = {
      number,
      etag,
      size: staged.size,
      lastModified: new Date().toISOString(),
      checksum: sent?.value,
      algorithm: sent?.algorithm,
      crc32: staged.digests.get("crc32")?.readUInt32BE(),
      file,
    };
    renameSync(staged.path, join(this.folder, upload.id, file));
    this.partFile(upload, `${number}.json`).write(part);
    return part;
  }

  /** Sorted by number. */
  parts(upload: Upload): Part[] {
    const folder = join(this.folder, upload.id);
    return readdirSync(folder)
      .filter((name) => /^\d+\.json$/.test(name))
      .flatMap((name) => this.partFile(upload, name).read() ?? [])
      .filter((part) => this.isWhole(upload, part))
      .sort((a, b) => a.number - b.number);
  }

  /**
   * The bytes of the parts one after the other.
   *
   * @throws `InvalidPart` after a part that is not what was uploaded, which is set aside.
   */
  async *read(upload: Upload, parts: readonly Part[]): AsyncGenerator<Buffer> {
    for (const part of parts) {
      const path = join(this.folder, upload.id, part.file);
      let sum = 0;
      for await (const bytes of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
        sum = crc32(bytes, sum);
        yield bytes;
      }
      if (part.crc32 !== undefined && part.crc32 !== sum) {
        this.data.setAside(path, "is not what was uploaded: its checksum does not fit", uploadAgain);
        throw invalidPart(upload, part.number, part.etag);
      }
    }
  }

  remove(upload: Upload): void {
    removeFolder(this.data, join(this.folder, upload.id));
  }

  private isWhole(upload: Upload, part: Part): boolean {
    const path = join(this.folder, upload.id, part.file);
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size !== undefined && size !== part.size) {
      this.data.setAside(path, `has ${size} bytes of ${part.size}`, uploadAgain);
    }
    return size === part.size;
  }

  /** An upload whose own file is damaged is set aside with its parts. */
  private uploadFile(id: string): JsonFile<Upload | undefined> {
    const setAside = (problem: string): void => {
      const outcome = "The upload has to begin again.";
      this.data.setAside(join(this.folder, id), `has an upload.json that ${problem}`, outcome);
    };
    const path = join(this.folder, id, "upload.json");
    return new JsonFile<Upload | undefined>(this.data, path, uploadShape, () => undefined, setAside);
  }

  private partFile(upload: Upload, name: string): JsonFile<Part | undefined> {
    const path = join(this.folder, upload.id, name);
    return new JsonFile<Part | undefined>(this.data, path, partShape, () => undefined);
  }
}

const uploadAgain = "The part has to be uploaded again.";

/** The error for a part that an upload does not have. */
export function invalidPart(upload: Upload, number: number, etag: string): AwsError {
  const message =
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";
  return new AwsError("InvalidPart", message, 400, { UploadId: upload.id, PartNumber: number, ETag: etag });
}

const uploadShape = objectWith({ id: "string", key: "string", initiated: "string", metadata: "object" });
const partShape = objectWith({
  number: "number",
  etag: "string",
  size: "number",
  lastModified: "string",
  file: "string",
});

/** The ETag of a completed upload: the MD5 of the parts' MD5s, and how many there are. */
export function multipartEtag(parts: readonly Part[]): string {
  const hash = createHash("md5");
  for (const part of parts) {
    hash.update(Buffer.from(part.etag, "hex"));
  }
  return `${hash.digest("hex")}-${parts.length}`;
}
