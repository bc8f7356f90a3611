import type { Column, Partition } from "@aws-sdk/client-glue";
import { LinearPattern } from "../../../event-loop/linear-pattern";
import { invalidInput } from "../../errors";

/** Three-valued, as in SQL: undefined where a NULL decides. */
type Truth = boolean | undefined;
type Predicate = (values: readonly string[]) => Truth;
type Comparable = string | number | bigint;

/** What a partition without a value for its key is called. */
export const hiveNull = "__HIVE_DEFAULT_PARTITION__";

const tokenPattern =
  /\s*(?:(?<text>'(?:[^']|'')*')|(?<number>-?\d+(?:\.\d+)?)(?![\w])|(?<quoted>"(?:[^"]|"")*"|`[^`]*`)|(?<word>[A-Za-z_][\w-]*)|(?<sign><=|>=|<>|!=|=|<|>|\(|\)|,))/y;

interface Token {
  readonly kind: "text" | "number" | "word" | "name" | "sign" | "end";
  readonly value: string;
}

/**
 * Reads the `Expression` of GetPartitions: comparisons, BETWEEN, IN, LIKE, IS NULL, AND, OR, NOT on partition keys.
 *
 * @returns What says whether a partition is meant.
 * @throws AwsError InvalidInputException where the text is not such an expression.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetPartitions.html
 */
export function partitionFilter(expression: string, keys: readonly Column[]): (partition: Partition) => boolean {
  const predicate = new Parser(tokenize(expression), keys).parse();
  return (partition) => predicate(partition.Values ?? []) === true;
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < end) {
    const at = tokenPattern.lastIndex;
    const groups = tokenPattern.exec(text)?.groups;
    if (groups === undefined) {
      throw invalidInput(`Unsupported expression '${text}': cannot read on from position ${at}.`);
    }
    tokens.push(toToken(groups));
  }
  return [...tokens, { kind: "end", value: "the end" }];
}

function toToken(groups: Record<string, string | undefined>): Token {
  if (groups.text !== undefined) {
    return { kind: "text", value: groups.text.slice(1, -1).replaceAll("''", "'") };
  }
  if (groups.number !== undefined) {
    return { kind: "number", value: groups.number };
  }
  if (groups.quoted !== undefined) {
    return { kind: "name", value: groups.quoted.slice(1, -1).replaceAll('""', '"') };
  }
  return groups.word !== undefined
    ? { kind: "word", value: groups.word }
    : { kind: "sign", value: groups.sign as string };
}

/** A partition key in an expression. */
interface Key {
  /** Undefined where the partition has none. */
  readonly value: (values: readonly string[]) => string | undefined;
  /** What comparisons see. */
  readonly text: (values: readonly string[]) => string | undefined;
  readonly convert: (text: string) => Comparable;
}

class Parser {
  private position = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly keys: readonly Column[],
  ) {}

  parse(): Predicate {
    const predicate = this.or();
    if (this.next.kind !== "end") {
      throw this.unexpected("AND, OR or the end");
    }
    return predicate;
  }

  private or(): Predicate {
    let left = this.and();
    while (this.word("or")) {
      const [a, b] = [left, this.and()];
      left = (values) => not(both(not(a(values)), not(b(values))));
    }
    return left;
  }

  private and(): Predicate {
    let left = this.condition();
    while (this.word("and")) {
      const [a, b] = [left, this.condition()];
      left = (values) => both(a(values), b(values));
    }
    return left;
  }

  private condition(): Predicate {
    if (this.word("not")) {
      const inner = this.condition();
      return (values) => not(inner(values));
    }
    if (!this.isKeyInParentheses && this.sign("(")) {
      const inner = this.or();
      this.expect(")");
      return inner;
    }
    return this.comparison();
  }

  private comparison(): Predicate {
    if (this.next.kind === "text" || this.next.kind === "number") {
      const literal = this.take().value;
      const operator = this.operator();
      const { text, convert } = this.key();
      const constant = convert(literal);
      return (values) => map(text(values), (actual) => compare(operator, constant, convert(actual)));
    }
    const { value, text, convert } = this.key();
    if (this.word("is")) {
      const negated = this.word("not");
      this.expectWord("null");
      return (values) => (value(values) === undefined) !== negated;
    }
    const negated = this.word("not");
    const test = this.test(convert, negated);
    return (values) => {
      const truth = map(text(values), test);
      return negated ? not(truth) : truth;
    };
  }

  private test(convert: (text: string) => Comparable, negated: boolean): (actual: string) => Truth {
    if (this.word("between")) {
      const low = convert(this.literal());
      this.expectWord("and");
      const high = convert(this.literal());
      return (actual) => convert(actual) >= low && convert(actual) <= high;
    }
    if (this.word("in")) {
      this.expect("(");
      const members = [convert(this.literal())];
      while (this.sign(",")) {
        members.push(convert(this.literal()));
      }
      this.expect(")");
      return (actual) => members.includes(convert(actual));
    }
    if (this.word("like")) {
      const pattern = likePattern(this.literal());
      return (actual) => pattern.test(actual);
    }
    if (negated) {
      throw this.unexpected("BETWEEN, IN or LIKE");
    }
    const operator = this.operator();
    const constant = convert(this.literal());
    return (actual) => compare(operator, convert(actual), constant);
  }

  /** As Hive's filters write it: `(day) in ('2025-01-01')`. */
  private get isKeyInParentheses(): boolean {
    const [open, key, close] = this.tokens.slice(this.position, this.position + 3);
    return open?.value === "(" && (key?.kind === "word" || key?.kind === "name") && close?.value === ")";
  }

  private key(): Key {
    if (this.sign("(")) {
      const key = this.key();
      this.expect(")");
      return key;
    }
    if (this.next.kind !== "word" && this.next.kind !== "name") {
      throw this.unexpected("the name of a partition key");
    }
    const name = this.take().value.toLowerCase();
    const index = this.keys.findIndex((key) => key.Name === name);
    if (index < 0) {
      throw invalidInput(`Unsupported expression: ${name} is not a partition key of the table.`);
    }
    const type = this.keys[index]?.Type ?? "string";
    return {
      value: (values) => (values[index] === hiveNull ? undefined : values[index]),
      // Glue compares the texts of a text key as they stand, this name of the missing one among them
      text: (values) => (isText(type) || values[index] !== hiveNull ? values[index] : undefined),
      convert: converter(name, type),
    };
  }

  private literal(): string {
    if (this.next.kind === "word" && /^(date|timestamp)$/i.test(this.next.value)) {
      this.position += 1;
    }
    if (this.next.kind !== "text" && this.next.kind !== "number") {
      throw this.unexpected("a value");
    }
    return this.take().value;
  }

  private operator(): string {
    const token = this.take();
    if (token.kind !== "sign" || !/^(=|<>|!=|<|>|<=|>=)$/.test(token.value)) {
      this.position -= 1;
      throw this.unexpected("a comparison");
    }
    return token.value;
  }

  private get next(): Token {
    return this.tokens[this.position] as Token;
  }

  private take(): Token {
    const token = this.next;
    if (token.kind !== "end") {
      this.position += 1;
    }
    return token;
  }

  private word(word: string): boolean {
    return this.takeIf("word", word);
  }

  private sign(sign: string): boolean {
    return this.takeIf("sign", sign);
  }

  private takeIf(kind: Token["kind"], value: string): boolean {
    const found = this.next.kind === kind && this.next.value.toLowerCase() === value;
    this.position += found ? 1 : 0;
    return found;
  }

  private expect(sign: string): void {
    if (!this.sign(sign)) {
      throw this.unexpected(`'${sign}'`);
    }
  }

  private expectWord(word: string): void {
    if (!this.word(word)) {
      throw this.unexpected(word.toUpperCase());
    }
  }

  private unexpected(wanted: string): Error {
    return invalidInput(`Unsupported expression: expected ${wanted}, found ${this.next.value}.`);
  }
}

const integerType = /^(tinyint|smallint|int|integer|bigint|long)$/;
const isText = (type: string): boolean => /^(string|date|timestamp|char|varchar)/i.test(type);

function converter(key: string, type: string): (text: string) => Comparable {
  const lower = type.toLowerCase();
  if (integerType.test(lower)) {
    return (text) => toInteger(key, text);
  }
  if (lower.startsWith("decimal")) {
    return (text) => toDecimal(key, text);
  }
  if (isText(lower)) {
    return (text) => text;
  }
  throw invalidInput(
    `Unsupported expression: the partition key ${key} has the type ${type}, which cannot be compared.`,
  );
}

function toInteger(key: string, text: string): bigint {
  if (!/^\s*[+-]?\d+\s*$/.test(text)) {
    throw invalidInput(`Unsupported expression: '${text}' is not an integer, as the partition key ${key} asks.`);
  }
  return BigInt(text.trim().replace(/^\+/, ""));
}

function toDecimal(key: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || Number.isNaN(value)) {
    throw invalidInput(`Unsupported expression: '${text}' is not a number, as the partition key ${key} asks.`);
  }
  return value;
}

function compare(operator: string, left: Comparable, right: Comparable): boolean {
  switch (operator) {
    case "=":
      return left === right;
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    default:
      return left !== right;
  }
}

function likePattern(like: string): LinearPattern {
  const source = like
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("%", ".*")
    .replaceAll("_", ".");
  return new LinearPattern(`^${source}$`, { dotAll: true });
}

const both = (left: Truth, right: Truth): Truth =>
  left === false || right === false ? false : left === undefined || right === undefined ? undefined : true;
const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);
const map = (value: string | undefined, test: (value: string) => Truth): Truth =>
  value === undefined ? undefined : test(value);
