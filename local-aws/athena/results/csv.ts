/** A row of an Athena result file: every value in quotes, a missing one empty. */
export function csvLine(values: readonly (string | undefined)[]): string {
  return `${values.map((value) => (value === undefined ? "" : `"${value.replaceAll('"', '""')}"`)).join(",")}\n`;
}

export interface CsvRow {
  readonly values: readonly (string | undefined)[];
  /** Where the next row starts. */
  readonly end: number;
}

/** Cuts the text of an Athena result file into rows, from a place where one starts. */
export function* csvRows(text: string, offset: number): Generator<CsvRow> {
  let values: (string | undefined)[] = [];
  for (let position = offset; position < text.length; ) {
    const [value, end] = readValue(text, position);
    values.push(value);
    position = end + 1;
    if (text[end] !== ",") {
      yield { values, end: position };
      values = [];
    }
  }
}

function readValue(text: string, start: number): [string | undefined, number] {
  if (text[start] !== '"') {
    return [undefined, start];
  }
  let end = text.indexOf('"', start + 1);
  while (text[end + 1] === '"') {
    end = text.indexOf('"', end + 2);
  }
  return [text.slice(start + 1, end).replaceAll('""', '"'), end + 1];
}
