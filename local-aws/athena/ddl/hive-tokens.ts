import type { Token } from "../sql/tokens";

const pattern =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|(?<string>(?:'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*")+)|(?<backtick>`(?:[^`]|``)*`)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}_]))|(?<word>[\p{L}\p{N}_$]+)|(?<symbol><=|>=|<>|!=|[\s\S])/uy;

/**
 * Cuts a DDL text into tokens as Hive does: strings in single or double quotes, with backslashes; names in backticks.
 * Semicolons at the end are left out.
 */
export function hiveTokens(sql: string): Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(sql); match !== null && match[0] !== ""; match = pattern.exec(sql)) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] as Token["kind"];
    if (kind !== undefined) {
      const text = match[0];
      tokens.push({ kind, text, value: tokenValue(kind, text), start: match.index, end: match.index + text.length });
    }
  }
  while (tokens.at(-1)?.text === ";") {
    tokens.pop();
  }
  return tokens;
}

function tokenValue(kind: Token["kind"], text: string): string {
  if (kind === "backtick") {
    return text.slice(1, -1).replaceAll("``", "`");
  }
  return kind === "string" ? hiveString(text) : text;
}

/** What a string literal, or several side by side, stands for. */
function hiveString(text: string): string {
  return text
    .replace(/'((?:[^'\\]|\\[\s\S])*)'|"((?:[^"\\]|\\[\s\S])*)"/g, (_, single, double) => single ?? double)
    .replace(/\\(u[0-9a-fA-F]{4}|[01][0-7]{2}|[\s\S])/g, (all, code: string) => unescaped(all, code));
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
