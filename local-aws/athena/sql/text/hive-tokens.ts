import { cutInTurns, type Lexicon, quotedEnd, type SqlText, type Token, unquote } from "./tokens";

const hive: Lexicon = {
  symbols: new Set(["<=", ">=", "<>", "!="]),
  quotes: { "'": "string", '"': "string", "`": "backtick" },
  quotedEnd: (sql, start, quote) => (quote === "`" ? quotedEnd(sql, start, quote) : stringEnd(sql, start, quote)),
  value: (text, quote) => (quote === "`" ? unquote(text, quote) : withoutEscapes(text.slice(1, -1))),
};

/**
 * Cuts a DDL text into tokens as Hive does: strings in single or double quotes, with backslashes, of which several side by
 * side are one; names in backticks. Semicolons at the end are left out. In a long text others get their turn in between.
 */
export async function readHive(sql: string): Promise<SqlText> {
  const tokens: Token[] = [];
  for (const token of await cutInTurns(sql, hive)) {
    const last = tokens.at(-1);
    if (last?.kind === "string" && token.kind === "string" && last.end === token.start) {
      const { start } = last;
      tokens[tokens.length - 1] = { ...token, start, text: last.text + token.text, value: last.value + token.value };
    } else {
      tokens.push(token);
    }
  }
  while (tokens.at(-1)?.text === ";") {
    tokens.pop();
  }
  return { sql, tokens };
}

function stringEnd(sql: string, start: number, quote: string): number {
  for (let place = start + 1; place < sql.length; place += sql[place] === "\\" ? 2 : 1) {
    if (sql[place] === quote) {
      return place + 1;
    }
  }
  return -1;
}

/** What the text of a string literal stands for. */
function withoutEscapes(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|[01][0-7]{2}|[\s\S])/g, (all, code: string) => unescaped(all, code));
}

const named: Readonly<Record<string, string>> = {
  0: "\0",
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\x1a",
};

function unescaped(all: string, code: string): string {
  if (/^u.{4}$/.test(code)) {
    return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  }
  if (/^\d{3}$/.test(code)) {
    return String.fromCharCode(Number.parseInt(code, 8));
  }
  // Hive keeps the backslash of these two for LIKE
  return code === "%" || code === "_" ? all : (named[code] ?? code);
}
