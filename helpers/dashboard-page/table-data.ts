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
  const columns = question.by.map((name) => columnOf(data.dimensions, name));
  const numbers = question.sums.map((name) => columnOf(data.numbers, name));
  const groups = new Groups(columns.reduce((product, { values }) => product * values.length, 1));
  const sums: number[][] = numbers.map(() => []);
  for (const row of wantedRows(data, selection)) {
    let key = 0;
    for (const { values, codes } of columns) {
      key = key * values.length + (codes[row] as number);
    }
    const group = groups.of(key);
    for (let i = 0; i < numbers.length; i++) {
      const sum = sums[i] as number[];
      sum[group] = (sum[group] ?? 0) + ((numbers[i] as readonly number[])[row] as number);
    }
  }
  return [...groups.keys.entries()]
    .sort(([, a], [, b]) => a - b)
    .map(([group, key]) =>
      toRow(
        key,
        sums.map((sum) => sum[group] as number),
        question,
        columns,
      ),
    );
}

/** Numbers groups as they are met: half a million rows are asked about at each click. */
class Groups {
  readonly keys: number[] = [];
  private readonly few: Int32Array | undefined;
  private readonly many = new Map<number, number>();

  /** @param size How many keys there may be. */
  constructor(size: number) {
    this.few = size <= 1_000_000 ? new Int32Array(size) : undefined;
  }

  of(key: number): number {
    const known = this.few === undefined ? (this.many.get(key) ?? 0) : (this.few[key] as number);
    if (known > 0) {
      return known - 1;
    }
    this.keys.push(key);
    if (this.few === undefined) {
      this.many.set(key, this.keys.length);
    } else {
      this.few[key] = this.keys.length;
    }
    return this.keys.length - 1;
  }
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

/** The last selection of each table: all charts of a page ask under the same one. */
const lastWanted = new WeakMap<TableData, { readonly selection: string; readonly rows: Uint32Array }>();

function wantedRows(data: TableData, selection: Selection): Uint32Array {
  const mine = selectionFor({ name: "", dimensions: Object.keys(data.dimensions), numbers: [] }, selection);
  const text = JSON.stringify(mine);
  const last = lastWanted.get(data);
  if (last?.selection === text) {
    return last.rows;
  }
  let rows = Uint32Array.from({ length: data.rows }, (_, row) => row);
  for (const [name, wanted] of Object.entries(mine)) {
    const { values, codes } = columnOf(data.dimensions, name);
    const lets = values.map((value) =>
      "from" in wanted ? wanted.from <= value && value <= wanted.to : (wanted as readonly string[]).includes(value),
    );
    rows = rows.filter((row) => lets[codes[row] as number]);
  }
  lastWanted.set(data, { selection: text, rows });
  return rows;
}

function columnOf<Column>(columns: Readonly<Record<string, Column>>, name: string): Column {
  const column = columns[name];
  if (column === undefined) {
    throw new TypeError(`The page's data have no column ${name}.`);
  }
  return column;
}
