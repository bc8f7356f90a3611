import type { Token } from "../text/tokens";
import type { Edit } from "./rewrite";

/** Athena reads `1.5` as a double, Trino as a decimal: such literals become `1.5e0`. */
export function doubleLiterals(tokens: readonly Token[]): Edit[] {
  return tokens
    .filter(({ kind, text }) => kind === "number" && /^[\d.]+$/.test(text) && text.includes("."))
    .map(({ end }) => ({ start: end, end, text: "e0" }));
}

/** Athena takes a statement with a semicolon behind it, Trino does not. */
export function lastSemicolons(tokens: readonly Token[]): Edit[] {
  const last = tokens.findLastIndex(({ text }) => text !== ";");
  return tokens.slice(last + 1).map(({ start, end }) => ({ start, end, text: "" }));
}
