import { randomBytes } from "node:crypto";
import type { ServiceMetrics } from "../../integration/service-metrics";
import type { AwsError } from "../../protocol/aws-error";
import type { FunctionStore } from "../functions/function-store";
import type { EnvironmentAnswer } from "../running/environment";
import type { EnvironmentPool } from "../running/environment-pool";
import type { Concurrency } from "./concurrency";
import { putMetric } from "./function-metrics";

/** What is to be run. */
export interface InvocationOptions {
  readonly name: string;
  /** A version, an alias, or undefined for `$LATEST`. */
  readonly qualifier: string | undefined;
  readonly region: string;
  readonly requestId: string;
  /** JSON. */
  readonly payload: Buffer;
  /** JSON. */
  readonly clientContext?: string | undefined;
}

export interface Invoked extends EnvironmentAnswer {
  readonly executedVersion: string;
}

/** Runs functions, as many at once as the account may. */
export class Invoker {
  constructor(
    private readonly functions: FunctionStore,
    private readonly pool: EnvironmentPool,
    private readonly concurrency: Concurrency,
    private readonly metrics: ServiceMetrics,
  ) {}

  /** Runs a function and waits for it. @throws AwsError Where there is none, or too much runs. */
  async invoke(options: InvocationOptions): Promise<Invoked> {
    const resolved = this.functions.resolve(options.name, options.qualifier, options.region);
    const { record, version, arn } = resolved;
    try {
      this.concurrency.begin(record);
    } catch (error) {
      putMetric(this.metrics, options, "Throttles", 1);
      throw error as AwsError;
    }
    putMetric(this.metrics, options, "ConcurrentExecutions", this.concurrency.of(record.name));
    try {
      const request = {
        requestId: options.requestId,
        functionArn: arn,
        traceId: traceId(),
        clientContext: options.clientContext,
        payload: options.payload,
      };
      const answer = await this.pool.use(resolved, (environment) => environment.invoke(request));
      putMetric(this.metrics, options, "Invocations", 1);
      putMetric(this.metrics, options, "Errors", answer.errorType === undefined ? 0 : 1);
      putMetric(this.metrics, options, "Duration", answer.duration, "Milliseconds");
      return { ...answer, executedVersion: version.version };
    } finally {
      this.concurrency.end(record);
    }
  }
}

/** A trace that X-Ray does not keep. */
function traceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString("hex")};Parent=${randomBytes(8).toString("hex")};Sampled=0`;
}
