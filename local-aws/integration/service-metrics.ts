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

/** Where the services put their metrics. Who listens keeps them. */
export class ServiceMetrics {
  private listener: ((value: MetricValue) => void) | undefined;
  private make: (() => unknown) | undefined;

  /** @param make Makes the service that listens: called when there is a value. */
  expect(make: () => unknown): void {
    this.make = make;
  }

  listen(listener: (value: MetricValue) => void): void {
    this.listener = listener;
  }

  put(value: MetricValue): void {
    if (this.listener === undefined) {
      this.make?.();
    }
    this.listener?.(value);
  }
}
