import type { Token } from "./tokens";

/** Reads tokens one after the other, for a grammar that looks a few words ahead. */
export abstract class TokenReader {
  protected position = 0;

  constructor(
    protected readonly sql: string,
    protected readonly tokens: readonly Token[],
  ) {}

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.position + ahead];
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
        token.text.length === word.length &&
        (token.kind === "word" || token.kind === "symbol") &&
        (token.text === word || token.text.toUpperCase() === word.toUpperCase())
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
    for (const word of words) {
      if (!this.accept(word)) {
        throw this.mismatch(word);
      }
    }
  }

  /** What this grammar says where something else was expected. */
  protected abstract mismatch(expected: string): Error;
}
