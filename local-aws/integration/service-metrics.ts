import type { StandardUnit } from "@aws-sdk/client-cloudwatch";

/** One value of one of AWS's own metrics. */
export interface MetricValue {
  /** Such as `AWS/Lambda`. */
  readonly namespace: string;
  /** Such as `Invocations`. */
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  readonly unit: StandardUnit;
  /** When it was; now where it is not given. */
  readonly time?: Date;
}

/** Where the services put their metrics. */
export class ServiceMetrics {
  private readonly listeners: ((value: MetricValue) => void)[] = [];

  listen(listener: (value: MetricValue) => void): void {
    this.listeners.push(listener);
  }

  put(value: MetricValue): void {
    for (const listener of this.listeners) {
      listener(value);
    }
  }
}
