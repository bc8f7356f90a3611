import { throttled } from "../errors";
import type { FunctionRecord } from "../functions/function-record";

/** How many invocations an account may run at once. AWS gives new accounts fewer than its 1,000; a laptop bears no more. */
export const accountConcurrency = 50;

/** AWS keeps 100 of 1,000 for the functions that reserve none. */
export const leastUnreserved = 10;

/** Counts what runs, and refuses what is too much. */
export class Concurrency {
  private readonly running = new Map<string, number>();

  /** @param functions All functions, for what they reserve. */
  constructor(private readonly functions: () => readonly FunctionRecord[]) {}

  /** How many invocations of a function run. */
  of(name: string): number {
    return this.running.get(name) ?? 0;
  }

  /** How many invocations of all functions run. */
  total(): number {
    return [...this.running.values()].reduce((sum, count) => sum + count, 0);
  }

  /** What functions without a reserve share. */
  unreserved(): number {
    const reserved = this.functions().reduce((sum, { reservedConcurrency = 0 }) => sum + reservedConcurrency, 0);
    return accountConcurrency - reserved;
  }

  /** @throws AwsError `TooManyRequestsException` */
  begin({ name, reservedConcurrency }: FunctionRecord): void {
    if (reservedConcurrency !== undefined) {
      if (this.of(name) >= reservedConcurrency) {
        throw throttled("ReservedFunctionConcurrentInvocationLimitExceeded");
      }
    } else if (this.runningUnreserved() >= this.unreserved()) {
      throw throttled("ConcurrentInvocationLimitExceeded");
    }
    this.running.set(name, this.of(name) + 1);
  }

  end({ name }: Pick<FunctionRecord, "name">): void {
    const left = this.of(name) - 1;
    if (left > 0) {
      this.running.set(name, left);
    } else {
      this.running.delete(name);
    }
  }

  private runningUnreserved(): number {
    const reserved = this.functions().filter(({ reservedConcurrency }) => reservedConcurrency !== undefined);
    return this.total() - reserved.reduce((sum, { name }) => sum + this.of(name), 0);
  }
}
