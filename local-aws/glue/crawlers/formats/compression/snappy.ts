import { allocBlock, copyBack, copyLiteral } from "./copies";
import { hadoopBlocks } from "./hadoop-blocks";

const frameMagic = Buffer.from("ff060000734e61507059", "hex");

export const isSnappyFrame = (bytes: Buffer): boolean => bytes.subarray(0, frameMagic.length).equals(frameMagic);

/**
 * Decompresses a file of Snappy blocks, in Snappy's own framing or in Hadoop's.
 *
 * @param most Stops after the block that reaches this many bytes.
 * @throws RangeError where the bytes are broken.
 * @see https://github.com/google/snappy/blob/main/framing_format.txt
 */
export function unsnappy(bytes: Buffer, most: number): Buffer {
  return isSnappyFrame(bytes) ? framed(bytes, most) : hadoopBlocks(bytes, most, unsnappyBlock);
}

function framed(bytes: Buffer, most: number): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  for (let at = 0; at + 4 <= bytes.length && length < most; ) {
    const type = bytes[at] ?? 0;
    const end = at + 4 + bytes.readUIntLE(at + 1, 3);
    if (end > bytes.length) {
      break;
    }
    if (type <= 1) {
      const body = bytes.subarray(at + 8, end);
      const part = type === 0 ? unsnappyBlock(body) : body;
      parts.push(part);
      length += part.length;
    } else if (type < 0x80) {
      throw new RangeError(`There is no Snappy chunk ${type}.`);
    }
    at = end;
  }
  return Buffer.concat(parts);
}

/**
 * Decompresses one raw Snappy block. Throws RangeError where it is broken.
 *
 * @see https://github.com/google/snappy/blob/main/format_description.txt
 */
export function unsnappyBlock(bytes: Buffer): Buffer {
  let at = 0;
  let size = 0;
  for (let shift = 1; ; shift *= 128) {
    const part = bytes.readUInt8(at++);
    size += (part & 0x7f) * shift;
    if (part < 0x80) {
      break;
    }
  }
  const output = allocBlock(size);
  let filled = 0;
  while (at < bytes.length) {
    const tag = bytes.readUInt8(at++);
    const kind = tag & 3;
    if (kind === 0) {
      const width = Math.max(0, (tag >> 2) - 59);
      const length = width === 0 ? (tag >> 2) + 1 : bytes.readUIntLE(at, width) + 1;
      at += width;
      filled += copyLiteral(bytes, at, length, output, filled);
      at += length;
    } else {
      const length = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
      const width = kind === 3 ? 4 : kind;
      const offset = kind === 1 ? (tag >> 5) * 256 + bytes.readUInt8(at) : bytes.readUIntLE(at, width);
      at += width;
      filled += copyBack(output, filled, offset, length);
    }
  }
  return output.subarray(0, filled);
}
