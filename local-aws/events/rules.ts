import { join } from "node:path";
import type { RuleState, Tag, Target } from "@aws-sdk/client-eventbridge";
import { EventPattern } from "../integration/event-pattern/event-pattern";
import type { Checked } from "../protocol/operation";
import { DataFolder } from "../storage/data-folder";
import { Journal } from "../storage/journal";
import { objectWith } from "../storage/sealed";
import { removeFile } from "../storage/write";
import { ruleNotFound } from "./errors";

export type RuleTarget = Checked<Target>;

/** A rule as it is kept, with its targets. */
export interface Rule {
  readonly name: string;
  readonly bus: string;
  readonly arn: string;
  /** When its schedule was made, in milliseconds since 1970. */
  readonly since: number;
  readonly pattern?: string;
  readonly schedule?: string;
  readonly state: RuleState;
  readonly description?: string;
  readonly roleArn?: string;
  readonly tags: readonly Tag[];
  readonly targets: readonly RuleTarget[];
}

/** A rule that is on, with its pattern read. */
export interface MatchingRule {
  readonly rule: Rule;
  readonly pattern: EventPattern;
}

/** All rules, by bus and name. */
export class Rules {
  private readonly data: DataFolder;
  private journal: Journal<Rule> | undefined;
  /** The rules of each bus that are on and have a pattern. */
  private readonly matching = new Map<string, readonly MatchingRule[]>();

  constructor(dataDir: string) {
    this.data = DataFolder.at(dataDir);
  }

  find(bus: string, name: string): Rule | undefined {
    return this.rules.get(key(bus, name));
  }

  /** @throws AwsError ResourceNotFoundException */
  get(bus: string, name: string): Rule {
    const rule = this.find(bus, name);
    if (rule === undefined) {
      throw ruleNotFound(name, bus);
    }
    return rule;
  }

  /** The rules of a bus, sorted by name. */
  of(bus: string): Rule[] {
    return this.rules.all().filter((rule) => rule.bus === bus);
  }

  /** Those that are on and have a schedule. */
  scheduled(): Rule[] {
    return this.rules.all().filter(({ schedule, state }) => schedule !== undefined && state !== "DISABLED");
  }

  /** Those of a bus that are on and have a pattern. */
  matchingOn(bus: string): readonly MatchingRule[] {
    let found = this.matching.get(bus);
    if (found === undefined) {
      found = this.of(bus).flatMap((rule) =>
        rule.pattern === undefined || rule.state === "DISABLED"
          ? []
          : [{ rule, pattern: EventPattern.parse(rule.pattern) }],
      );
      this.matching.set(bus, found);
    }
    return found;
  }

  write(rule: Rule): void {
    this.rules.put([[key(rule.bus, rule.name), rule]]);
    this.matching.delete(rule.bus);
  }

  delete(bus: string, name: string): void {
    this.rules.delete([key(bus, name)]);
    this.matching.delete(bus);
  }

  load(): void {
    this.rules.all();
  }

  reset(): void {
    this.journal = undefined;
    this.matching.clear();
    removeFile(this.data, join(this.data.path, path));
  }

  private get rules(): Journal<Rule> {
    const shape = objectWith({ name: "string", bus: "string", arn: "string", tags: "list", targets: "list" });
    this.journal ??= new Journal(this.data, path, shape);
    return this.journal;
  }
}

const path = join("events", "rules.jsonl");
const key = (bus: string, name: string): string => `${bus} ${name}`;
