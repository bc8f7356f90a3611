import { randomUUID } from "node:crypto";
import type { OutboxMessage } from "../integration/outbox-message";
import { sdkServices } from "../integration/sdk-services";
import type { ServiceCalls } from "../integration/service-calls";
import type { Delivery, Target } from "../integration/targets";
import { AwsError } from "../protocol/aws-error";
import type { StoredSchedule } from "./schedules";

const principal = "scheduler.amazonaws.com";
const universal = /^arn:aws[\w-]*:scheduler:::aws-sdk:([a-z0-9-]+):([a-zA-Z]\w*)$/;

/** The service and the operation that a universal target calls. */
export interface Call {
  /** Its name in a credential scope. */
  readonly service: string;
  readonly operation: string;
}

/** @returns Undefined where the ARN is of no universal target for a service here. */
export function universalCall(arn: string): Call | undefined {
  const [, name = "", action = ""] = universal.exec(arn) ?? [];
  const service = Object.hasOwn(sdkServices, name) ? sdkServices[name]?.scope : undefined;
  return service === undefined
    ? undefined
    : { service, operation: `${action.charAt(0).toUpperCase()}${action.slice(1)}` };
}

/** Operations that change nothing: EventBridge Scheduler calls none of them. */
const readOnly =
  /^(?:get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe|batchRead|transactGet|retrieve)(?=[A-Z]|$)/;

export const isReadOnly = (arn: string): boolean => readOnly.test(universal.exec(arn)?.[2] ?? "");

/** Calls an operation of a service here with a schedule's input. */
export class UniversalTarget implements Target {
  constructor(
    private readonly calls: ServiceCalls,
    private readonly accountId: string,
  ) {}

  async deliver({ arn, body, from }: Delivery): Promise<void> {
    const call = universalCall(arn);
    if (call === undefined) {
      throw new AwsError("ValidationException", `The embedded AWS has nothing to call for ${arn}.`);
    }
    const [, , , region = ""] = from.arn.split(":");
    const request = { requestId: randomUUID(), region, accountId: this.accountId };
    await this.calls.call(call.service, call.operation, inputOf(body), request);
  }
}

function inputOf(body: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>;
  } catch {
    throw new AwsError("ValidationException", "The input of a universal target must be JSON.");
  }
}

/** What a schedule sends when it is invoked for a time. */
export function messageOf(schedule: StoredSchedule, due: Date, accountId: string): OutboxMessage {
  const { arn, target } = schedule;
  const scheduledTime = `${due.toISOString().slice(0, 19)}Z`;
  const id = randomUUID();
  const input = withContext(target.Input ?? defaultInput(schedule, scheduledTime, id, accountId), {
    "<aws.scheduler.schedule-arn>": arn,
    "<aws.scheduler.scheduled-time>": scheduledTime,
    "<aws.scheduler.execution-id>": id,
    "<aws.scheduler.attempt-number>": "1",
  });
  const deadLetterArn = target.DeadLetterConfig?.Arn;
  const messageGroupId = target.SqsParameters?.MessageGroupId;
  return {
    delivery: {
      arn: target.Arn,
      body: target.EventBridgeParameters === undefined ? input : eventOf(schedule, input, scheduledTime, id, accountId),
      from: { principal, arn },
      ...(messageGroupId !== undefined && { messageGroupId, messageDeduplicationId: id }),
    },
    maximumRetryAttempts: target.RetryPolicy?.MaximumRetryAttempts,
    maximumEventAgeInSeconds: target.RetryPolicy?.MaximumEventAgeInSeconds,
    ...(deadLetterArn !== undefined && {
      deadLetterArn,
      deadLetterMessage: {
        body: input,
        attributes: { SCHEDULE_ARN: arn, TARGET_ARN: target.Arn, SCHEDULED_TIME: scheduledTime, EXECUTION_ID: id },
      },
    }),
  };
}

function withContext(input: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, value), input);
}

const regionOf = (arn: string): string => arn.split(":")[3] ?? "";

/** What a target gets where the schedule has no input for it. */
function defaultInput({ arn }: StoredSchedule, time: string, id: string, account: string): string {
  const about = { version: "0", id, "detail-type": "Scheduled Event", source: "aws.scheduler", account, time };
  return JSON.stringify({ ...about, region: regionOf(arn), resources: [arn], detail: "{}" });
}

/** The event that goes to a bus. */
function eventOf({ arn, target }: StoredSchedule, input: string, time: string, id: string, account: string): string {
  const { DetailType, Source } = target.EventBridgeParameters ?? {};
  const about = { version: "0", id, "detail-type": DetailType, source: Source, account, time };
  return JSON.stringify({ ...about, region: regionOf(arn), resources: [arn], detail: inputOf(input) });
}
