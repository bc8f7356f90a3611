import { inflateRawSync } from "node:zlib";
import { unzstd } from "../compression/decompress";
import { unlz4Block } from "../compression/lz4";
import { unsnappyBlock } from "../compression/snappy";
import { type DataType, type Field, scalar, text } from "../data-type";
import { readMessage, readNumbers } from "./protobuf-reader";
import { readAt, withFile } from "./read-at";

const tailBytes = 16 * 1024;
/** No footer is longer; what says so is broken. */
const longestFooter = 64 * 1024 * 1024;

export interface OrcSchema {
  readonly columns: readonly Field[];
  readonly records: number;
}

interface Postscript {
  footer: number;
  compression: number;
  block: number;
  magic: string;
}

/** One node of the flat list in which ORC keeps its tree of columns. */
interface Type {
  kind: number;
  children: number[];
  names: string[];
  precision: number;
  scale: number;
}

/**
 * Reads names, types and the number of rows from an ORC file's footer.
 *
 * @returns Undefined where the file is not ORC, or its footer is compressed with LZO.
 * @see https://orc.apache.org/specification/ORCv1/
 */
export function readOrc(path: string, size: number): OrcSchema | undefined {
  return withFile(path, (file) => {
    const tail = readAt(file, Math.max(0, size - tailBytes), Math.min(size, tailBytes));
    const end = tail.length - 1 - (tail[tail.length - 1] ?? 0);
    if (end < 0) {
      return undefined;
    }
    const postscript = readPostscript(tail.subarray(end, -1));
    if (postscript.magic !== "ORC" || postscript.footer > Math.min(size, longestFooter)) {
      return undefined;
    }
    const start = size - (tail.length - end) - postscript.footer;
    const footer =
      postscript.footer <= end ? tail.subarray(end - postscript.footer, end) : readAt(file, start, postscript.footer);
    const plain = decompressStream(footer, postscript);
    return plain && parseFooter(plain);
  });
}

function readPostscript(bytes: Buffer): Postscript {
  const postscript: Postscript = { footer: 0, compression: 0, block: 0, magic: "" };
  readMessage(bytes, (id, value) => {
    if (id === 1) {
      postscript.footer = Number(value);
    } else if (id === 2) {
      postscript.compression = Number(value);
    } else if (id === 3) {
      postscript.block = Number(value);
    } else if (id === 8000) {
      postscript.magic = String(value);
    }
  });
  return postscript;
}

/** By the number of ORC's `CompressionKind`; LZO is missing. */
const chunkReaders: Readonly<Record<number, (chunk: Buffer, size: number) => Buffer>> = {
  1: (chunk) => inflateRawSync(chunk),
  2: unsnappyBlock,
  4: (chunk, size) => unlz4Block(chunk, size),
  5: (chunk, size) => unzstd(chunk, size),
};

function decompressStream(bytes: Buffer, { compression, block }: Postscript): Buffer | undefined {
  if (compression === 0) {
    return bytes;
  }
  const read = chunkReaders[compression];
  if (read === undefined) {
    return undefined;
  }
  const parts: Buffer[] = [];
  for (let at = 0; at + 3 <= bytes.length; ) {
    const head = bytes.readUIntLE(at, 3);
    const chunk = bytes.subarray(at + 3, at + 3 + (head >> 1));
    parts.push((head & 1) === 1 ? chunk : read(chunk, block));
    at += 3 + (head >> 1);
  }
  return Buffer.concat(parts);
}

function parseFooter(bytes: Buffer): OrcSchema {
  const types: Type[] = [];
  let records = 0;
  readMessage(bytes, (id, value) => {
    if (id === 4 && typeof value !== "number") {
      types.push(readType(value));
    } else if (id === 6) {
      records = Number(value);
    }
  });
  const root = toDataType(types, 0);
  const fields = root.kind === "struct" ? root.fields : [];
  const columns = new Map(fields.map(({ name, type }) => [name.toLowerCase(), type]));
  return { columns: [...columns].map(([name, type]) => ({ name, type })), records };
}

function readType(bytes: Buffer): Type {
  const type: Type = { kind: 0, children: [], names: [], precision: 10, scale: 0 };
  readMessage(bytes, (id, value) => {
    switch (id) {
      case 1:
        type.kind = Number(value);
        break;
      case 2:
        type.children.push(...readNumbers(value));
        break;
      case 3:
        type.names.push(String(value));
        break;
      case 5:
        type.precision = Number(value);
        break;
      case 6:
        type.scale = Number(value);
        break;
    }
  });
  return type;
}

/** By the number of ORC's `Type.Kind`. */
const scalars: Readonly<Record<number, string>> = {
  0: "boolean",
  1: "tinyint",
  2: "smallint",
  3: "int",
  4: "bigint",
  5: "float",
  6: "double",
  7: "string",
  8: "binary",
  9: "timestamp",
  15: "date",
  16: "string",
  17: "string",
  18: "timestamp",
};
const [list, map, struct, decimal] = [10, 11, 12, 14];

function toDataType(types: readonly Type[], index: number): DataType {
  const type = types[index];
  // children come after their parent, else the tree would have no end
  if (type === undefined || type.children.some((child) => child <= index)) {
    throw new RangeError("The schema is broken.");
  }
  const [first = 0, second = 0] = type.children;
  switch (type.kind) {
    case list:
      return { kind: "array", element: toDataType(types, first) };
    case map:
      return { kind: "map", key: toDataType(types, first), value: toDataType(types, second) };
    case struct:
      return {
        kind: "struct",
        fields: type.children.map((child, at) => ({ name: type.names[at] ?? "", type: toDataType(types, child) })),
      };
    case decimal:
      return scalar(`decimal(${type.precision},${type.scale})`);
    default:
      return scalars[type.kind] === undefined ? text : scalar(scalars[type.kind] as string);
  }
}
