/** Levels of JSON in JSON that EventBridge takes. */
const deepest = 1100;

/** The object that a text is as JSON; undefined where it is none, or one that is too deep. */
export function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = isTooDeep(text) ? undefined : valueIn(text);
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

export const isJson = (text: string): boolean => valueIn(text) !== undefined;

/** What a text is as JSON; undefined where it is none. */
function valueIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    depth += token === "{" || token === "[" ? 1 : token === "}" || token === "]" ? -1 : 0;
    if (depth > deepest) {
      return true;
    }
  }
  return false;
}
