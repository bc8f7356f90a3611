import type { Token } from "./tokens";

/** A DDL text that the Hive grammar refuses; Athena words it `FAILED: ParseException …`. */
export class ParseError extends Error {
  constructor(line: number, column: number, detail: string) {
    super(`FAILED: ParseException line ${line}:${column} ${detail}`);
  }
}

/** Reads tokens one after the other, for a grammar that looks one word ahead. */
export class TokenReader {
  private position = 0;

  constructor(
    private readonly sql: string,
    private readonly tokens: readonly Token[],
  ) {}

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.position + ahead];
  }

  next(): Token {
    const token = this.peek();
    if (token === undefined) {
      throw this.error("unexpected end of input");
    }
    this.position += 1;
    return token;
  }

  get atEnd(): boolean {
    return this.position >= this.tokens.length;
  }

  /** Whether the next tokens are these words or symbols, whatever their case. */
  sees(...words: string[]): boolean {
    return words.every((word, index) => {
      const token = this.peek(index);
      return (
        token !== undefined &&
        (token.kind === "word" || token.kind === "symbol") &&
        token.text.toUpperCase() === word.toUpperCase()
      );
    });
  }

  /** Steps over these words if they come next. */
  accept(...words: string[]): boolean {
    if (!this.sees(...words)) {
      return false;
    }
    this.position += words.length;
    return true;
  }

  expect(...words: string[]): void {
    if (!this.accept(...words)) {
      throw this.error(`missing ${words.join(" ")} at '${this.peek()?.text ?? "<EOF>"}'`);
    }
  }

  /** A name: bare, in backticks or in double quotes; lower case, as the catalog keeps it. */
  name(): string {
    const token = this.next();
    if (token.kind !== "word" && token.kind !== "backtick" && token.kind !== "quoted") {
      throw this.errorAt(token, `cannot recognize input near '${token.text}'`);
    }
    return token.value.toLowerCase();
  }

  string(): string {
    const token = this.next();
    if (token.kind !== "string" && token.kind !== "quoted") {
      throw this.errorAt(token, `mismatched input '${token.text}' expecting StringLiteral`);
    }
    return token.value;
  }

  end(): void {
    this.accept(";");
    const token = this.peek();
    if (token !== undefined) {
      throw this.errorAt(token, `extraneous input '${token.text}' expecting EOF`);
    }
  }

  error(detail: string): ParseError {
    const last = this.peek() ?? this.tokens.at(-1);
    return last === undefined ? new ParseError(1, 0, detail) : this.errorAt(last, detail);
  }

  private errorAt(token: Token, detail: string): ParseError {
    const lines = this.sql.slice(0, token.start).split("\n");
    return new ParseError(lines.length, lines.at(-1)?.length ?? 0, detail);
  }
}
