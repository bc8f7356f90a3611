import { isAirflowInstalled } from "../../processes/airflow/airflow";
import { DagBroken, DagRunner } from "../../processes/airflow/dag-runner";
import { onceFor } from "../engine/clauses/once-for";
import type { Context } from "../engine/context";
import { type Finding, open, wrong } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import type { RetailContext } from "./context";
import { dagKey, rightDag } from "./orchestration/dags";
import { deleteTrial, trialsOf } from "./orchestration/faults";
import { judgeFailed, judgeGoodDay, judgeRetried, judgeTries, judgeTwice } from "./orchestration/judge-night";
import { kioskNames, putKiosk } from "./orchestration/kiosk";
import type { Words } from "./orchestration/night";
import { type DagNight, nightOfDag } from "./orchestration/run-dag";
import { missingJobs } from "./orchestration/run-machine";
import { Mailbox } from "./orchestration/watched-night";

export const airflow: Step<RetailContext> = {
  number: 10,
  name: "10-airflow",
  lesson: "10-airflow",
  script: "10_airflow.py",
  put: async ({ lab }) => {
    await putKiosk(lab);
    await lab.put(dagKey, rightDag());
  },
  tasks: [
    {
      id: "10.1",
      title: `${kioskNames.dag} runs the day of its conf: raw, then sales and orders, neither waiting for the other, then gold`,
      hint: "An operator waits for its job if you say nothing. What does >> do with a list?",
      strongerHint:
        'raw >> [sales, orders] >> gold, each GlueJobOperator(task_id=…, job_name="kiosk-…", script_args={"--day": DAY}).',
      check: (context) => checkGood(context, all),
    },
    {
      id: "10.2",
      title: "A day that comes twice counts once",
      hint: "It is the script's argument that you know from exercise 9.",
      strongerHint: 'return {"--day": DAY, "--write": "replace"}',
      check: (context) => checkTwice(context, all),
    },
    {
      id: "10.3",
      title: "A task whose job fails is tried again, twice at most",
      hint: "Airflow has the tries in the task, not in the operator of Glue. And how long does it wait if you say nothing?",
      strongerHint:
        'return {"retries": 2, "retry_delay": timedelta(seconds=1)}; retry_limit is a setting of Glue\'s job.',
      check: (context) => checkRetried(context, all),
    },
    {
      id: "10.4",
      title: `A night that fails is told to the topic ${kioskNames.topic} with its day, goes no further, and its run is failed`,
      hint: "A task more at the end would decide the colour of the run. Which argument of a task is called only when it has failed for good?",
      strongerHint: 'return {"on_failure_callback": SnsNotifier(target_arn=TOPIC, subject=…, message=… + DAY)}',
      check: (context) => checkFailed(context, all),
    },
  ],
};

export const words: Words = {
  run: "the run",
  green: "success",
  red: "failed",
  waiting: "an operator waits for its job unless wait_for_completion is False.",
  input: "the run's conf, as {{ params.day }}",
  tries: "retries counts the tries after the first.",
};

type Checked = Pick<Context, "lab" | "seed">;
type NightName = "good" | "again" | "once" | "raw" | "gold";

const all: readonly NightName[] = ["good", "again", "once", "raw", "gold"];

const known = onceFor((_context: Checked) => new Map<NightName, DagNight>());

/** Starting Airflow takes longer than a night: what is asked for is run in one process. Tests lend one to all of them. */
let lent: DagRunner | undefined;
export function lendRunner(runner: DagRunner | undefined): void {
  lent = runner;
}

/**
 * The nights of a DAG, each run once for a check.
 *
 * @param wanted Those that are run now where they are not known.
 */
async function nightsOf(
  context: Checked,
  wanted: readonly NightName[],
): Promise<ReadonlyMap<NightName, DagNight> | Finding> {
  const nights = known(context);
  const missing = wanted.filter((name) => !nights.has(name));
  if (missing.length === 0) {
    return nights;
  }
  const { lab, seed } = context;
  const text = await lab.text(dagKey);
  if (text === undefined) {
    return open(`There is no ${dagKey} in the exercises' bucket yet.`);
  }
  const [job] = await missingJobs(lab);
  if (job !== undefined) {
    return wrong(`There is no job ${job}: run the first cells of the exercise, which make the jobs.`);
  }
  if (!isAirflowInstalled()) {
    return open(
      "Airflow is not installed, so the DAG cannot be run. This is no mistake of yours: `npm run setup -- airflow`, then check again.",
    );
  }
  const trials = trialsOf(seed);
  const runner = lent ?? DagRunner.open();
  const mailbox = await Mailbox.open();
  try {
    await runner.load(text, kioskNames.dag);
    for (const name of missing) {
      const trial = trials[name === "again" ? "good" : name];
      nights.set(name, await nightOfDag(lab, mailbox, runner, trial, name === "again"));
    }
  } catch (error) {
    if (error instanceof DagBroken) {
      return wrong(`Airflow cannot read the file: ${error.message}`);
    }
    throw error;
  } finally {
    if (runner !== lent) {
      runner.close();
    }
    await mailbox.close();
    for (const trial of Object.values(trials)) {
      await deleteTrial(lab, trial);
    }
  }
  return nights;
}

const night = (nights: ReadonlyMap<NightName, DagNight>, name: NightName): DagNight => nights.get(name) as DagNight;

/** Task 10.1. @param wanted The nights that are run where none is known. */
export async function checkGood(context: Checked, wanted: readonly NightName[] = ["good"]): Promise<Finding> {
  const nights = await nightsOf(context, wanted);
  if ("state" in nights) {
    return nights;
  }
  const good = night(nights, "good");
  return judgeGoodDay(good, trialsOf(context.seed).good.delivery, words, good.isSideBySide ?? true);
}

/** Task 10.2. */
export async function checkTwice(context: Checked, wanted: readonly NightName[] = ["good", "again"]): Promise<Finding> {
  const nights = await nightsOf(context, wanted);
  return "state" in nights
    ? nights
    : judgeTwice([night(nights, "good"), night(nights, "again")], trialsOf(context.seed).good.delivery, words);
}

/** Task 10.3. */
export async function checkRetried(context: Checked, wanted: readonly NightName[] = ["once"]): Promise<Finding> {
  const nights = await nightsOf(context, wanted);
  if ("state" in nights) {
    return nights;
  }
  const finding = judgeRetried(night(nights, "once"), trialsOf(context.seed).once.delivery, words);
  if (finding.state !== "right") {
    return finding;
  }
  const more = await nightsOf(context, ["raw"]);
  return "state" in more ? more : (judgeTries(night(more, "raw"), "raw", words) ?? finding);
}

/** Task 10.4. */
export async function checkFailed(context: Checked, wanted: readonly NightName[] = ["raw"]): Promise<Finding> {
  const nights = await nightsOf(context, wanted);
  if ("state" in nights) {
    return nights;
  }
  const raw = ["raw", night(nights, "raw")] as const;
  const first = judgeFailed([raw], words);
  if (first.state !== "right") {
    return first;
  }
  const more = await nightsOf(context, ["gold"]);
  return "state" in more ? more : judgeFailed([raw, ["gold", night(more, "gold")]], words);
}
