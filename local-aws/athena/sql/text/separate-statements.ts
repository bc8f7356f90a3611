import { QueryText } from "./query-text";
import type { SqlText, Token } from "./tokens";

/** The statements of a text: what stands between its semicolons, blanks around it taken off. Comments count. */
export function statementsOf({ sql, tokens }: SqlText): QueryText[] {
  const statements: QueryText[] = [];
  let first = 0;
  for (let last = 0; last <= tokens.length; last += 1) {
    const token = tokens[last];
    if (token !== undefined && (token.kind !== "symbol" || token.text !== ";")) {
      continue;
    }
    const from = tokens[first - 1]?.end ?? 0;
    const text = sql.slice(from, token?.start ?? sql.length);
    const statement = text.trim();
    if (statement !== "") {
      const start = from + text.length - text.trimStart().length;
      statements.push(new QueryText(statement, moved(tokens.slice(first, last), start)));
    }
    first = last + 1;
  }
  return statements;
}

/** The tokens with their places in a part of the text. */
function moved(tokens: readonly Token[], by: number): readonly Token[] {
  return by === 0 ? tokens : tokens.map((token) => ({ ...token, start: token.start - by, end: token.end - by }));
}
