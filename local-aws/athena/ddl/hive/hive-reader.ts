import { atOnce } from "../../../event-loop/in-turns";
import { positionAt } from "../../sql/text/position";
import type { TableName } from "../../sql/text/table-name";
import { TokenReader } from "../../sql/text/token-reader";
import type { SqlText, Token } from "../../sql/text/tokens";
import { HiveError, ParseError } from "./hive-error";
import { reservedInDdl } from "./reserved-words";

/** Each `array<` is two. */
const deepestContext = 200;

/** Reads a DDL statement in Hive's grammar; what it refuses is worded as Hive's parser words it. */
export class HiveReader extends TokenReader {
  private readonly contexts: string[] = [];

  /** @param text Cut as Hive cuts it. */
  constructor({ sql, tokens }: SqlText) {
    super(sql, tokens);
  }

  /**
   * Reads a part of the grammar that errors name.
   *
   * @param context Hive's name of the part, such as `column specification`.
   * @throws ParseError where parts nest without end, such as types in types.
   */
  within<Value>(context: string, read: () => Value): Value {
    this.enter(context);
    const value = read();
    this.contexts.pop();
    return value;
  }

  /** As {@link within}, step by step. */
  *stepsWithin<Value>(context: string, steps: Generator<undefined, Value>): Generator<undefined, Value> {
    this.enter(context);
    const value = yield* steps;
    this.contexts.pop();
    return value;
  }

  private enter(context: string): void {
    if (this.contexts.length >= deepestContext) {
      throw this.noViable();
    }
    this.contexts.push(context);
  }

  /** A name: bare and not reserved, or in backticks; lower case, as the catalog keeps it. */
  identifier(): string {
    const token = this.peek();
    const bare = token?.kind === "word" && !token.text.startsWith("_") && !reservedInDdl.has(token.text.toUpperCase());
    if (token === undefined || !(bare || token.kind === "backtick")) {
      throw this.noViable();
    }
    this.position += 1;
    return token.value.toLowerCase();
  }

  /** Steps over a word that need not be a name, such as a type's. */
  word(): string | undefined {
    const token = this.peek();
    if (token?.kind !== "word") {
      return undefined;
    }
    this.position += 1;
    return token.text.toLowerCase();
  }

  /** `[[catalog.]database.]table`. */
  tableName(database: string): TableName {
    const start = this.peek()?.start ?? 0;
    const parts = this.within("table name", () => {
      const names = this.identifier().split(".");
      while (this.accept(".")) {
        names.push(this.identifier());
      }
      return names;
    });
    const [table = "", own = database, catalog = "awsdatacatalog"] = parts.toReversed();
    if (parts.length > 3) {
      throw new HiveError(`Invalid table name ${parts.join(".")}`);
    }
    if (catalog !== "awsdatacatalog") {
      throw new HiveError(`Catalog '${catalog}' does not exist`);
    }
    const written = this.sql.slice(start, this.tokens[this.position - 1]?.end);
    return { database: own, table, text: written.replaceAll("`", "").toLowerCase() };
  }

  string(): string {
    const token = this.peek();
    if (token?.kind !== "string") {
      throw this.mismatch("StringLiteral");
    }
    this.position += 1;
    return token.value;
  }

  number(): string {
    const token = this.peek();
    if (token?.kind !== "number") {
      throw this.mismatch("Number");
    }
    this.position += 1;
    return token.text;
  }

  /** `( item, item, … )`. */
  list<Item>(read: () => Item): Item[] {
    return atOnce(this.listSteps(read));
  }

  /** As {@link list}, step by step. */
  *listSteps<Item>(read: () => Item): Generator<undefined, Item[]> {
    const items: Item[] = [];
    this.expect("(");
    do {
      items.push(read());
      yield;
    } while (this.accept(","));
    this.expect(")");
    return items;
  }

  end(): void {
    const token = this.peek();
    if (token !== undefined) {
      const detail =
        this.peek(1) === undefined
          ? `extraneous input '${token.text}' expecting EOF near '<EOF>'`
          : `missing EOF at '${token.text}' near '${this.last?.text}'`;
      throw this.error(detail);
    }
  }

  /** No form of the grammar begins like what comes next. */
  noViable(): ParseError {
    const near = [0, 1, 2].map((ahead) => `'${this.peek(ahead)?.text ?? "<EOF>"}'`).join(" ");
    return this.error(`cannot recognize input near ${near}${this.inContext}`);
  }

  protected mismatch(expected: string): ParseError {
    const found = this.peek()?.text ?? "<EOF>";
    return this.error(`mismatched input '${found}' expecting ${expected} near '${this.last?.text}'${this.inContext}`);
  }

  private get inContext(): string {
    const context = this.contexts.at(-1);
    return context === undefined ? "" : ` in ${context}`;
  }

  private get last(): Token | undefined {
    return this.tokens[this.position - 1];
  }

  private error(detail: string): ParseError {
    const { line, column } = positionAt(this.sql, this.peek()?.start ?? this.sql.trimEnd().length);
    return new ParseError(line, column, detail);
  }
}
