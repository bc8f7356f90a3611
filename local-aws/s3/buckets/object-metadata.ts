import type { ObjectChecksum } from "../checksums/checksums";

/** What S3 keeps of an object beside its bytes. */
export interface ObjectMetadata {
  /** Without quotes: the MD5 of the bytes, or `<md5 of the parts' md5s>-<parts>`. */
  readonly etag: string;
  /** Content headers by lower-case name, such as `content-type`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** User metadata by lower-case name without `x-amz-meta-`. */
  readonly user?: Readonly<Record<string, string>>;
  readonly checksum?: ObjectChecksum;
  /** The sizes in bytes of the parts of a multipart upload. */
  readonly parts?: readonly number[];
  readonly tags?: Readonly<Record<string, string>>;
}
