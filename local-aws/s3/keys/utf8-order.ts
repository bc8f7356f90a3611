/**
 * Compares two strings by their UTF-8 bytes, the order in which S3 lists keys. JavaScript's own order (UTF-16 units)
 * differs where a character beyond U+FFFF meets one from U+E000 to U+FFFF.
 */
export function compareUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) {
      return rank(a) - rank(b);
    }
  }
  return left.length - right.length;
}

/** Lifts surrogates (halves of characters beyond U+FFFF) above all other units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
