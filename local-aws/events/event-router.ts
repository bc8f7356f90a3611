import type { Integration } from "../integration/integration";
import type { Outcome } from "../integration/outbox";
import { type Failure, type OutboxMessage, toDeadLetter } from "../integration/outbox-message";
import type { BusEvent } from "./event";
import { defaultBus } from "./event-buses";
import type { Rule, Rules, RuleTarget } from "./rules";
import { targetInput, UnusableInput } from "./targets/target-input";

const principal = "events.amazonaws.com";

/** Finds the rules for each event, and sends it to their targets. */
export class EventRouter {
  constructor(
    private readonly rules: Rules,
    private readonly integration: Integration,
  ) {
    integration.outbox.listen((outcome) => this.settled(outcome));
  }

  /** Whether any rule of a bus may want an event. */
  hasRules(bus: string): boolean {
    return this.rules.matchingOn(bus).length > 0;
  }

  /** Sends events to the targets of all rules of a bus that match: what is to be delivered is on disk when this returns. */
  route(bus: string, events: readonly BusEvent[]): void {
    const messages: OutboxMessage[] = [];
    for (const event of events) {
      for (const { rule, pattern } of this.rules.matchingOn(bus)) {
        if (pattern.matches(event.json)) {
          this.count(rule, "MatchedEvents");
          messages.push(...this.messagesOf(rule, event));
        }
      }
    }
    this.integration.outbox.sendAll(messages);
  }

  /** Sends an event to a rule's targets, whatever its pattern. */
  trigger(rule: Rule, event: BusEvent): void {
    this.integration.outbox.sendAll(this.messagesOf(rule, event));
  }

  private messagesOf(rule: Rule, event: BusEvent): OutboxMessage[] {
    this.count(rule, "TriggeredRules");
    return rule.targets.flatMap((target) => {
      if (event.isForwarded && target.Arn.includes(":event-bus/")) {
        return [];
      }
      return this.messageOf(rule, target, event);
    });
  }

  private messageOf(rule: Rule, target: RuleTarget, event: BusEvent): OutboxMessage[] {
    const { RetryPolicy, SqsParameters, DeadLetterConfig } = target;
    const deadLetterArn = DeadLetterConfig?.Arn;
    const from = { principal, arn: rule.arn };
    const deadLetter = deadLetterArn !== undefined && {
      deadLetterArn,
      deadLetterMessage: { body: event.text, attributes: { RULE_ARN: rule.arn, TARGET_ARN: target.Arn } },
    };
    try {
      const messageGroupId = SqsParameters?.MessageGroupId;
      const message: OutboxMessage = {
        delivery: {
          arn: target.Arn,
          body: targetInput(target, event, rule),
          from,
          ...(messageGroupId !== undefined && { messageGroupId }),
        },
        maximumRetryAttempts: RetryPolicy?.MaximumRetryAttempts,
        maximumEventAgeInSeconds: RetryPolicy?.MaximumEventAgeInSeconds,
        ...deadLetter,
      };
      return [message];
    } catch (error) {
      if (!(error instanceof UnusableInput)) {
        throw error;
      }
      this.count(rule, "Invocations");
      this.count(rule, "FailedInvocations");
      console.error(`The input of ${rule.arn} for ${target.Arn} is of no use: ${error.message}`);
      const failure: Failure = { code: "INVALID_JSON", message: error.message, exhausted: "None" };
      const message = { delivery: { arn: target.Arn, body: "", from }, ...deadLetter };
      return deadLetterArn === undefined ? [] : [toDeadLetter(message, failure, 0)];
    }
  }

  private settled({ message, retries, failure }: Outcome): void {
    const { delivery, isDeadLetter } = message;
    if (delivery.from.principal !== principal) {
      return;
    }
    const rule = delivery.from.arn;
    if (isDeadLetter) {
      this.put(rule, failure === undefined ? "InvocationsSentToDlq" : "InvocationsFailedToBeSentToDlq");
      return;
    }
    this.put(rule, "Invocations");
    if (retries > 0) {
      this.put(rule, "RetryInvocationAttempts", retries);
    }
    if (failure !== undefined) {
      this.put(rule, "FailedInvocations");
    }
  }

  private count({ arn }: Rule, name: string): void {
    this.put(arn, name);
  }

  /** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
  private put(ruleArn: string, name: string, value = 1): void {
    const [RuleName = "", EventBusName = defaultBus] = ruleArn
      .replace(/^.*:rule\//, "")
      .split("/")
      .reverse();
    const dimensions = { ...(EventBusName !== defaultBus && { EventBusName }), RuleName };
    this.integration.metrics.put({ namespace: "AWS/Events", name, dimensions, value, unit: "Count" });
  }
}
