import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Algorithm } from "./algorithms";
import { crc32c, crc64nvme, type Halves } from "./crc";

/** All digests that a body is taken through at once. */
export type DigestName = Algorithm | "md5";

/** What became of a body's digests. */
export type Digests = ReadonlyMap<DigestName, Buffer>;

export interface Digest {
  update(data: Uint8Array): void;
  finish(): Buffer;
}

/** A running digest of a body. */
export function startDigest(name: DigestName): Digest {
  switch (name) {
    case "crc32":
      return startCrc32(crc32);
    case "crc32c":
      return startCrc32(crc32c);
    case "crc64nvme":
      return startCrc64();
    case "md5":
    case "sha1":
    case "sha256": {
      const hash = createHash(name);
      return { update: (data) => hash.update(data), finish: () => hash.digest() };
    }
  }
}

function startCrc32(crc: (data: Uint8Array, previous?: number) => number): Digest {
  let value = 0;
  return {
    update(data) {
      value = crc(data, value);
    },
    finish() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}

function startCrc64(): Digest {
  let value: Halves = { high: 0, low: 0 };
  return {
    update(data) {
      value = crc64nvme(data, value);
    },
    finish() {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(value.high, 0);
      bytes.writeUInt32BE(value.low, 4);
      return bytes;
    },
  };
}
