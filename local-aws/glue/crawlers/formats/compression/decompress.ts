import { constants, gunzipSync } from "node:zlib";
import { Decompress } from "fzstd";
import { unlessBroken } from "../binary/read-at";
import type { Compression } from "../file-schema";
import { bunzip2 } from "./bzip2";
import { isLz4Frame, unlz4 } from "./lz4";
import { isSnappyFrame, unsnappy } from "./snappy";

/** How a file is compressed, by its first bytes; Hadoop's Snappy and LZ4 have none and go by the name's end. */
export function compressionOf(name: string, head: Buffer): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) {
    return "gzip";
  }
  if (head.toString("latin1", 0, 3) === "BZh" && head.readUIntBE(4, 6) === 0x314159265359) {
    return "bzip2";
  }
  if (head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528) {
    return "zstd";
  }
  if (isSnappyFrame(head) || name.endsWith(".snappy")) {
    return "snappy";
  }
  return isLz4Frame(head) || name.endsWith(".lz4") ? "lz4" : "none";
}

/**
 * Decompresses the beginning of a file.
 *
 * @param bytes The file or its beginning.
 * @param most How many bytes are wanted; there may be more.
 * @returns Undefined where the bytes are broken.
 */
export function decompress(compression: Compression, bytes: Buffer, most: number): Buffer | undefined {
  return unlessBroken(() => {
    switch (compression) {
      case "none":
        return bytes;
      case "gzip":
        return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: largest });
      case "bzip2":
        return bunzip2(bytes, most);
      case "zstd":
        return unzstd(bytes, most);
      case "snappy":
        return unsnappy(bytes, most);
      case "lz4":
        return unlz4(bytes, most);
    }
  });
}

/** So much is decompressed of a gzip file at most: zlib has no other end to a bomb. */
const largest = 64 * 1024 * 1024;
const piece = 64 * 1024;

/** `node:zlib` reads zstd from Node 22.15 only. */
export function unzstd(bytes: Buffer, most: number): Buffer {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((part) => {
    parts.push(part.slice());
    length += part.length;
  });
  for (let at = 0; at < bytes.length && length < most; at += piece) {
    stream.push(bytes.subarray(at, at + piece));
  }
  return Buffer.concat(parts);
}
