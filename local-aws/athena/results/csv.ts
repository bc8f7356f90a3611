/** A row of an Athena result file: every value in quotes, a missing one empty. */
export function csvLine(values: readonly (string | undefined)[]): string {
  return `${values.map((value) => (value === undefined ? "" : `"${value.replaceAll('"', '""')}"`)).join(",")}\n`;
}

export interface ResultRow {
  readonly values: readonly (string | undefined)[];
  /** Where the next row starts. */
  readonly end: number;
}

/** Cuts the text of an Athena result file into rows. A row whose end is missing is left out. */
export function* csvRows(text: string): Generator<ResultRow> {
  let values: (string | undefined)[] = [];
  for (let position = 0; position < text.length; ) {
    const value = text[position] === '"' ? quotedValue(text, position) : undefined;
    const end = position + (value?.length ?? 0);
    if (text[end] !== "," && text[end] !== "\n") {
      return;
    }
    values.push(value?.slice(1, -1).replaceAll('""', '"'));
    position = end + 1;
    if (text[end] === "\n") {
      yield { values, end: position };
      values = [];
    }
  }
}

/** The value with its quotes; what follows it is no quote. */
function quotedValue(text: string, start: number): string {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && text[end + 1] === '"') {
    end = text.indexOf('"', end + 2);
  }
  return text.slice(start, end < 0 ? text.length : end + 1);
}

/**
 * Cuts the text of a DDL or utility statement's result into rows of one value: its lines. Behind the last one there is
 * no end of line, and so it is known only where the text goes to the end of the file.
 */
export function* textRows(text: string, toEnd: boolean): Generator<ResultRow> {
  let start = 0;
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
    yield { values: [text.slice(start, end)], end: end + 1 };
    start = end + 1;
  }
  if (toEnd) {
    yield { values: [text.slice(start)], end: text.length + 1 };
  }
}
