import type { SqlText } from "./tokens";

/** Trino's parser, whose time grows faster than the depth, gives up at half of it. */
const deepest = 2_000;

/** What Trino says of a text that nests too deep for it. */
export const tooDeep = "line 1:1: statement is too large (stack overflow while parsing)";

/** Whether parentheses and brackets nest deeper than Trino's parser can read. */
export function nestsTooDeep({ tokens }: SqlText): boolean {
  let depth = 0;
  return tokens.some(({ kind, text }) => {
    if (kind === "symbol") {
      depth += Number(text === "(" || text === "[") - Number(text === ")" || text === "]");
    }
    return depth > deepest;
  });
}
