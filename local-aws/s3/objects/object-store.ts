import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { AwsError } from "../../protocol/aws-error";
import { DataFolder } from "../../storage/data-folder";
import { makeFolder, syncFolder } from "../../storage/write";
import { type StagedFile, stageFile } from "../bodies/staged-file";
import { Bucket } from "../buckets/bucket";
import { checkBucketName, isBucketName } from "../buckets/bucket-name";
import { BucketSettings } from "../buckets/bucket-settings";
import type { ObjectMetadata } from "../buckets/object-metadata";
import { defaultAlgorithm } from "../checksums/algorithms";
import { fullChecksum } from "../checksums/checksums";
import type { DigestName } from "../checksums/digest";
import type { Tags } from "../request/tags";
import { noSuchKey } from "../response/errors";
import { MultipartUploads } from "../uploads/multipart-uploads";
import { etagFromStats } from "./etag-from-stats";
import type { Cause, ObjectChange, ObjectWatcher } from "./object-change";

/** An object as a listing shows it. */
export interface ObjectSummary {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
  /** In whole seconds, as S3 tells it. */
  readonly lastModified: Date;
  /** Without quotes. */
  readonly etag: string;
  /** The absolute path of the file. */
  readonly path: string;
}

/** An object and what S3 keeps of it. */
export interface StoredObject extends ObjectSummary {
  readonly metadata: ObjectMetadata;
}

/** An open object: its bytes stay readable while another is put in its place. */
export interface OpenObject extends StoredObject {
  readonly descriptor: number;
}

/** What is told of a change, beside the object. */
type How = Pick<ObjectChange, "event" | "cause">;

export interface PutOptions {
  /** Such as `text/csv`. */
  readonly contentType?: string;
}

/**
 * S3's buckets and objects over plain files: `<data>/s3/<bucket>/<key>`. The rest is in `<data>/s3-metadata`.
 * A file put there by hand is an object at once; its ETag comes from its size and time of change.
 */
export class ObjectStore {
  /** Who is told of each change. */
  watcher: ObjectWatcher | undefined;
  private readonly buckets = new Map<string, Bucket>();
  private readonly data: DataFolder;
  private readonly folder: string;
  private readonly metadataFolder: string;
  private readonly stagingFolder: string;

  constructor(dataDir: string) {
    this.data = DataFolder.at(dataDir);
    mkdirSync(join(dataDir, "s3"), { recursive: true });
    mkdirSync(join(dataDir, "s3-metadata"), { recursive: true });
    this.folder = realpathSync.native(join(dataDir, "s3"));
    this.metadataFolder = realpathSync.native(join(dataDir, "s3-metadata"));
    this.stagingFolder = join(this.metadataFolder, ".staging");
    rmSync(this.stagingFolder, { recursive: true, force: true });
    mkdirSync(this.stagingFolder);
  }

  bucketNames(): string[] {
    return readdirSync(this.folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && isBucketName(entry.name))
      .map((entry) => entry.name)
      .sort();
  }

  hasBucket(name: string): boolean {
    return isBucketName(name) && lstatSync(join(this.folder, name), { throwIfNoEntry: false })?.isDirectory() === true;
  }

  /** @throws `NoSuchBucket`, `InvalidBucketName` */
  bucket(name: string): Bucket {
    this.checkBucket(name);
    const known = this.buckets.get(name);
    if (known !== undefined) {
      return known;
    }
    const bucket = new Bucket(
      this.data,
      name,
      realpathSync.native(join(this.folder, name)),
      join(this.metadataFolder, name),
    );
    this.buckets.set(name, bucket);
    return bucket;
  }

  /** The absolute path of a bucket's plain files. @throws `NoSuchBucket` */
  bucketFolder(name: string): string {
    return this.bucket(name).folder;
  }

  settings(name: string): BucketSettings {
    this.checkBucket(name);
    return new BucketSettings(this.data, join(this.metadataFolder, name, "bucket.json"));
  }

  uploads(name: string): MultipartUploads {
    return new MultipartUploads(this.data, join(this.bucket(name).metadataFolder, "uploads"));
  }

  /** @param region Where it is said to be. @throws `InvalidBucketName` */
  createBucket(name: string, region = "us-east-1"): void {
    checkBucketName(name);
    makeFolder(this.data, join(this.folder, name));
    this.settings(name).write({ region, createdAt: new Date().toISOString() });
  }

  /** When a bucket was created, in whole seconds; for a folder made by hand, when the folder was made. */
  createdAt(name: string): Date {
    const { createdAt } = this.settings(name).read();
    const date = createdAt === undefined ? statSync(join(this.folder, name)).birthtime : new Date(createdAt);
    return new Date(Math.floor(date.getTime() / 1000) * 1000);
  }

  /** @throws `NoSuchBucket`, `BucketNotEmpty` */
  deleteBucket(name: string): void {
    const bucket = this.bucket(name);
    if (!bucket.isEmpty() || !bucket.remove()) {
      const message = "The bucket you tried to delete is not empty";
      throw new AwsError("BucketNotEmpty", message, 409, { BucketName: name });
    }
    this.buckets.delete(name);
    syncFolder(this.data, this.folder);
  }

  /** All objects under a prefix, sorted by key in UTF-8 order. @throws `NoSuchBucket` */
  async list(bucketName: string, prefix: string): Promise<ObjectSummary[]> {
    const bucket = this.bucket(bucketName);
    const walk = bucket.walk(prefix);
    const objects: ObjectSummary[] = [];
    let seen = 0;
    for (let found = walk.next(); found !== undefined; found = walk.next()) {
      const object = this.summarize(bucket, found.key, found.path);
      if (object !== undefined) {
        objects.push(object);
      }
      if (++seen % 1000 === 0) {
        await new Promise(setImmediate);
      }
    }
    return objects;
  }

  /** What a listing shows of a key that a walk found; undefined where the file has gone since. */
  summarize(bucket: Bucket, key: string, path: string): StoredObject | undefined {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stats?.isFile() ? this.describe(bucket, key, path, stats) : undefined;
  }

  /** The absolute path of an object's file, or undefined where there is none. @throws `NoSuchBucket` */
  filePath(bucketName: string, key: string): string | undefined {
    return this.bucket(bucketName).fileOf(key);
  }

  /** The object of a key, or undefined where there is none. @throws `NoSuchBucket` */
  find(bucketName: string, key: string): StoredObject | undefined {
    const bucket = this.bucket(bucketName);
    const path = bucket.fileOf(key);
    return path === undefined ? undefined : this.summarize(bucket, key, path);
  }

  /** Opens an object; the caller closes the descriptor. Undefined where there is none. @throws `NoSuchBucket` */
  open(bucketName: string, key: string): OpenObject | undefined {
    const bucket = this.bucket(bucketName);
    const path = bucket.fileOf(key);
    if (path === undefined) {
      return undefined;
    }
    let descriptor: number;
    try {
      descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") {
        return undefined;
      }
      throw error;
    }
    const stats = fstatSync(descriptor, { bigint: true });
    if (!stats.isFile()) {
      closeSync(descriptor);
      return undefined;
    }
    return { ...this.describe(bucket, key, path, stats), descriptor };
  }

  /**
   * Writes an object. It is there whole, or the old one stays.
   *
   * @throws `NoSuchBucket`
   */
  async put(
    bucketName: string,
    key: string,
    body: Buffer | Readable,
    options: PutOptions = {},
  ): Promise<ObjectSummary> {
    this.bucket(bucketName);
    const staged = await this.stage(Buffer.isBuffer(body) ? [body] : body, [defaultAlgorithm]);
    const headers = options.contentType === undefined ? undefined : { "content-type": options.contentType };
    return this.commit(bucketName, key, staged, {
      etag: md5Of(staged),
      headers,
      checksum: fullChecksum(defaultAlgorithm, staged.digests),
    });
  }

  /** Writes a body to a temporary file on the way to `commit`. Its MD5 is always computed. */
  stage(body: Iterable<Buffer> | AsyncIterable<Buffer>, digests: Iterable<DigestName> = []): Promise<StagedFile> {
    return stageFile(this.data, this.stagingFolder, body, digests);
  }

  /**
   * Makes a staged file the object of a key.
   *
   * @param how What is told of it.
   * @throws `NoSuchBucket`
   */
  commit(
    bucketName: string,
    key: string,
    file: StagedFile,
    metadata: ObjectMetadata,
    how: How = { event: "ObjectCreated:Put", cause: undefined },
  ): ObjectSummary {
    try {
      const bucket = this.bucket(bucketName);
      bucket.take(key, file, metadata);
      const object = this.describe(bucket, key, bucket.fileOf(key) ?? file.path, file.stats);
      this.watcher?.changed(bucket, { ...how, key, size: object.size, etag: object.etag });
      return object;
    } catch (error) {
      file.discard();
      throw error;
    }
  }

  /** Sets all tags of an object, also of a file put there by hand. @throws `NoSuchBucket`, `NoSuchKey` */
  setTags(bucketName: string, key: string, tags: Tags, how: How): void {
    const bucket = this.bucket(bucketName);
    const object = this.find(bucketName, key);
    const stats = object && statSync(object.path, { bigint: true, throwIfNoEntry: false });
    if (object === undefined || stats === undefined) {
      throw noSuchKey(key);
    }
    bucket.journal.add(key, stats, { ...object.metadata, tags });
    bucket.journal.settle(key);
    this.watcher?.changed(bucket, { ...how, key, size: object.size, etag: object.etag });
  }

  /** Deletes an object; it is no error where there is none. @throws `NoSuchBucket` */
  async delete(bucketName: string, key: string, cause?: Cause): Promise<void> {
    const bucket = this.bucket(bucketName);
    const isThere = this.watcher !== undefined && bucket.fileOf(key) !== undefined;
    bucket.delete(key);
    if (isThere) {
      this.watcher?.changed(bucket, { event: "ObjectRemoved:Delete", cause, key });
    }
  }

  /** Deletes every bucket with all in it. */
  async reset(): Promise<void> {
    for (const bucket of this.buckets.values()) {
      bucket.journal.close();
    }
    this.buckets.clear();
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder);
    // A body that is still coming in goes on into its staged file, and then finds no bucket.
    for (const name of readdirSync(this.metadataFolder)) {
      if (name !== basename(this.stagingFolder)) {
        rmSync(join(this.metadataFolder, name), { recursive: true, force: true });
      }
    }
  }

  /** @throws `NoSuchBucket`, `InvalidBucketName` */
  private checkBucket(name: string): void {
    checkBucketName(name);
    if (!this.hasBucket(name)) {
      this.buckets.get(name)?.journal.close();
      this.buckets.delete(name);
      throw new AwsError("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName: name });
    }
  }

  private describe(bucket: Bucket, key: string, path: string, stats: BigIntStats): StoredObject {
    const metadata = bucket.journal.find(key, stats) ?? { etag: etagFromStats(stats) };
    const lastModified = new Date(Number(stats.mtimeNs / 1_000_000_000n) * 1000);
    return { key, size: Number(stats.size), lastModified, etag: metadata.etag, path, metadata };
  }
}

/** The MD5 of a staged file in hex: the ETag of an object put in one piece. */
export function md5Of(file: StagedFile): string {
  return (file.digests.get("md5") as Buffer).toString("hex");
}
