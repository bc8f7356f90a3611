import { TrinoError } from "../../../engines/trino/trino-client";
import { positionAt } from "./position";
import { TokenReader } from "./token-reader";
import type { SqlText, Token } from "./tokens";

/** Reads a statement in Trino's SQL, as far as Athena adds to it; what it refuses is worded as Trino words it. */
export class SqlReader extends TokenReader {
  constructor({ sql, tokens }: SqlText) {
    super(sql, tokens);
  }

  next(): Token {
    const token = this.peek();
    if (token === undefined) {
      throw this.mismatch("<expression>");
    }
    this.position += 1;
    return token;
  }

  /** A name: bare or in double quotes; lower case, as the catalog keeps it. */
  name(): string {
    const token = this.peek();
    if (token?.kind === "backtick") {
      throw this.refusal(
        "SYNTAX_ERROR",
        "backquoted identifiers are not supported; use double quotes to quote identifiers",
      );
    }
    if (token?.kind !== "word" && token?.kind !== "quoted") {
      throw this.mismatch("<identifier>");
    }
    this.position += 1;
    return token.value.toLowerCase();
  }

  /** `[[catalog.]database.]name`, without the catalog. */
  qualifiedName(database: string): { readonly database: string; readonly table: string } {
    const parts = [this.name()];
    while (this.accept(".")) {
      parts.push(this.name());
    }
    return { database: parts.at(-2) ?? database, table: parts.at(-1) ?? "" };
  }

  string(): string {
    const token = this.peek();
    if (token?.kind !== "string") {
      throw this.mismatch("<string>");
    }
    this.position += 1;
    return token.value;
  }

  end(): void {
    while (this.accept(";")) {
      // Athena takes a statement with or without it
    }
    if (!this.atEnd) {
      throw this.mismatch("<EOF>");
    }
  }

  /** Where the next token starts, or the end of the text. */
  get offset(): number {
    return this.peek()?.start ?? this.sql.length;
  }

  /** The text from the next token on. */
  get rest(): string {
    return this.sql.slice(this.offset);
  }

  /** Where the last token ended. */
  get lastEnd(): number {
    return this.tokens[this.position - 1]?.end ?? 0;
  }

  /** A refusal at the next token. */
  refusal(errorName: string, message: string, offset = this.offset): TrinoError {
    const { line, column } = positionAt(this.sql, offset);
    return new TrinoError({ errorName, errorType: "USER_ERROR", message: `line ${line}:${column + 1}: ${message}` });
  }

  protected mismatch(expected: string): TrinoError {
    const wanted = expected.startsWith("<") ? expected : `'${expected}'`;
    return this.refusal("SYNTAX_ERROR", `mismatched input '${this.peek()?.text ?? "<EOF>"}'. Expecting: ${wanted}`);
  }
}
