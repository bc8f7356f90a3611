import { tokenize } from "./tokens";

/** Athena reads `1.5` as a double, Trino as a decimal: writes such literals as `1.5e0`. */
export function asDoubleLiterals(sql: string): string {
  let rewritten = "";
  let copied = 0;
  for (const token of tokenize(sql)) {
    if (token.kind === "number" && /^[\d.]+$/.test(token.text) && token.text.includes(".")) {
      rewritten += `${sql.slice(copied, token.end)}e0`;
      copied = token.end;
    }
  }
  return rewritten + sql.slice(copied);
}
