import { AwsError } from "../protocol/aws-error";

/** An attribute of a message: its value is a text, or bytes in base64. */
export interface DeliveredAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** What one service hands to another. */
export interface Delivery {
  /** Whom it is for: a queue, a topic, a function, a state machine, a workflow, a log group, an event bus. */
  readonly arn: string;
  /** As the target takes it; JSON for most. */
  readonly body: string;
  /** In whose name: AWS's principal of the service, such as `events.amazonaws.com`, and the ARN of the rule, bucket or topic. */
  readonly from: { readonly principal: string; readonly arn: string };
  /** Of a message to a queue or topic. */
  readonly attributes?: Readonly<Record<string, DeliveredAttribute>>;
  /** Of a message to a topic: of the mails that it sends. */
  readonly subject?: string;
  /** Of a message to a FIFO queue or topic. */
  readonly messageGroupId?: string;
  readonly messageDeduplicationId?: string;
}

/** A service that takes what others hand it. */
export interface Target {
  /**
   * Takes it: when this returns, it is kept, and survives the end of this process.
   *
   * @throws AwsError Why it is not taken. With a status from 500, or of a throttling, another try may help.
   */
  deliver(delivery: Delivery): Promise<void>;
}

/** The services that take deliveries, by the service's name in their ARNs, such as `sqs`. */
export class Targets implements Target {
  private readonly byService = new Map<string, Target>();
  private readonly expected = new Map<string, () => unknown>();

  add(service: string, target: Target): void {
    this.byService.set(service, target);
  }

  /** @param make Makes the service, which adds itself: called when something is first for it. */
  expect(service: string, make: () => unknown): void {
    this.expected.set(service, make);
  }

  /** Whether there is a service for an ARN. */
  has(arn: string): boolean {
    const service = serviceOf(arn);
    return this.byService.has(service) || this.expected.has(service);
  }

  async deliver(delivery: Delivery): Promise<void> {
    const service = serviceOf(delivery.arn);
    if (!this.byService.has(service)) {
      this.expected.get(service)?.();
    }
    const target = this.byService.get(service);
    if (target === undefined) {
      throw new AwsError("ValidationException", `The embedded AWS delivers nothing to ${delivery.arn}.`);
    }
    await target.deliver(delivery);
  }
}

const serviceOf = (arn: string): string => arn.split(":")[2] ?? "";
