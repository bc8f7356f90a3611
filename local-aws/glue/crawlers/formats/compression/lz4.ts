import { allocBlock, copyBack, copyLiteral } from "./copies";
import { hadoopBlocks } from "./hadoop-blocks";

const frameMagic = 0x184d2204;

export const isLz4Frame = (bytes: Buffer): boolean => bytes.length >= 4 && bytes.readUInt32LE(0) === frameMagic;

/**
 * Decompresses a file of LZ4 blocks, in LZ4's own framing or in Hadoop's.
 *
 * @param most Stops after the block that reaches this many bytes.
 * @throws RangeError where the bytes are broken.
 * @see https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
 */
export function unlz4(bytes: Buffer, most: number): Buffer {
  return isLz4Frame(bytes) ? framed(bytes, most) : hadoopBlocks(bytes, most, unlz4Block);
}

function framed(bytes: Buffer, most: number): Buffer {
  const flags = bytes.readUInt8(4);
  const [hasChecksum, hasSize, hasDictionary] = [(flags & 0x10) !== 0, (flags & 0x08) !== 0, (flags & 0x01) !== 0];
  const blockSize = 2 ** (8 + 2 * ((bytes.readUInt8(5) >> 4) & 7));
  let output: Buffer = Buffer.alloc(0);
  for (let at = 7 + (hasSize ? 8 : 0) + (hasDictionary ? 4 : 0); at + 4 <= bytes.length && output.length < most; ) {
    const head = bytes.readUInt32LE(at);
    const size = head % 2 ** 31;
    const body = bytes.subarray(at + 4, at + 4 + size);
    if (head === 0 || body.length < size) {
      break;
    }
    // a block may go back into the 64 KB before it
    output = head < 2 ** 31 ? unlz4Block(body, blockSize, output) : Buffer.concat([output, body]);
    at += 4 + size + (hasChecksum ? 4 : 0);
  }
  return output;
}

/**
 * Decompresses one raw LZ4 block. Throws RangeError where it is broken.
 *
 * @param size The most that it holds.
 * @param before What it may refer to; stands before its bytes in the result.
 * @see https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
 */
export function unlz4Block(bytes: Buffer, size: number, before: Buffer = Buffer.alloc(0)): Buffer {
  const output = allocBlock(before.length + size);
  let filled = before.copy(output);
  let at = 0;
  const extended = (start: number): number => {
    let length = start;
    for (let part = start === 15 ? 255 : 0; part === 255; length += part) {
      part = bytes.readUInt8(at++);
    }
    return length;
  };
  while (at < bytes.length) {
    const token = bytes.readUInt8(at++);
    const literal = extended(token >> 4);
    filled += copyLiteral(bytes, at, literal, output, filled);
    at += literal;
    if (at < bytes.length) {
      const offset = bytes.readUInt16LE(at);
      at += 2;
      filled += copyBack(output, filled, offset, extended(token & 15) + 4);
    }
  }
  return output.subarray(0, filled);
}
