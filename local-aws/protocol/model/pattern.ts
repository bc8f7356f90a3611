/** Whether a whole text matches. */
export type Matcher = (text: string) => boolean;

const compiled = new Map<string, Matcher>();

/**
 * A pattern of AWS's models, as Java reads it. Nearly all are one class of characters again and again; there the first
 * character outside is looked for, which is linear and needs no stack. The others are of a kind that does not go back far.
 */
export function matcher(pattern: string): Matcher {
  let found = compiled.get(pattern);
  if (found === undefined) {
    found = compile(pattern);
    compiled.set(pattern, found);
  }
  return found;
}

/** A class alone, or `.`, `\S` or the like, repeated; perhaps in parentheses or between `^` and `$`. */
const repeatedClass = /^\^?(?:\((\[(?:[^\]\\]|\\.)*\])\)|(\[(?:[^\]\\]|\\.)*\])|(\.)|(\\S))([*+])\$?$/;

function compile(pattern: string): Matcher {
  const [, grouped, bare, dot, text, repeat] = repeatedClass.exec(pattern) ?? [];
  const characters = grouped ?? bare ?? (dot && "[^\\n\\r\\u0085\\u2028\\u2029]") ?? (text && "[\\S]");
  if (characters === undefined) {
    const whole = new RegExp(`^(?:${translate(pattern)})$`, "u");
    return (value) => whole.test(value);
  }
  const inside = translate(characters);
  const outside = new RegExp(inside.startsWith("[^") ? `[${inside.slice(2)}` : `[^${inside.slice(1)}`, "u");
  return (value) => (repeat === "*" || value !== "") && !outside.test(value);
}

/** JavaScript asks for exactly the backslashes that it needs, and for one before a hyphen after `\w`. */
function translate(pattern: string): string {
  const withoutHyphens = pattern.replace(/\[(?:[^\]\\]|\\.)*\]|\\-/g, (part) => (part === "\\-" ? "-" : part));
  return withoutHyphens.replace(/\\([_:/=@#&!%,;"'<> ])/g, "$1").replace(/(\\w|0-9)-(?=[_$#.])/g, "$1\\-");
}
