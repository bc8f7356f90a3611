import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
  type StateMachineType,
} from "@aws-sdk/client-sfn";
import { type LocalAws, startLocalAws } from "../../server";
import { clientOptions } from "../../testing/client-options";

export const roleArn = "arn:aws:iam::000000000000:role/states";

/** An execution that ended, with what it gave as JSON. */
export interface Ended extends DescribeExecutionOutput {
  readonly value: unknown;
  readonly events: readonly HistoryEvent[];
}

/** An embedded AWS with a client of Step Functions. */
export class StatesLab {
  readonly dataDir = mkdtempSync(join(tmpdir(), "states-test-"));
  aws!: LocalAws;
  client!: SFNClient;
  private made = 0;

  /** Starts it, also again after {@link stop}. */
  async start(): Promise<void> {
    // nothing here asks Athena's engine
    this.aws = await startLocalAws({
      port: 0,
      host: "127.0.0.1",
      dataDir: this.dataDir,
      trinoUrl: "http://127.0.0.1:9",
    });
    // the operations with a host of their own, such as StartSyncExecution, go to the same one here
    this.client = new SFNClient({ ...clientOptions(this.aws.url), disableHostPrefix: true, maxAttempts: 1 });
  }

  async stop(): Promise<void> {
    await this.aws.close();
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Makes a state machine. @returns Its ARN. */
  async machine(definition: object, type: StateMachineType = "STANDARD"): Promise<string> {
    const name = `machine-${++this.made}`;
    const command = new CreateStateMachineCommand({ name, roleArn, type, definition: JSON.stringify(definition) });
    return (await this.client.send(command)).stateMachineArn ?? "";
  }

  async begin(stateMachineArn: string, input: unknown = {}): Promise<string> {
    const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
    return (await this.client.send(command)).executionArn ?? "";
  }

  /** Runs a definition to its end. */
  async run(definition: object, input: unknown = {}): Promise<Ended> {
    return this.ended(await this.begin(await this.machine(definition), input));
  }

  async ended(executionArn: string): Promise<Ended> {
    for (;;) {
      const found = await this.client.send(new DescribeExecutionCommand({ executionArn }));
      if (found.status !== "RUNNING") {
        return {
          ...found,
          value: found.output === undefined ? undefined : JSON.parse(found.output),
          events: await this.history(executionArn),
        };
      }
      await sleep(10);
    }
  }

  async history(executionArn: string): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    for (let nextToken: string | undefined; ; ) {
      const page = await this.client.send(
        new GetExecutionHistoryCommand({ executionArn, nextToken, maxResults: 1000 }),
      );
      events.push(...(page.events ?? []));
      nextToken = page.nextToken;
      if (nextToken === undefined) {
        return events;
      }
    }
  }

  /** Waits until an execution has told an event of a type. */
  async told(executionArn: string, type: HistoryEvent["type"]): Promise<HistoryEvent> {
    for (;;) {
      const found = (await this.history(executionArn)).find((event) => event.type === type);
      if (found !== undefined) {
        return found;
      }
      await sleep(10);
    }
  }
}

/** Events in short: `id<-previous type`. */
export function inShort(events: readonly HistoryEvent[]): string[] {
  return events.map(({ id, previousEventId, type }) => `${id}<-${previousEventId} ${type}`);
}
