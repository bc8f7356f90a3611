import type { StateValue } from "@aws-sdk/client-cloudwatch";
import { validationError } from "../errors";

/** What decides a composite alarm. */
export interface CompositeRule {
  /** The names or ARNs of the alarms that it speaks of. */
  readonly alarms: readonly string[];
  /** @param stateOf The state of an alarm by its name or ARN. */
  readonly isTrue: (stateOf: (alarm: string) => StateValue | undefined) => boolean;
}

type Test = CompositeRule["isTrue"];

const states: readonly string[] = ["ALARM", "OK", "INSUFFICIENT_DATA"];
const token = /\s*(?:([()])|"([^"]*)"|([^\s()"]+))/y;
const deepest = 100;

/**
 * Reads an alarm rule such as `ALARM("cpu") AND NOT OK(disk)`.
 *
 * @throws AwsError ValidationError
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function readRule(text: string): CompositeRule {
  const reader = new RuleReader(text);
  const isTrue = reader.or();
  reader.end();
  return { alarms: [...new Set(reader.alarms)], isTrue };
}

class RuleReader {
  readonly alarms: string[] = [];
  private readonly tokens: string[] = [];
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {
    const end = text.trimEnd().length;
    for (let at = 0; at < end; at = token.lastIndex) {
      token.lastIndex = at;
      const found = token.exec(text);
      if (found === null) {
        throw this.wrong();
      }
      // a quoted name is marked, so that it is not taken for a word of the rule
      this.tokens.push(found[1] ?? found[3] ?? `"${found[2]}`);
    }
  }

  or(): Test {
    const tests = [this.and()];
    while (this.take("OR")) {
      tests.push(this.and());
    }
    return (stateOf) => tests.some((test) => test(stateOf));
  }

  end(): void {
    if (this.at < this.tokens.length) {
      throw this.wrong();
    }
  }

  private and(): Test {
    const tests = [this.not()];
    while (this.take("AND")) {
      tests.push(this.not());
    }
    return (stateOf) => tests.every((test) => test(stateOf));
  }

  private not(): Test {
    this.depth += 1;
    if (this.depth > deepest) {
      throw this.wrong();
    }
    const test = this.one();
    this.depth -= 1;
    return test;
  }

  private one(): Test {
    if (this.take("NOT")) {
      const test = this.not();
      return (stateOf) => !test(stateOf);
    }
    if (this.take("(")) {
      const inner = this.or();
      this.need(")");
      return inner;
    }
    const word = this.tokens[this.at] ?? "";
    this.at += 1;
    if (word === "TRUE" || word === "FALSE") {
      return () => word === "TRUE";
    }
    if (word === "AT_LEAST") {
      throw validationError("The embedded AWS does not support AT_LEAST in the AlarmRule of a composite alarm.");
    }
    if (!states.includes(word)) {
      throw this.wrong();
    }
    this.need("(");
    const alarm = this.alarmName();
    this.need(")");
    this.alarms.push(alarm);
    return (stateOf) => stateOf(alarm) === word;
  }

  private alarmName(): string {
    const name = (this.tokens[this.at] ?? "").replace(/^"/, "");
    this.at += 1;
    if (name === "" || name === "(" || name === ")") {
      throw this.wrong();
    }
    return name;
  }

  private take(word: string): boolean {
    const found = this.tokens[this.at] === word;
    this.at += found ? 1 : 0;
    return found;
  }

  private need(word: string): void {
    if (!this.take(word)) {
      throw this.wrong();
    }
  }

  private wrong(): Error {
    return validationError(`AlarmRule must not contain invalid syntax: ${this.text.slice(0, 200)}`);
  }
}
