import { randomUUID } from "node:crypto";
import type { Integration } from "../../integration/integration";
import { AwsError } from "../../protocol/aws-error";
import type { Bucket } from "../buckets/bucket";
import type { Addressee, Cause, ObjectChange, ObjectWatcher } from "../objects/object-change";
import type { ObjectStore } from "../objects/object-store";
import { bridgeEvent, nextSequencer, notificationBody, type ToldChange, testBody } from "./event-records";
import { type NotificationConfiguration, readConfiguration, wants } from "./notification-configuration";

const principal = "s3.amazonaws.com";

interface Told extends NotificationConfiguration {
  readonly region: string;
}

/** Tells queues, topics, functions and EventBridge what happens to the objects of buckets that were told to. */
export class Notifications implements ObjectWatcher {
  /** Read once; undefined of a bucket that tells nobody. */
  private readonly known = new WeakMap<Bucket, Told | undefined>();

  constructor(
    private readonly objects: ObjectStore,
    private readonly integration: Integration,
    private readonly accountId: string,
  ) {}

  configured(bucket: string): void {
    this.known.delete(this.objects.bucket(bucket));
  }

  async checkDestinations(
    bucket: string,
    addressees: readonly Addressee[],
    cause: Cause,
    region: string,
  ): Promise<void> {
    const problems: Record<string, string> = {};
    let count = 0;
    for (const { kind, arn } of addressees) {
      const problem = await this.problemOf(kind, arn, bucket, cause, region);
      if (problem !== undefined) {
        count++;
        problems[`ArgumentName${count}`] = arn;
        problems[`ArgumentValue${count}`] = problem;
      }
    }
    if (count > 0) {
      const message = "Unable to validate the following destination configurations";
      throw new AwsError("InvalidArgument", message, 400, problems);
    }
  }

  private async problemOf(
    kind: Addressee["kind"],
    arn: string,
    bucket: string,
    cause: Cause,
    region: string,
  ): Promise<string | undefined> {
    const { targets, calls } = this.integration;
    if (!targets.has(arn)) {
      return "The embedded AWS delivers nothing there";
    }
    try {
      if (kind === "CloudFunction") {
        const request = { requestId: cause.requestId, region, accountId: this.accountId };
        await calls.call("lambda", "GetFunctionConfiguration", { FunctionName: arn }, request);
      } else {
        const from = { principal, arn: `arn:aws:s3:::${bucket}` };
        await targets.deliver({ arn, body: testBody(bucket, cause), from });
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      const what = { Queue: "queue", Topic: "topic", CloudFunction: "Lambda" }[kind];
      return /NotFound|NonExistent|DoesNotExist/.test(error.code)
        ? `The destination ${what} does not exist`
        : `${error.code}: ${error.message}`;
    }
  }

  changed(bucket: Bucket, change: ObjectChange): void {
    if (!this.known.has(bucket)) {
      this.known.set(bucket, this.read(bucket.name));
    }
    const configuration = this.known.get(bucket);
    if (configuration === undefined) {
      return;
    }
    const { region, destinations, eventBridge } = configuration;
    const time = new Date();
    const cause = change.cause ?? { requestId: randomUUID(), sourceAddress: "127.0.0.1" };
    const told: ToldChange = { ...change, bucket: bucket.name, region, accountId: this.accountId, time, cause };
    const sequencer = nextSequencer(time);
    const from = { principal, arn: `arn:aws:s3:::${bucket.name}` };
    this.integration.outbox.sendAll(
      destinations
        .filter((destination) => wants(destination, change.event, change.key))
        .map(({ arn, id }) => ({ delivery: { arn, body: notificationBody(told, id, sequencer), from } })),
    );
    if (eventBridge) {
      this.integration.events.emit(bridgeEvent(told, sequencer));
    }
  }

  private read(bucket: string): Told | undefined {
    const { configurations, region = "us-east-1" } = this.objects.settings(bucket).read();
    const text = configurations?.notification;
    const read = text === undefined ? undefined : readConfiguration(text);
    return read !== undefined && (read.eventBridge || read.destinations.length > 0) ? { ...read, region } : undefined;
  }
}
