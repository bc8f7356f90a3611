import { LinearPattern } from "../event-loop/linear-pattern";
import { invalidParameter } from "./checks";

/**
 * A filter pattern for plain text: terms that must all be there, `"quoted ones"`, `-excluded` ones, `?any` of several,
 * and `%regular expressions%`. The case of letters counts.
 *
 * @throws `InvalidParameterException` for patterns on JSON (`{…}`) and on columns (`[…]`), which are not supported.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function compileFilterPattern(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (/^[{[]/.test(text)) {
    throw invalidParameter("The embedded AWS does not support filter patterns on JSON or columns, only terms.");
  }
  const all: Test[] = [];
  const any: Test[] = [];
  for (const [term, mark] of text.matchAll(/([-?]?)(?:"(?:[^"\\]|\\.)*"|%[^%]+%|[^\s"]+)/g)) {
    const test = compileTerm(term.slice(mark?.length));
    if (mark === "?") {
      any.push(test);
    } else {
      all.push(mark === "-" ? (message) => !test(message) : test);
    }
  }
  return (message) => all.every((test) => test(message)) && (any.length === 0 || any.some((test) => test(message)));
}

type Test = (message: string) => boolean;

function compileTerm(term: string): Test {
  const expression = /^%(.+)%$/.exec(term)?.[1];
  if (expression !== undefined) {
    try {
      const compiled = new LinearPattern(expression);
      return (message) => compiled.test(message);
    } catch {
      throw invalidParameter("Invalid filter pattern");
    }
  }
  const text = term.replace(/^"(.*)"$/s, "$1").replace(/\\(.)/g, "$1");
  return (message) => message.includes(text);
}
