import type { AnswerRow, PageTable, Question, Selection } from "./description";
import { selectionFor } from "./description";

/** A table's rows, column by column: a dimension as its sorted values and, for each row, the place of its value. */
export interface TableData {
  readonly rows: number;
  readonly dimensions: Readonly<
    Record<string, { readonly values: readonly string[]; readonly codes: readonly number[] }>
  >;
  readonly numbers: Readonly<Record<string, readonly number[]>>;
}

/**
 * Puts rows into columns, which take a tenth of the room.
 *
 * @throws TypeError Where a cell is no number, or a dimension has no value.
 */
export function toTableData({ dimensions, numbers }: PageTable, rows: readonly AnswerRow[]): TableData {
  return {
    rows: rows.length,
    dimensions: Object.fromEntries(dimensions.map((column) => [column, dictionary(column, rows)])),
    numbers: Object.fromEntries(numbers.map((column) => [column, rows.map((row) => numberOf(row, column))])),
  };
}

function dictionary(column: string, rows: readonly AnswerRow[]) {
  const texts = rows.map((row) => {
    const value = row[column];
    if (typeof value !== "string") {
      throw new TypeError(`Column ${column} must be text in every row, but a row has ${JSON.stringify(value)}.`);
    }
    return value;
  });
  const values = [...new Set(texts)].sort();
  const places = new Map(values.map((value, place) => [value, place]));
  return { values, codes: texts.map((text) => places.get(text) as number) };
}

function numberOf(row: AnswerRow, column: string): number {
  const value = row[column];
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new TypeError(`Column ${column} must be a number in every row, but a row has ${JSON.stringify(value)}.`);
  }
  return value;
}

/** The same as Athena would answer to {@link askSql}, worked out here; sorted by the columns of `by`. */
export function askTable(data: TableData, question: Question, selection: Selection): AnswerRow[] {
  const wanted = wantedRows(data, selection);
  const columns = question.by.map((name) => columnOf(data.dimensions, name));
  const numbers = question.sums.map((name) => columnOf(data.numbers, name));
  const groups = new Map<number, number[]>();
  for (let row = 0; row < data.rows; row++) {
    if (!wanted(row)) {
      continue;
    }
    let key = 0;
    for (const { values, codes } of columns) {
      key = key * values.length + (codes[row] as number);
    }
    let sums = groups.get(key);
    if (sums === undefined) {
      sums = numbers.map(() => 0);
      groups.set(key, sums);
    }
    for (let i = 0; i < numbers.length; i++) {
      sums[i] = (sums[i] as number) + ((numbers[i] as readonly number[])[row] as number);
    }
  }
  return [...groups].sort(([a], [b]) => a - b).map(([key, sums]) => toRow(key, sums, question, columns));
}

function toRow(
  key: number,
  sums: readonly number[],
  question: Question,
  columns: readonly { readonly values: readonly string[] }[],
): AnswerRow {
  const row: Record<string, string | number> = {};
  let rest = key;
  for (let i = columns.length - 1; i >= 0; i--) {
    const { values } = columns[i] as { readonly values: readonly string[] };
    row[question.by[i] as string] = values[rest % values.length] as string;
    rest = Math.floor(rest / values.length);
  }
  question.sums.forEach((name, i) => {
    row[name] = sums[i] as number;
  });
  return row;
}

function wantedRows(data: TableData, selection: Selection): (row: number) => boolean {
  const table = { name: "", dimensions: Object.keys(data.dimensions), numbers: [] };
  const tests = Object.entries(selectionFor(table, selection)).map(([name, wanted]) => {
    const { values, codes } = columnOf(data.dimensions, name);
    const lets = values.map((value) =>
      "from" in wanted ? wanted.from <= value && value <= wanted.to : (wanted as readonly string[]).includes(value),
    );
    return { lets, codes };
  });
  return (row) => tests.every(({ lets, codes }) => lets[codes[row] as number]);
}

function columnOf<Column>(columns: Readonly<Record<string, Column>>, name: string): Column {
  const column = columns[name];
  if (column === undefined) {
    throw new TypeError(`The page's data have no column ${name}.`);
  }
  return column;
}
