import { RE2JS } from "re2js";

export interface PatternOptions {
  readonly ignoreCase?: boolean;
  /** A dot matches line breaks, too. */
  readonly dotAll?: boolean;
}

/**
 * A regular expression that a caller gives. It takes time in proportion to the text, whatever it says: one that
 * backtracks, such as `(a+)+$`, would hold up every other request. It knows no lookahead and no back-references; a
 * repetition of more than 1,000 and one that makes it too large are errors.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export class LinearPattern {
  private readonly compiled: RE2JS;

  /** @throws Error Where the expression is none, or uses what takes more than linear time; its message says what. */
  constructor(
    readonly source: string,
    { ignoreCase = false, dotAll = false }: PatternOptions = {},
  ) {
    const flags = (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0) | (dotAll ? RE2JS.DOTALL : 0) | RE2JS.LOOKBEHINDS;
    this.compiled = RE2JS.compile(source, flags);
  }

  /** Does it match anywhere in a text? */
  test(text: string): boolean {
    return this.compiled.test(text);
  }

  /** What it matches in a text, one after the other. */
  allIn(text: string): string[] {
    const matcher = this.compiled.matcher(text);
    const found: string[] = [];
    while (matcher.find()) {
      found.push(matcher.group() ?? "");
    }
    return found;
  }
}
