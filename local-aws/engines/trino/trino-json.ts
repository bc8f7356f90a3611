import { inTurns } from "../../event-loop/in-turns";

/** Of an answer that is read in one piece, and of the parts of a longer one; in characters. */
const partLength = 128 * 1024;

/**
 * Reads an answer of Trino. The rows of a long one are read in parts, and others get their turn in between. Whole numbers
 * of 16 digits and more become strings, since JavaScript would round them; {@link mapEntries} reads its maps.
 */
export function parseAnswer(body: string): Promise<unknown> {
  return inTurns(readAnswer(body));
}

function* readAnswer(body: string): Generator<undefined, unknown> {
  // no text in it can look like this: its quotes would be escaped
  const data = body.length > partLength ? body.indexOf('"data":[[') : -1;
  if (data < 0) {
    return parse(body);
  }
  const first = data + '"data":['.length;
  const { rows, end } = yield* readRows(body, first);
  const rest = parse(`${body.slice(0, first)}${body.slice(end)}`) as object;
  return { ...rest, data: rows };
}

/** @param start Of the first row. @returns The rows, and where their list ends. */
function* readRows(body: string, start: number): Generator<undefined, { rows: unknown[]; end: number }> {
  const rows: unknown[] = [];
  let depth = 0;
  let part = start;
  for (let place = start; ; place += 1) {
    const sign = body[place];
    if (sign === '"') {
      place = textEnd(body, place);
    } else if (sign === "[") {
      depth += 1;
    } else if (sign === "]") {
      depth -= 1;
    }
    const isEnd = depth < 0 || sign === undefined;
    if (isEnd || (depth === 0 && sign === "]" && place - part > partLength)) {
      for (const row of parse(`[${body.slice(part, isEnd ? place : place + 1)}]`) as unknown[]) {
        rows.push(row);
      }
      if (isEnd) {
        return { rows, end: place };
      }
      part = place + (body[place + 1] === "," ? 2 : 1);
      yield;
    }
  }
}

/** Where the text that begins with a quote ends: at a quote behind an even number of backslashes. */
function textEnd(body: string, start: number): number {
  for (let end = body.indexOf('"', start + 1); ; end = body.indexOf('"', end + 1)) {
    let before = end - 1;
    while (body[before] === "\\") {
      before -= 1;
    }
    if (end < 0 || (end - before) % 2 === 1) {
      return end < 0 ? body.length : end;
    }
  }
}

function parse(text: string): unknown {
  return JSON.parse(markNumberKeys(quoteLongNumbers(text)));
}

function quoteLongNumbers(text: string): string {
  if (!/\d{16}/.test(text)) {
    return text;
  }
  return text.replace(/("(?:[^"\\]|\\.)*")|(?<![\d.eE+-])(-?\d{16,})(?![\d.eE])/g, (all, string) =>
    string === undefined ? `"${all}"` : all,
  );
}

/** Stands before a key that JavaScript would take for a place in an array and move to the front. */
const keyMark = "\u0001";

function markNumberKeys(text: string): string {
  if (!/"\d+":/.test(text)) {
    return text;
  }
  return text.replace(/"((?:[^"\\]|\\.)*)"(:?)/g, (all, string: string, colon: string) =>
    colon !== "" && /^\d+$/.test(string) ? `"\\u0001${string}":` : all,
  );
}

/** The entries of a map that Trino gave, in its order. */
export function mapEntries(value: unknown): [string, unknown][] {
  return Object.entries(value as Record<string, unknown>).map(([key, item]) => [
    key.startsWith(keyMark) ? key.slice(keyMark.length) : key,
    item,
  ]);
}
