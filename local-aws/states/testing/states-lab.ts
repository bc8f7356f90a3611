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
import { Target } from "../../testing/target/target";

export const roleArn = "arn:aws:iam::000000000000:role/states";

/** An execution that ended, with what it gave as JSON. */
export interface Ended extends DescribeExecutionOutput {
  readonly value: unknown;
  readonly events: readonly HistoryEvent[];
}

/** An embedded AWS, or what is to be asked instead, with a client of Step Functions. */
export class StatesLab {
  client!: SFNClient;
  private made = 0;

  constructor(readonly target = Target.here()) {}

  get url(): string {
    return this.target.url;
  }

  /** Starts it, also again after {@link stop}. */
  async start(): Promise<void> {
    await this.target.start();
    this.client = this.target.client(SFNClient, { maxAttempts: 1 });
  }

  async stop(): Promise<void> {
    await this.target.stop();
  }

  async end(): Promise<void> {
    await this.target.end();
  }

  /** Makes a state machine. @returns Its ARN. */
  async machine(definition: object, type: StateMachineType = "STANDARD"): Promise<string> {
    const name = this.target.name(`machine-${++this.made}`);
    const command = new CreateStateMachineCommand({
      name,
      roleArn: this.target.roleArn,
      type,
      definition: JSON.stringify(definition),
    });
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
