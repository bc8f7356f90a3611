/** What a math expression is made of. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "minus"; readonly of: Expression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: Expression; readonly right: Expression };

/** Why an expression is none, or cannot be worked out. */
export class ExpressionError extends Error {}

/** How many parts may be in one another. */
const deepest = 100;

/** From the ones that bind least to those that bind most. */
const levels: readonly (readonly string[])[] = [
  ["OR", "||"],
  ["AND", "&&"],
  ["==", "!=", "<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/"],
];

const token =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|'([^']*)'|"([^"]*)"|(&&|\|\||[=!<>]=|[-+*/^<>()[\],]))/y;

type Token =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text" | "name" | "sign"; readonly value: string };

/**
 * Reads a math expression.
 *
 * @throws ExpressionError
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function readExpression(text: string): Expression {
  const reader = new Reader(tokensOf(text));
  const expression = reader.binary(0);
  reader.end();
  return expression;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (found === null) {
      throw new ExpressionError(`unexpected character at position ${at + 1}`);
    }
    const [, number, name, single, double, sign] = found;
    if (number !== undefined) {
      tokens.push({ kind: "number", value: Number(number) });
    } else if (name !== undefined) {
      tokens.push({ kind: name === "AND" || name === "OR" ? "sign" : "name", value: name });
    } else if (sign !== undefined) {
      tokens.push({ kind: "sign", value: sign });
    } else {
      tokens.push({ kind: "text", value: single ?? double ?? "" });
    }
  }
  return tokens;
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  binary(level: number): Expression {
    const operators = levels[level];
    if (operators === undefined) {
      return this.power();
    }
    let left = this.binary(level + 1);
    for (let operator = this.takeOne(operators); operator !== undefined; operator = this.takeOne(operators)) {
      left = { kind: "binary", operator, left, right: this.binary(level + 1) };
    }
    return left;
  }

  end(): void {
    if (this.at < this.tokens.length) {
      throw this.unexpected();
    }
  }

  private power(): Expression {
    this.depth += 1;
    if (this.depth > deepest) {
      throw new ExpressionError("there are too many parts in one another");
    }
    const power = this.powerInside();
    this.depth -= 1;
    return power;
  }

  private powerInside(): Expression {
    if (this.takeOne(["-"]) !== undefined) {
      return { kind: "minus", of: this.power() };
    }
    const left = this.primary();
    return this.takeOne(["^"]) === undefined ? left : { kind: "binary", operator: "^", left, right: this.power() };
  }

  private primary(): Expression {
    const next = this.tokens[this.at];
    if (next?.kind === "number" || next?.kind === "text") {
      this.at += 1;
      return next as Expression;
    }
    if (next?.kind === "name") {
      this.at += 1;
      return this.takeOne(["("]) === undefined
        ? { kind: "name", name: next.value }
        : { kind: "call", name: next.value, args: this.items(")") };
    }
    if (this.takeOne(["("]) !== undefined) {
      const inner = this.binary(0);
      this.need(")");
      return inner;
    }
    if (this.takeOne(["["]) !== undefined) {
      return { kind: "list", items: this.items("]") };
    }
    throw this.unexpected();
  }

  private items(close: string): Expression[] {
    const items: Expression[] = [];
    if (this.takeOne([close]) !== undefined) {
      return items;
    }
    do {
      items.push(this.binary(0));
    } while (this.takeOne([","]) !== undefined);
    this.need(close);
    return items;
  }

  private takeOne(signs: readonly string[]): string | undefined {
    const next = this.tokens[this.at];
    if (next?.kind === "sign" && signs.includes(next.value)) {
      this.at += 1;
      return next.value;
    }
    return undefined;
  }

  private need(sign: string): void {
    if (this.takeOne([sign]) === undefined) {
      throw this.unexpected();
    }
  }

  private unexpected(): ExpressionError {
    const next = this.tokens[this.at];
    return new ExpressionError(next === undefined ? "it ends too early" : `unexpected ${next.value}`);
  }
}
