import { setTimeout as sleep } from "node:timers/promises";
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import type { Lab } from "../../engine/lab/lab";
import { putTrial, type Trial } from "./faults";
import { mostTries } from "./judge-night";
import { kioskJobs } from "./kiosk";
import type { Night } from "./night";
import { type Mailbox, seenSince } from "./watched-night";

const sfn = (): SFNClient => new SFNClient();

/** How an execution ended. */
export interface ExecutionEnd {
  /** Undefined where it had to be stopped. */
  readonly isGreen: boolean | undefined;
  readonly reason: string;
  /** JSON. */
  readonly output: string | undefined;
}

/** The ARN of a state machine; undefined where there is none of that name. */
export async function machineArn(name: string): Promise<string | undefined> {
  const { stateMachines = [] } = await sfn().send(new ListStateMachinesCommand({ maxResults: 1000 }));
  return stateMachines.find((machine) => machine.name === name)?.stateMachineArn;
}

/**
 * Runs a state machine to its end.
 *
 * @param isEnough Asked now and then: whether the execution is to be stopped, as all has been seen.
 */
export async function runMachine(
  stateMachineArn: string,
  input: object,
  { seconds, isEnough }: { readonly seconds: number; readonly isEnough?: () => Promise<boolean> },
): Promise<ExecutionEnd> {
  const client = sfn();
  const { executionArn } = await client.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  const until = Date.now() + seconds * 1000;
  for (let asked = 1; ; asked += 1) {
    const { status, error, cause, output } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status !== "RUNNING") {
      const reason = [error, shortCause(cause)].filter((part) => part !== undefined).join(": ") || (status ?? "");
      return { isGreen: status === "SUCCEEDED", reason, output };
    }
    if (Date.now() > until || (asked % 10 === 0 && (await isEnough?.()))) {
      await client.send(new StopExecutionCommand({ executionArn }));
      return { isGreen: undefined, reason: `It had not ended after ${seconds} s and was stopped.`, output: undefined };
    }
    await sleep(100);
  }
}

/** Stops what still runs of a state machine and was begun since a time: begun by another, and not waited for. */
export async function stopBegun(stateMachineArn: string, since: number): Promise<void> {
  const client = sfn();
  const { executions = [] } = await client.send(
    new ListExecutionsCommand({ stateMachineArn, statusFilter: "RUNNING", maxResults: 1000 }),
  );
  for (const { executionArn, startDate } of executions) {
    if ((startDate?.getTime() ?? 0) >= since) {
      await client.send(new StopExecutionCommand({ executionArn }));
    }
  }
}

/** Of a job's run, which Step Functions gives as the cause, its message. */
function shortCause(cause: string | undefined): string | undefined {
  try {
    const { JobName, ErrorMessage } = JSON.parse(cause ?? "") as {
      readonly JobName?: string;
      readonly ErrorMessage?: string;
    };
    return JobName === undefined ? cause : `${JobName}: ${ErrorMessage}`;
  } catch {
    return cause;
  }
}

/** Lets the student's state machine go through a night. @param isPut Whether the trial lies there already. */
export async function nightOfMachine(
  lab: Lab,
  mailbox: Mailbox,
  arn: string,
  trial: Trial,
  isPut = false,
): Promise<Night> {
  if (!isPut) {
    await putTrial(lab, trial);
  }
  const since = Date.now();
  const { fault, day } = trial;
  // a job that cannot succeed may be begun for ever
  const isEnough = async (): Promise<boolean> => {
    const { runs } = await seenSince(lab, day, since);
    return fault !== undefined && runs.filter(({ step }) => step === fault.step).length > mostTries;
  };
  const end = await runMachine(arn, { day }, { seconds: 60, isEnough });
  const seen = await seenSince(lab, day, since);
  return { day, ...end, ...seen, mails: await mailbox.read(fault === undefined ? 0 : 1) };
}

/** Whether every job of the kiosk is there. */
export async function missingJobs(lab: Lab): Promise<string[]> {
  const { GetJobCommand } = await import("@aws-sdk/client-glue");
  const found = await Promise.all(
    Object.values(kioskJobs).map((JobName) =>
      lab.glue.send(new GetJobCommand({ JobName })).then(
        () => [],
        (error: Error) => {
          if (error.name !== "EntityNotFoundException") {
            throw error;
          }
          return [JobName];
        },
      ),
    ),
  );
  return found.flat();
}
