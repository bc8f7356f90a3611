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

const pattern =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|(?<string>'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*")|(?<backtick>`(?:[^`]|``)*`)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}_]))|(?<word>[\p{L}\p{N}_$]+)|(?<symbol><=|>=|<>|!=|\|\||->|=>|[\s\S])/uy;

/** Cuts SQL text into tokens. Text that no rule knows becomes symbols of one character: Trino or the parser judges them. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(sql); match !== null && match[0] !== ""; match = pattern.exec(sql)) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    if (kind !== undefined) {
      const text = match[0];
      const token = { kind: kind as Token["kind"], text, value: unquote(kind, text) };
      tokens.push({ ...token, start: match.index, end: match.index + text.length });
    }
  }
  return tokens;
}

function unquote(kind: string, text: string): string {
  if (kind !== "string" && kind !== "quoted" && kind !== "backtick") {
    return text;
  }
  const quote = text[0] as string;
  return text.slice(1, -1).replaceAll(quote + quote, quote);
}
