/** No writer makes longer blocks, in bytes; a broken file may claim any length. */
const longestBlock = 64 * 1024 * 1024;

/** Room for a block. Throws RangeError where it would be too long. */
export function allocBlock(size: number): Buffer {
  if (size > longestBlock) {
    throw new RangeError(`A compressed block of ${size} bytes is too long.`);
  }
  return Buffer.alloc(size);
}

/** Copies plain bytes; returns how many. Throws RangeError where they run over an end. */
export function copyLiteral(from: Buffer, at: number, length: number, to: Buffer, filled: number): number {
  if (at + length > from.length || filled + length > to.length) {
    throw new RangeError("A literal runs over the end.");
  }
  return from.copy(to, filled, at, at + length);
}

/** Repeats what was written `offset` bytes before; the copy may run into itself. Throws RangeError over an end. */
export function copyBack(output: Buffer, filled: number, offset: number, length: number): number {
  if (offset === 0 || offset > filled || filled + length > output.length) {
    throw new RangeError("A copy runs over the end.");
  }
  for (let index = filled; index < filled + length; index += 1) {
    output[index] = output[index - offset] as number;
  }
  return length;
}
