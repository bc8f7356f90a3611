import { closeSync, openSync, readSync } from "node:fs";
import { constants, gunzipSync } from "node:zlib";
import { readCsv } from "./csv";
import type { Compression, FileSchema } from "./file-schema";
import { readJson } from "./json";
import { readParquet } from "./parquet";

/** How much of a text file is read, as Glue reads the head of a large one. */
const sampleBytes = 1024 * 1024;
/** Of a compressed file, which holds many times more. */
const gzipBytes = 128 * 1024;
/** A JSON value longer than the sample is read whole up to here. */
const largestJson = 64 * 1024 * 1024;

/**
 * Looks into a file: Parquet, JSON, then CSV, as Glue orders its classifiers; text may be compressed with gzip.
 *
 * @returns Undefined where no classifier knows the file.
 */
export function readSchema(path: string, size: number): FileSchema | undefined {
  const parquet = readParquet(path, size);
  if (parquet !== undefined) {
    return { format: { classification: "parquet", compression: "none" }, ...parquet, bytes: size };
  }
  const head = readHead(path, Math.min(size, sampleBytes));
  const compression: Compression = head[0] === 0x1f && head[1] === 0x8b ? "gzip" : "none";
  const used = compression === "gzip" ? head.subarray(0, gzipBytes) : head;
  const sample = toText(used, compression, used.length === size);
  if (sample === undefined) {
    return undefined;
  }
  const json = /^\uFEFF?\s*[{[]/.test(sample.text) ? fromJson(path, size, sample, compression) : undefined;
  return json ?? fromCsv(sample, compression);
}

interface Sample {
  readonly text: string;
  readonly isWhole: boolean;
}

function fromJson(path: string, size: number, sample: Sample, compression: Compression): FileSchema | undefined {
  let schema = readJson(sample.text, sample.isWhole);
  let { text } = sample;
  if (schema === undefined && !sample.isWhole && size <= largestJson) {
    text = toText(readHead(path, size), compression, true)?.text ?? "";
    schema = readJson(text, true);
  }
  return schema && { format: { classification: "json", compression }, ...schema, bytes: Buffer.byteLength(text) };
}

function fromCsv(sample: Sample, compression: Compression): FileSchema | undefined {
  const end = sample.isWhole ? sample.text.length : sample.text.lastIndexOf("\n") + 1;
  const text = sample.text.slice(0, end);
  const schema = readCsv(text);
  if (schema === undefined) {
    return undefined;
  }
  const { delimiter, header, columns, records } = schema;
  const format = { classification: "csv", compression, delimiter, header } as const;
  return { format, columns, records, bytes: Buffer.byteLength(text) };
}

/** Undefined where it is not UTF-8 text. */
function toText(bytes: Buffer, compression: Compression, isWhole: boolean): Sample | undefined {
  const plain = compression === "gzip" ? gunzip(bytes) : bytes;
  if (plain === undefined) {
    return undefined;
  }
  const cut = plain.subarray(0, sampleBytes > plain.length || isWhole ? plain.length : sampleBytes);
  const text = cut.toString("utf8");
  return text.includes("\u0000") || hasBrokenText(text)
    ? undefined
    : { text, isWhole: isWhole && cut.length === plain.length };
}

/** A character cut at the sample's end is no fault. */
const hasBrokenText = (text: string): boolean => {
  const at = text.indexOf("\uFFFD");
  return at >= 0 && at < text.length - 4;
};

function gunzip(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: largestJson });
  } catch {
    return undefined;
  }
}

function readHead(path: string, length: number): Buffer {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const count = readSync(file, buffer, filled, length - filled, filled);
      if (count === 0) {
        break;
      }
      filled += count;
    }
    return buffer.subarray(0, filled);
  } finally {
    closeSync(file);
  }
}
