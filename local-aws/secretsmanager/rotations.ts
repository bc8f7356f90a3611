import type { ServiceCalls } from "../integration/service-calls";
import { AwsError } from "../protocol/aws-error";
import type { RequestContext } from "../protocol/service";
import { invalidRequest } from "./errors";
import { type Secret, versionAt, withStage, withVersion } from "./secret";
import type { Secrets } from "./secrets";

const steps = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;

/**
 * Rotations by a function, which makes a version, puts it where it is needed, tests it and makes it the current one.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html
 */
export class Rotations {
  private readonly running = new Map<string, Promise<void>>();
  /** Rotations of an older one begin no further step. */
  private generation = 0;

  constructor(
    private readonly secrets: Secrets,
    private readonly calls: ServiceCalls,
  ) {}

  /**
   * Begins a rotation; it goes on after this returns.
   *
   * @param token The id of the version that the function will make.
   * @throws AwsError where there is no such function, or a rotation goes on
   */
  async start(secret: Secret, token: string, context: RequestContext): Promise<Secret> {
    const pending = versionAt(secret, "AWSPENDING");
    const current = versionAt(secret, "AWSCURRENT");
    if (current === undefined) {
      throw invalidRequest("You can't rotate a secret that has no current version.");
    }
    if (pending !== undefined && pending.id !== current.id) {
      if (pending.id !== token || this.running.has(secret.arn)) {
        throw invalidRequest("A previous rotation isn't complete. That rotation will be reattempted.");
      }
    }
    await this.checkFunction(secret, context);
    const now = Date.now();
    const begun = secret.versions.some(({ id }) => id === token)
      ? secret
      : withVersion(secret, { id: token, createdDate: now, stages: [] });
    const { rotation } = begun;
    const marked = withStage(
      { ...begun, ...(rotation && { rotation: { ...rotation, pending: token } }) },
      "AWSPENDING",
      token,
    );
    this.secrets.put(marked);
    this.run(marked, token, context);
    return marked;
  }

  /** Goes on with those that the end of the process cut off. */
  resume(context: RequestContext): void {
    for (const secret of this.secrets.all()) {
      const { pending } = secret.rotation ?? {};
      if (pending !== undefined && secret.deletionDate === undefined) {
        this.run(secret, pending, context);
      }
    }
  }

  /** Begins no further step of those that run. */
  abandon(): void {
    this.generation++;
  }

  /** When all that run have ended: their functions end with Lambda. */
  async close(): Promise<void> {
    this.abandon();
    await Promise.all(this.running.values());
  }

  /** @throws AwsError ResourceNotFoundException where the secret's function is not there */
  private async checkFunction({ rotation }: Secret, context: RequestContext): Promise<void> {
    try {
      await this.calls.call("lambda", "GetFunction", { FunctionName: rotation?.lambdaArn }, context);
    } catch (error) {
      throw error instanceof AwsError
        ? new AwsError(
            "ResourceNotFoundException",
            `Secrets Manager cannot invoke the specified Lambda function: ${error.message}`,
          )
        : error;
    }
  }

  private run(secret: Secret, token: string, context: RequestContext): void {
    const run = this.carryOut(secret, token, context)
      .catch((error: unknown) => {
        console.error(`The rotation of ${secret.arn} failed: ${error instanceof Error ? error.message : error}`);
      })
      .finally(() => this.running.delete(secret.arn));
    this.running.set(secret.arn, run);
  }

  private async carryOut({ arn, rotation }: Secret, token: string, context: RequestContext): Promise<void> {
    const { generation } = this;
    for (const Step of steps) {
      if (this.generation !== generation) {
        return;
      }
      const event = { Step, SecretId: arn, ClientRequestToken: token, RotationToken: token };
      const answer = await this.calls.call(
        "lambda",
        "Invoke",
        { FunctionName: rotation?.lambdaArn, Payload: Buffer.from(JSON.stringify(event)) },
        { ...context },
      );
      if (answer.FunctionError !== undefined) {
        this.settle(arn, false);
        throw new Error(`${Step}: ${Buffer.from((answer.Payload as Uint8Array | undefined) ?? []).toString("utf8")}`);
      }
    }
    this.settle(arn, true);
  }

  /** What the steps leave: AWSPENDING stays where they failed. */
  private settle(arn: string, isDone: boolean): void {
    const secret = this.secrets.find(arn);
    if (secret?.rotation !== undefined) {
      const { pending: _, ...rotation } = secret.rotation;
      this.secrets.put({ ...secret, rotation, ...(isDone && { lastRotatedDate: Date.now() }) });
    }
  }
}
