/**
 * Decompresses the blocks of Hadoop's codecs: the length of the plain bytes, then chunks with the length of each.
 *
 * @param most Stops after the chunk that reaches this many bytes.
 * @param chunk Decompresses one chunk to at most so many bytes.
 * @returns What the whole chunks hold: less than all where the bytes end early.
 */
export function hadoopBlocks(bytes: Buffer, most: number, chunk: (bytes: Buffer, size: number) => Buffer): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  for (let at = 0; at + 4 <= bytes.length && length < most; ) {
    let left = bytes.readUInt32BE(at);
    at += 4;
    while (left > 0) {
      const end = at + 4 <= bytes.length ? at + 4 + bytes.readUInt32BE(at) : Number.POSITIVE_INFINITY;
      if (end > bytes.length) {
        return Buffer.concat(parts);
      }
      const part = chunk(bytes.subarray(at + 4, end), left);
      if (part.length === 0 || part.length > left) {
        throw new RangeError("A compressed block is broken.");
      }
      parts.push(part);
      length += part.length;
      left -= part.length;
      at = end;
    }
  }
  return Buffer.concat(parts);
}
