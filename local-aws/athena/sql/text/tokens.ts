import { setImmediate } from "node:timers/promises";

/** A piece of SQL text; blanks and comments are between the pieces. */
export interface Token {
  readonly kind: "word" | "number" | "string" | "quoted" | "backtick" | "symbol";
  /** As written. */
  readonly text: string;
  /** What it stands for: quotes taken off and doubled ones halved. A word as written. */
  readonly value: string;
  /** Where it starts and ends in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** A text and its tokens. */
export interface SqlText {
  readonly sql: string;
  readonly tokens: readonly Token[];
}

/** Cuts a text as Trino does; in a long one others get their turn in between. */
export async function readSql(sql: string): Promise<SqlText> {
  return { sql, tokens: await cutInTurns(sql, trino) };
}

/** Lets others have their turn before a long text is worked on. */
export async function takeTurns({ tokens }: SqlText): Promise<void> {
  if (tokens.length > sliceLength) {
    await setImmediate();
  }
}

/** What differs between the grammars that Athena reads. */
export interface Lexicon {
  /** Of two characters. */
  readonly symbols: ReadonlySet<string>;
  /** What stands between quotes, by the quote. */
  readonly quotes: Readonly<Record<string, Token["kind"]>>;
  /** Where the piece in quotes that starts at a place ends; -1 where it has no end. */
  readonly quotedEnd: (sql: string, start: number, quote: string) => number;
  /** What a piece in quotes stands for. */
  readonly value: (text: string, quote: string) => string;
}

const trino: Lexicon = {
  symbols: new Set(["<=", ">=", "<>", "!=", "||", "->", "=>"]),
  quotes: { "'": "string", '"': "quoted", "`": "backtick" },
  quotedEnd,
  value: unquote,
};

/** Cuts a short text as Trino does. */
export function tokenize(sql: string): Token[] {
  return [...slices(sql, trino)].flat();
}

/** Cuts a text by a grammar's rules, with a rest after each slice of a long one. */
export async function cutInTurns(sql: string, lexicon: Lexicon): Promise<Token[]> {
  const tokens: Token[] = [];
  for (const slice of slices(sql, lexicon)) {
    tokens.push(...slice);
    if (slice.length === sliceLength) {
      await setImmediate();
    }
  }
  return tokens;
}

/** Tokens that are cut in some milliseconds. */
const sliceLength = 10_000;

/**
 * Cuts a text in time that grows with its length alone, whatever stands in it: a quote that is not closed is a symbol, and
 * so are all that follow. What no rule knows becomes symbols of one character: Trino or the parser judges them.
 */
function* slices(sql: string, lexicon: Lexicon): Generator<Token[]> {
  let tokens: Token[] = [];
  const gaps = new Gaps(sql);
  const open = new Set<string>();
  for (let start = gaps.end(0); start < sql.length; ) {
    const first = sql[start] as string;
    let kind: Token["kind"] = "symbol";
    let end = -1;
    if (isNumberStart(first)) {
      kind = "number";
      end = numberEnd(sql, start);
    } else if (first in lexicon.quotes && !open.has(first)) {
      kind = lexicon.quotes[first] as Token["kind"];
      end = lexicon.quotedEnd(sql, start, first);
    }
    if (end < 0) {
      if (kind !== "symbol" && kind !== "number") {
        open.add(first);
      }
      end = wordEnd(sql, start);
      kind = end > start ? "word" : "symbol";
      end = end > start ? end : symbolEnd(sql, start, lexicon.symbols);
    }
    const text = sql.slice(start, end);
    const value = first in lexicon.quotes && kind !== "symbol" ? lexicon.value(text, first) : text;
    tokens.push({ kind, text, value, start, end });
    start = gaps.end(end);
    if (tokens.length === sliceLength) {
      yield tokens;
      tokens = [];
    }
  }
  yield tokens;
}

/** Where a piece that starts with a quote ends, doubled quotes being a part of it; -1 where it has no end. */
export function quotedEnd(sql: string, start: number, quote: string): number {
  let end = sql.indexOf(quote, start + 1);
  while (end >= 0 && sql[end + 1] === quote) {
    end = sql.indexOf(quote, end + 2);
  }
  return end < 0 ? -1 : end + 1;
}

export function unquote(text: string, quote: string): string {
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}

/** Blanks and comments. */
class Gaps {
  /** From here on, no comment ends. */
  private noEndFrom = Number.POSITIVE_INFINITY;

  constructor(private readonly sql: string) {}

  /** Where the gap that begins at a place ends; the place itself where there is none. */
  end(from: number): number {
    const { sql } = this;
    for (let place = from; ; ) {
      const next = this.commentEnd(blanksEnd(sql, place));
      if (next === place) {
        return place;
      }
      place = next;
    }
  }

  private commentEnd(place: number): number {
    const { sql } = this;
    const first = sql.charCodeAt(place);
    if (first === 0x2d && sql.charCodeAt(place + 1) === 0x2d) {
      const end = sql.indexOf("\n", place);
      return end < 0 ? sql.length : end;
    }
    if (first === 0x2f && sql.charCodeAt(place + 1) === 0x2a && place < this.noEndFrom) {
      const end = sql.indexOf("*/", place + 2);
      this.noEndFrom = end < 0 ? place : this.noEndFrom;
      return end < 0 ? place : end + 2;
    }
    return place;
  }
}

const blank = /\s/;
const blanks = /\s+/y;

function blanksEnd(sql: string, start: number): number {
  const first = sql.charCodeAt(start);
  const isBlank = first <= 0x20 || (first > 0x7f && blank.test(sql[start] as string));
  return isBlank ? Math.max(start, matchEnd(blanks, sql, start)) : start;
}

const letters = /[\p{L}\p{N}_$]+/uy;

function wordEnd(sql: string, start: number): number {
  let end = start;
  while (isPlainLetter(sql.charCodeAt(end))) {
    end += 1;
  }
  return sql.charCodeAt(end) > 0x7f ? Math.max(start, matchEnd(letters, sql, start)) : end;
}

const isPlainLetter = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) ||
  (code >= 0x41 && code <= 0x5a) ||
  (code >= 0x30 && code <= 0x39) ||
  code === 0x5f ||
  code === 0x24;

const isNumberStart = (first: string): boolean => (first >= "0" && first <= "9") || first === ".";

const numeral = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const goesOn = /[\p{L}_]/uy;

/** `1`, `1.`, `1.5`, `.5`, `1e-5`: -1 where none starts, or where it goes on as a name. */
function numberEnd(sql: string, start: number): number {
  const end = matchEnd(numeral, sql, start);
  return end < 0 || matchEnd(goesOn, sql, end) > 0 ? -1 : end;
}

function matchEnd(pattern: RegExp, sql: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(sql) ? pattern.lastIndex : -1;
}

function symbolEnd(sql: string, start: number, symbols: ReadonlySet<string>): number {
  const first = sql.charCodeAt(start);
  if (first > 0x7f) {
    return start + ((sql.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  }
  return "<>!|-=".includes(sql[start] as string) && symbols.has(sql.slice(start, start + 2)) ? start + 2 : start + 1;
}
