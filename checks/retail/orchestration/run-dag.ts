import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import type { DagRunEnd, DagRunner } from "../../../processes/airflow/dag-runner";
import type { Lab } from "../../engine/lab/lab";
import { putTrial, type Trial } from "./faults";
import { kioskJobs, kioskNames } from "./kiosk";
import type { Night } from "./night";
import { type Mailbox, seenSince } from "./watched-night";

const longestRun = 90;

/** A night with what the DAG itself says. */
export interface DagNight extends Night {
  /** Whether neither job of silver waits for the other; undefined where no operator of Glue runs them. */
  readonly isSideBySide: boolean | undefined;
}

/** Lets a DAG that was loaded go through a night. @param isPut Whether the trial lies there already. */
export async function nightOfDag(
  lab: Lab,
  mailbox: Mailbox,
  runner: DagRunner,
  trial: Trial,
  isPut = false,
): Promise<DagNight> {
  if (!isPut) {
    await putTrial(lab, trial);
  }
  const { TopicArn: topic } = await new SNSClient().send(new CreateTopicCommand({ Name: kioskNames.topic }));
  const since = Date.now();
  const { day, fault } = trial;
  const end = await runner.run({ day, topic }, longestRun);
  const seen = await seenSince(lab, day, since);
  return {
    day,
    isGreen: end === undefined ? undefined : end.state === "success",
    reason: end === undefined ? `It had not ended after ${longestRun} s and was stopped.` : reasonOf(end),
    isSideBySide: end === undefined ? undefined : sideBySide(end),
    ...seen,
    mails: await mailbox.read(fault === undefined ? 0 : 1),
  };
}

function reasonOf({ tasks, reason }: DagRunEnd): string {
  const states = Object.entries(tasks).map(([task, state]) => `${task} ${state}`);
  return reason === "" ? states.join(", ") : reason;
}

function sideBySide({ before }: DagRunEnd): boolean | undefined {
  const [sales, orders] = [before[kioskJobs.sales], before[kioskJobs.orders]];
  return sales === undefined || orders === undefined
    ? undefined
    : !sales.includes(kioskJobs.orders) && !orders.includes(kioskJobs.sales);
}
