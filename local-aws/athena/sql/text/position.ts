/** A place in a text: the line from 1, the column from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where an offset, in UTF-16 units, stands in a text. */
export function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: lines.at(-1)?.length ?? 0 };
}

/** The offset of a place, in UTF-16 units; the end of the text for a place behind it. */
export function offsetAt(text: string, { line, column }: Position): number {
  let start = 0;
  for (let number = 1; number < line; number += 1) {
    const end = text.indexOf("\n", start);
    if (end < 0) {
      return text.length;
    }
    start = end + 1;
  }
  return Math.min(start + column, text.length);
}
