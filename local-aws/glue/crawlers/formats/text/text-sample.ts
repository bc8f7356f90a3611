import { readAt, withFile } from "../binary/read-at";
import { compressionOf, decompress } from "../compression/decompress";
import type { Compression } from "../file-schema";

/** How much of a text is looked at, as Glue reads the head of a large file. */
const sampleBytes = 1024 * 1024;
/** How much of a compressed file is read, which holds many times more; blocks of bzip2 are large. */
const compressedBytes = {
  gzip: 128 * 1024,
  zstd: 256 * 1024,
  snappy: sampleBytes,
  lz4: sampleBytes,
  bzip2: sampleBytes,
};
/** A text longer than the sample is read whole up to here. */
const largestText = 64 * 1024 * 1024;

/** The beginning of a text file. */
export interface TextSample {
  readonly text: string;
  readonly isWhole: boolean;
  readonly compression: Compression;
  /** The whole text, for a value that is longer than the sample; undefined where it is too long. */
  whole(): TextSample | undefined;
}

export function readHead(path: string, size: number): Buffer {
  return withFile(path, (file) => readAt(file, 0, Math.min(size, sampleBytes))) ?? Buffer.alloc(0);
}

/**
 * @param head What {@link readHead} gave.
 * @returns Undefined where it is not UTF-8 text.
 */
export function textSample(path: string, size: number, head: Buffer): TextSample | undefined {
  const compression = compressionOf(path, head);
  const used = compression === "none" ? head : head.subarray(0, compressedBytes[compression]);
  const text = toText(used, compression, sampleBytes);
  const isWhole = used.length === size && text !== undefined && !text.isCut;
  const whole = (): TextSample | undefined => {
    if (size > largestText) {
      return undefined;
    }
    const bytes = withFile(path, (file) => readAt(file, 0, size));
    const all = bytes && toText(bytes, compression, largestText);
    return all && { text: all.text, isWhole: !all.isCut, compression, whole: () => undefined };
  };
  return text && { text: text.text, isWhole, compression, whole };
}

function toText(bytes: Buffer, compression: Compression, most: number): { text: string; isCut: boolean } | undefined {
  const plain = decompress(compression, bytes, most);
  if (plain === undefined) {
    return undefined;
  }
  const text = plain.toString("utf8", 0, most);
  return text.includes("\u0000") || hasBrokenText(text) ? undefined : { text, isCut: plain.length > most };
}

/** A character cut at the sample's end is no fault. */
const hasBrokenText = (text: string): boolean => {
  const at = text.indexOf("\uFFFD");
  return at >= 0 && at < text.length - 4;
};
