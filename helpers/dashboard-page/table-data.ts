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

/** The cells of an answer, column by column. */
export type Columns = Readonly<Record<string, readonly (string | number | undefined)[]>>;

/**
 * Makes a page's table of an answer: its rows sorted by the dimensions in their order, for gzip makes a tenth of them.
 *
 * @throws TypeError Where a cell is no number, or a dimension has no value.
 */
export function toTableData({ dimensions, numbers }: PageTable, columns: Columns): TableData {
  const found = dimensions.map((name) => dictionary(name, columns[name] ?? []));
  const rows = columns[dimensions[0] ?? numbers[0] ?? ""]?.length ?? 0;
  const keys = Float64Array.from({ length: rows }, (_, row) =>
    found.reduce((key, { values, codes }) => key * values.length + (codes[row] as number), 0),
  );
  const order = Uint32Array.from(keys, (_, row) => row).sort((a, b) => (keys[a] as number) - (keys[b] as number));
  const sorted = (cells: readonly number[]) => Array.from(order, (row) => cells[row] as number);
  return {
    rows,
    dimensions: Object.fromEntries(
      found.map(({ values, codes }, i) => [dimensions[i], { values, codes: sorted(codes) }]),
    ),
    numbers: Object.fromEntries(numbers.map((name) => [name, sorted(numbersOf(name, columns[name] ?? [], rows))])),
  };
}

function dictionary(name: string, cells: Columns[string]) {
  const values = [...new Set(cells)].sort();
  const other = values.find((value) => typeof value !== "string");
  if (other !== undefined || values.includes(undefined)) {
    throw new TypeError(`Column ${name} must be text in every row, but a row has ${JSON.stringify(other ?? null)}.`);
  }
  const places = new Map(values.map((value, place) => [value, place]));
  return { values: values as string[], codes: cells.map((cell) => places.get(cell) as number) };
}

function numbersOf(name: string, cells: Columns[string], rows: number): number[] {
  const wrong = cells.findIndex((cell) => typeof cell !== "number" || !Number.isFinite(cell));
  if (wrong >= 0 || cells.length !== rows) {
    throw new TypeError(`Column ${name} must be a number in every row, but row ${wrong + 1} has ${cells[wrong]}.`);
  }
  return cells as number[];
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
