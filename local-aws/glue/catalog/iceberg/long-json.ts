/**
 * JSON as Iceberg's metadata have it: ids of snapshots are whole numbers that JavaScript would round. They are texts here,
 * with a mark before their digits, and numbers again when they are written.
 */
const mark = "\u0001";

/** @throws SyntaxError */
export function parseLongJson(text: string): unknown {
  const marked = text.replace(/("(?:[^"\\]|\\.)*")|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g, (all, string) =>
    string === undefined ? JSON.stringify(mark + all) : all,
  );
  return JSON.parse(marked);
}

export function longJson(value: unknown): string {
  return JSON.stringify(value).replace(/"\\u0001(-?\d+)"/g, "$1");
}
