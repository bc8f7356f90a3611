import { type DataType, type Field, mergeTypes, scalar, text, unknown } from "../data-type";

/** In the order in which Glue's classifier tries them. */
const delimiters = [",", "|", "\t", ";", "\u0001"];
const rowsToJudge = 100;
/** The share of rows that must have as many columns as the first for a text to be CSV. */
const regularShare = 0.8;
const longestHeader = 150;
/** Glue's own pattern for what may name a column. */
const columnName = /^[\u0020-\uD7FF\uD800\uDC00-\uDBFF\uDFFF\uE000-\uFFFD\t]*$/u;

/** What a custom classifier fixes; what it leaves out is found as the built-in classifier finds it. */
export interface CsvRules {
  readonly delimiter?: string | undefined;
  readonly quote: string;
  readonly header: "PRESENT" | "ABSENT" | "UNKNOWN";
  /** The columns' names, instead of those in the file. */
  readonly names?: readonly string[] | undefined;
  readonly trims: boolean;
  readonly allowsSingleColumn: boolean;
  /** The types that may be found, in Glue's words such as `LONG`; missing means the built-in classifier's. */
  readonly types?: readonly string[] | undefined;
}

const builtIn: CsvRules = { quote: '"', header: "UNKNOWN", trims: false, allowsSingleColumn: false };

export interface CsvSchema {
  readonly delimiter: string;
  readonly header: boolean;
  readonly columns: readonly Field[];
  readonly records: number;
}

interface Cell {
  readonly value: string;
  readonly quoted: boolean;
}

/**
 * Reads a text as Glue's CSV classifier does: at least two columns and two rows; the first row holds the
 * names where all of it is text and a row after it holds something else than text.
 *
 * @param rules Those of a custom classifier.
 * @returns Undefined where it is not CSV.
 * @see https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html
 */
export function readCsv(content: string, rules: CsvRules = builtIn): CsvSchema | undefined {
  const body = content.startsWith("\uFEFF") ? content.slice(1) : content;
  const delimiter = findDelimiter(body, rules);
  if (delimiter === undefined) {
    return undefined;
  }
  const parsed = parseCsv(body, delimiter, rules.quote, Number.POSITIVE_INFINITY);
  const rows = rules.trims ? parsed.map((row) => row.map(trimmed)) : parsed;
  const [first = [], ...rest] = rows;
  const header = rules.header === "UNKNOWN" ? isHeader(first, rest) : rules.header === "PRESENT";
  const data = header ? rest : rows;
  const types = columnTypes(data, first.length, rules.types === undefined ? cellType : chosenType(rules.types));
  const names = rules.names ?? (header ? first.map(({ value }) => value) : []);
  if (rules.names !== undefined && rules.names.length !== first.length) {
    return undefined;
  }
  return {
    delimiter,
    header,
    columns: headerNames(first.map((_, index) => names[index] ?? "")).map((name, index) => ({
      name,
      type: types[index] ?? unknown,
    })),
    records: data.length,
  };
}

const trimmed = ({ value, quoted }: Cell): Cell => ({ value: value.trim(), quoted });

function findDelimiter(body: string, { delimiter: only, quote, allowsSingleColumn }: CsvRules): string | undefined {
  let best: { delimiter: string; columns: number } | undefined;
  for (const delimiter of only === undefined ? delimiters : [only]) {
    const rows = parseCsv(body, delimiter, quote, rowsToJudge);
    const columns = rows[0]?.length ?? 0;
    const regular = rows.filter((row) => row.length === columns).length;
    const isEnough = allowsSingleColumn ? columns >= 1 && rows.length >= 1 : columns >= 2 && rows.length >= 2;
    if (isEnough && regular >= rows.length * regularShare && columns > (best?.columns ?? 0)) {
      best = { delimiter, columns };
    }
  }
  return best?.delimiter;
}

/** Rows of cells, quotes taken off; a quoted cell may hold delimiters, line breaks and doubled quotes. */
function parseCsv(body: string, delimiter: string, quote: string, most: number): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  let at = 0;
  while (at < body.length && rows.length < most) {
    const cell = body[at] === quote ? quotedCell(body, at, delimiter, quote) : plainCell(body, at, delimiter);
    row.push(cell.cell);
    at = cell.end;
    if (body[at] === delimiter && at < body.length) {
      at += 1;
      if (at < body.length && body[at] !== "\n" && body[at] !== "\r") {
        continue;
      }
      row.push({ value: "", quoted: false });
    }
    if (row.length > 1 || row[0]?.value !== "" || row[0]?.quoted) {
      rows.push(row);
    }
    row = [];
    at += body[at] === "\r" && body[at + 1] === "\n" ? 2 : 1;
  }
  return rows;
}

function plainCell(body: string, start: number, delimiter: string): { cell: Cell; end: number } {
  let end = start;
  while (end < body.length && body[end] !== delimiter && body[end] !== "\n" && body[end] !== "\r") {
    end += 1;
  }
  return { cell: { value: body.slice(start, end), quoted: false }, end };
}

function quotedCell(body: string, start: number, delimiter: string, quote: string): { cell: Cell; end: number } {
  let end = start + 1;
  for (;;) {
    end = body.indexOf(quote, end);
    if (end < 0) {
      return plainCell(body, start, delimiter);
    }
    if (body[end + 1] !== quote) {
      break;
    }
    end += 2;
  }
  const rest = plainCell(body, end + 1, delimiter);
  const value = body.slice(start + 1, end).replaceAll(quote + quote, quote) + rest.cell.value;
  return { cell: { value, quoted: true }, end: rest.end };
}

function isHeader(first: readonly Cell[], rest: readonly (readonly Cell[])[]): boolean {
  const last = first.length - 1;
  const allText = first.every(({ value, quoted }, index) => {
    const isText = cellType({ value, quoted }) === text && value.trim() !== "" && columnName.test(value);
    const isTrailing = index === last && rest.every((row) => (row[last]?.value ?? "") === "") && value === "";
    return (isText && (index === last || value.length < longestHeader)) || isTrailing;
  });
  const types = columnTypes(rest, first.length, cellType);
  return allText && types.some((type) => type.kind === "scalar" && type !== text);
}

function headerNames(written: readonly string[]): string[] {
  const used = new Set<string>();
  return written.map((value, index) => {
    const wanted = value.trim().toLowerCase() || `col${index}`;
    let name = wanted;
    for (let copy = 1; used.has(name); copy += 1) {
      name = `${wanted}_${copy}`;
    }
    used.add(name);
    return name;
  });
}

function columnTypes(rows: readonly (readonly Cell[])[], count: number, typeOf: (cell: Cell) => DataType): DataType[] {
  const types: DataType[] = Array.from({ length: count }, () => unknown);
  for (const row of rows) {
    for (let index = 0; index < count; index += 1) {
      const known = types[index] as DataType;
      const cell = row[index];
      if (known !== text && cell !== undefined) {
        types[index] = mergeTypes(known, typeOf(cell));
      }
    }
  }
  return types.map((type) => (type.kind === "scalar" && type.name === "string" ? text : type));
}

const bigint = scalar("bigint");
const double = scalar("double");
const boolean = scalar("boolean");
const integer = /^[+-]?\d+$/;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const largest = 2n ** 63n - 1n;

function cellType({ value, quoted }: Cell): DataType {
  if (value === "") {
    return unknown;
  }
  // LazySimpleSerDe leaves quotes in the value, so a quoted number would read as NULL in a bigint column.
  if (quoted) {
    return text;
  }
  if (integer.test(value)) {
    return value.length < 19 || fitsBigint(value) ? bigint : text;
  }
  if (decimal.test(value)) {
    return double;
  }
  return /^(?:true|false)$/i.test(value) ? boolean : text;
}

function fitsBigint(value: string): boolean {
  const number = BigInt(value.replace("+", ""));
  return number <= largest && number >= -largest - 1n;
}

/** By Glue's word for a type in custom classifiers: the type in Hive's words, and which texts are of it. */
const customTypes: Readonly<Record<string, readonly [name: string, pattern: RegExp]>> = {
  BOOLEAN: ["boolean", /^(?:true|false)$/i],
  SHORT: ["smallint", /^[+-]?\d{1,4}$/],
  INT: ["int", /^[+-]?\d{1,9}$/],
  LONG: ["bigint", /^[+-]?\d{1,18}$/],
  FLOAT: ["float", decimal],
  DOUBLE: ["double", decimal],
  DECIMAL: ["decimal(38,18)", /^[+-]?\d{1,20}(?:\.\d{1,18})?$/],
  DATE: ["date", /^\d{4}-\d{2}-\d{2}$/],
  TIMESTAMP: ["timestamp", /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,9})?$/],
};

/** The first type of those chosen that a cell is of, the narrower ones first. */
function chosenType(chosen: readonly string[]): (cell: Cell) => DataType {
  const types = Object.entries(customTypes)
    .filter(([word]) => chosen.includes(word))
    .map(([, [name, pattern]]) => ({ type: scalar(name), pattern }));
  return ({ value, quoted }) =>
    value === "" ? unknown : quoted ? text : (types.find(({ pattern }) => pattern.test(value))?.type ?? text);
}
