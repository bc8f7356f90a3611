/** A column as the corpus writes it: `ratio double`. */
export interface ExpectedColumn {
  readonly name: string;
  readonly type: string;
}

/** What stands below a query. */
export interface Expected {
  /** `DML SELECT`: the statement's type and substatement. */
  statement?: string;
  /** How `StateChangeReason` begins. */
  failed?: string;
  /** `2 1301`: category and type of the AthenaError. */
  error?: string;
  /** How the message of StartQueryExecution's error begins. */
  refused?: string;
  columns?: ExpectedColumn[];
  rows: (string | undefined)[][];
  anyOrder?: boolean;
  /** The same query for DuckDB, whose rows are expected. */
  duckdb?: string;
  /** Texts of which each stands in some row. */
  has: string[];
  /** `33` or `under 500`: DataScannedInBytes. */
  scanned?: string;
  /** What has to be built before the embedded Athena answers so. */
  todo?: string;
}

export interface CorpusQuery {
  readonly title: string;
  readonly sql: string;
  /** Of the query, in its file; from 1. */
  readonly line: number;
  readonly expected: Expected;
}

/** Reads a file of queries: blocks between blank lines, each of a comment, a query and its expectation. */
export function readCorpusFile(text: string): CorpusQuery[] {
  const queries: CorpusQuery[] = [];
  let line = 1;
  for (const block of text.trimEnd().split(/\n(?=\n)/)) {
    const lines = block.split("\n");
    const first = lines.findIndex((each) => each !== "" && !each.startsWith("--"));
    if (first >= 0) {
      const last = lines.findIndex((each, index) => index >= first && each.endsWith(";"));
      if (last < 0) {
        throw new Error(`Line ${line + first}: the query has no ';' at a line's end.`);
      }
      const title = lines.slice(0, first).map(uncomment).join(" ").trim();
      const sql = lines.slice(first, last + 1).join("\n");
      queries.push({ title, sql, line: line + first, expected: readExpected(lines.slice(last + 1), line + last + 1) });
    }
    line += lines.length;
  }
  return queries;
}

function uncomment(line: string): string {
  return line.replace(/^-- ?/, "");
}

const keywords: Readonly<Record<string, (expected: Expected, text: string) => void>> = {
  OK: (expected, text) => {
    if (text !== "") {
      expected.statement = text;
    }
  },
  FAILED: (expected, text) => {
    expected.failed = text;
  },
  REFUSED: (expected, text) => {
    expected.refused = text;
  },
  "any order": (expected) => {
    expected.anyOrder = true;
  },
  "duckdb:": (expected, text) => {
    expected.duckdb = text;
  },
  has: (expected, text) => {
    expected.has.push(text);
  },
  error: (expected, text) => {
    expected.error = text;
  },
  todo: (expected, text) => {
    expected.todo = text;
  },
  scanned: (expected, text) => {
    expected.scanned = text.replace(/ bytes$/, "");
  },
};

function readExpected(lines: readonly string[], firstLine: number): Expected {
  const expected: Expected = { rows: [], has: [] };
  for (const [index, commented] of lines.entries()) {
    const line = uncomment(commented);
    const keyword = Object.keys(keywords).find((word) => line === word || line.startsWith(`${word} `));
    if (line.startsWith("|")) {
      const cells = readCells(line);
      if (expected.columns === undefined) {
        expected.columns = cells.map(readColumn);
      } else {
        expected.rows.push(cells.map(readValue));
      }
    } else if (line.startsWith("  ") && expected.duckdb !== undefined) {
      expected.duckdb += `\n${line}`;
    } else if (keyword !== undefined) {
      keywords[keyword]?.(expected, line.slice(keyword.length + 1));
    } else {
      throw new Error(`Line ${firstLine + index}: '${commented}' is no expectation.`);
    }
  }
  if (lines.length === 0) {
    throw new Error(`Line ${firstLine - 1}: nothing is expected of this query.`);
  }
  return expected;
}

function readCells(line: string): string[] {
  return line
    .slice(1)
    .split(/ \|(?= |$)/)
    .slice(0, -1)
    .map((cell) => cell.trim());
}

function readColumn(cell: string): ExpectedColumn {
  const space = cell.indexOf(" ");
  return { name: cell.slice(0, space), type: cell.slice(space + 1) };
}

/** `NULL`, a text in double quotes where blanks matter, or the text itself. */
function readValue(cell: string): string | undefined {
  return cell === "NULL" ? undefined : /^".*"$/.test(cell) ? (JSON.parse(cell) as string) : cell;
}
