import type { Metric } from "../metrics/metric";
import { ExpressionError } from "./expression";

type Test = (metric: Metric) => boolean;

const longest = 1024;

/**
 * The metrics that a search finds, such as `{AWS/Lambda,FunctionName} MetricName="Errors"`.
 *
 * @throws ExpressionError
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */
export function searchOf(query: string): Test {
  if (query.length > longest) {
    throw new ExpressionError(`a search has ${longest} characters at most`);
  }
  const schema = /^\s*\{([^}]*)\}\s*,?/.exec(query);
  const terms = new Terms(query.slice(schema?.[0].length ?? 0));
  const test = terms.all();
  if (schema === null && test === undefined) {
    throw new ExpressionError("a search needs a metric schema or a term");
  }
  const fits = schema === null ? () => true : schemaTest(schema[1] ?? "");
  return (metric) => fits(metric) && (test?.(metric) ?? true);
}

function schemaTest(text: string): Test {
  const [namespace, ...dimensions] = (text.match(/"[^"]*"|[^,"]+/g) ?? [])
    .map((name) => name.trim().replace(/^"(.*)"$/, "$1"))
    .filter((name) => name !== "");
  if (namespace === undefined) {
    throw new ExpressionError("a metric schema begins with a namespace");
  }
  const names = JSON.stringify(dimensions.toSorted());
  return (metric) =>
    metric.namespace === namespace &&
    (dimensions.length === 0 || JSON.stringify(metric.dimensions.map(([name]) => name).toSorted()) === names);
}

const token = /\s*(?:([()])|((?:[^\s()"=]+=)?)("(?:[^"\\]|\\.)*"|[^\s()"=]+))/y;

/** The terms of a search with AND, OR, NOT and parentheses; terms without a word between them are an AND. */
class Terms {
  private readonly tokens: { readonly property: string; readonly text: string }[] = [];
  private at = 0;

  constructor(text: string) {
    const end = text.trimEnd().length;
    for (let at = 0; at < end; at = token.lastIndex) {
      token.lastIndex = at;
      const found = token.exec(text);
      if (found === null) {
        throw new ExpressionError(`a search with an unexpected character: ${text.slice(at, at + 10)}`);
      }
      const [, parenthesis, property = "", word = ""] = found;
      this.tokens.push({ property: property.slice(0, -1), text: parenthesis ?? word });
    }
  }

  /** @returns Undefined where there is no term. */
  all(): Test | undefined {
    if (this.tokens.length === 0) {
      return undefined;
    }
    const test = this.or();
    if (this.at < this.tokens.length) {
      throw new ExpressionError(`a search with an unexpected ${this.tokens[this.at]?.text}`);
    }
    return test;
  }

  private or(): Test {
    const tests = [this.and()];
    while (this.take("OR")) {
      tests.push(this.and());
    }
    return (metric) => tests.some((test) => test(metric));
  }

  private and(): Test {
    const tests = [this.not()];
    while (this.take("AND") || !this.isNext("OR", ")", undefined)) {
      tests.push(this.not());
    }
    return (metric) => tests.every((test) => test(metric));
  }

  private not(): Test {
    if (this.take("NOT")) {
      const test = this.not();
      return (metric) => !test(metric);
    }
    if (this.take("(")) {
      const inner = this.or();
      if (!this.take(")")) {
        throw new ExpressionError("a search with an open parenthesis");
      }
      return inner;
    }
    const next = this.tokens[this.at];
    if (next === undefined || [")", "AND", "OR"].includes(next.text)) {
      throw new ExpressionError("a search with a term missing");
    }
    this.at += 1;
    return termTest(next.property, next.text);
  }

  private take(text: string): boolean {
    const found = this.isNext(text);
    this.at += found ? 1 : 0;
    return found;
  }

  private isNext(...texts: readonly (string | undefined)[]): boolean {
    const next = this.tokens[this.at];
    return texts.includes(next?.property === "" || next === undefined ? next?.text : "=");
  }
}

function termTest(property: string, word: string): Test {
  const exact = /^"(.*)"$/s.exec(word)?.[1]?.replace(/\\(.)/g, "$1");
  const fits = exact === undefined ? partialMatch(word) : (text: string) => text === exact;
  return (metric) => textsOf(metric, property).some(fits);
}

function textsOf({ namespace, name, dimensions }: Metric, property: string): string[] {
  switch (property) {
    case "":
      return [namespace, name, ...dimensions.flat()];
    case "Namespace":
      return [namespace];
    case "MetricName":
      return [name];
    default:
      return dimensions.filter(([dimension]) => dimension === property).map(([, value]) => value);
  }
}

/** The parts of a text: at capital letters, at digits, and at all that is neither letter nor digit. */
const partsOf = (text: string): string[] => text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];

const lower = (parts: readonly string[]): string[] => parts.map((part) => part.toLowerCase());

function partialMatch(term: string): (text: string) => boolean {
  const parts = partsOf(term);
  // several parts have to follow each other; written as one word, they are told apart by their capital letters
  const isWord = !/[^a-zA-Z0-9]/.test(term);
  const isOne = parts.length === 1;
  const wanted = isWord && !isOne ? parts : lower(parts);
  return (text) => {
    const found = isWord && !isOne ? partsOf(text) : lower(partsOf(text));
    return whole(text) === term || found.some((_part, i) => wanted.every((part, j) => found[i + j] === part));
  };
}

/** A text as the one part that it makes as a whole. */
const whole = (text: string): string => text.replace(/[^a-zA-Z0-9]+/g, "").toLowerCase();
