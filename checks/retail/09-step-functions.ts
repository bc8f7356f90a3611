import { onceFor } from "../engine/clauses/once-for";
import type { Context } from "../engine/context";
import { type Finding, open, wrong } from "../engine/verdict";
import type { Step } from "../engine/workshop";
import type { RetailContext } from "./context";
import { deleteTrial, putTrial, type Trial, trialsOf } from "./orchestration/faults";
import { judgeManyDays } from "./orchestration/judge-days";
import { judgeFailed, judgeGoodDay, judgeRetried, judgeTries, judgeTwice } from "./orchestration/judge-night";
import { deliveryOf, kioskNames } from "./orchestration/kiosk";
import type { Night, Words } from "./orchestration/night";
import { putMachines } from "./orchestration/put-machines";
import { machineArn, missingJobs, nightOfMachine, runMachine, stopBegun } from "./orchestration/run-machine";
import { Mailbox } from "./orchestration/watched-night";

export const stepFunctions: Step<RetailContext> = {
  number: 9,
  name: "09-step-functions",
  lesson: "09-step-functions",
  put: ({ lab }) => putMachines(lab),
  tasks: [
    {
      id: "9.1",
      title: `${kioskNames.machine} runs the day of its input: raw, then sales and orders at the same time, then gold`,
      hint: "Which ending of a Resource makes the state wait until the job has ended? And which kind of state has branches?",
      strongerHint:
        "arn:aws:states:::glue:startJobRun.sync in each Task; a Parallel state with a branch for each of the two; Arguments: { JobName: …, Arguments: { '--day': '{% $day %}' } }.",
      check: (context) => checkGood(context),
    },
    {
      id: "9.2",
      title: "A day that comes twice counts once",
      hint: "Look at the arguments of the script. What does raw do with a day that is there already?",
      strongerHint: "The job of raw gets '--write': 'replace' beside '--day'.",
      check: (context) => checkTwice(context),
    },
    {
      id: "9.3",
      title: "A job that fails is tried again, twice at most",
      hint: "Retry is a list. Which name has the error of a job that failed, and how many tries are there if you say nothing?",
      strongerHint:
        'Retry: [{ ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 1, MaxAttempts: 2 }]; 3 without MaxAttempts.',
      check: (context) => checkRetried(context),
    },
    {
      id: "9.4",
      title: `A night that fails is told to the topic ${kioskNames.topic} with its day, goes no further and ends as FAILED`,
      hint: "After a Catch the execution goes on. What is its last state, and so its status?",
      strongerHint:
        "Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Tell' }] in every state that may fail; Tell publishes, then a Fail state.",
      check: (context) => checkFailed(context),
    },
    {
      id: "9.5",
      title: `${kioskNames.manyDays} runs all days of its input; one that fails stops no other, and stands in the cause at the end`,
      hint: "A Map over $states.input.days whose item runs the other state machine and waits. Where is the failure of an item caught?",
      strongerHint:
        "states:startExecution.sync:2 with a Catch inside of the ItemProcessor that gives the day; after the Map a Choice, and a Fail with the days in its Cause.",
      check: (context) => checkManyDays(context),
    },
  ],
};

const words: Words = {
  run: "the execution",
  green: "SUCCEEDED",
  red: "FAILED",
  waiting: "a state waits for its job where its Resource ends in .sync.",
  input: "the execution's input",
  tries: "without MaxAttempts there are three more tries.",
};

/** The nights of one check, each run once however many tasks ask for it. */
const nightsOf = onceFor((context: Pick<Context, "lab" | "seed">) => {
  const trials = trialsOf(context.seed);
  const known = new Map<string, Promise<Night>>();
  return {
    trials,
    run(name: keyof typeof trials | "again", arn: string): Promise<Night> {
      const night = known.get(name) ?? inMailbox((mailbox) => runTrial(context, mailbox, arn, name, trials));
      known.set(name, night);
      return night;
    },
  };
});

async function inMailbox<Value>(work: (mailbox: Mailbox) => Promise<Value>): Promise<Value> {
  const mailbox = await Mailbox.open();
  try {
    return await work(mailbox);
  } finally {
    await mailbox.close();
  }
}

type Checked = Pick<Context, "lab" | "seed">;
type Trials = ReturnType<typeof trialsOf>;

async function runTrial(
  { lab }: Checked,
  mailbox: Mailbox,
  arn: string,
  name: keyof Trials | "again",
  trials: Trials,
): Promise<Night> {
  const trial: Trial = trials[name === "again" ? "good" : name];
  return nightOfMachine(lab, mailbox, arn, trial, name === "again");
}

/** @returns What to say where the exercise has not been begun, else the ARN of the state machine. */
async function begun({ lab }: Checked, name: string): Promise<Finding | string> {
  const arn = await machineArn(name);
  if (arn === undefined) {
    return open(`There is no state machine ${name} yet.`);
  }
  const [job] = await missingJobs(lab);
  return job === undefined
    ? arn
    : wrong(`There is no job ${job}: run the first cells of the exercise, which make the jobs.`);
}

async function checkGood(context: Checked): Promise<Finding> {
  const arn = await begun(context, kioskNames.machine);
  const { run, trials } = nightsOf(context);
  return typeof arn === "string" ? judgeGoodDay(await run("good", arn), trials.good.delivery, words) : arn;
}

async function checkTwice(context: Checked): Promise<Finding> {
  const arn = await begun(context, kioskNames.machine);
  if (typeof arn !== "string") {
    return arn;
  }
  const { run, trials } = nightsOf(context);
  const first = await run("good", arn);
  const second = await run("again", arn);
  await deleteTrial(context.lab, trials.good);
  return judgeTwice([first, second], trials.good.delivery, words);
}

async function checkRetried(context: Checked): Promise<Finding> {
  const arn = await begun(context, kioskNames.machine);
  if (typeof arn !== "string") {
    return arn;
  }
  const { run, trials } = nightsOf(context);
  const once = await run("once", arn);
  await deleteTrial(context.lab, trials.once);
  const finding = judgeRetried(once, trials.once.delivery, words);
  if (finding.state !== "right") {
    return finding;
  }
  const raw = await run("raw", arn);
  await deleteTrial(context.lab, trials.raw);
  return judgeTries(raw, "raw", words) ?? finding;
}

async function checkFailed(context: Checked): Promise<Finding> {
  const arn = await begun(context, kioskNames.machine);
  if (typeof arn !== "string") {
    return arn;
  }
  const { run, trials } = nightsOf(context);
  const raw = await run("raw", arn);
  const first = judgeFailed([["raw", raw]], words);
  await deleteTrial(context.lab, trials.raw);
  if (first.state !== "right") {
    return first;
  }
  const gold = await run("gold", arn);
  await deleteTrial(context.lab, trials.gold);
  return judgeFailed(
    [
      ["raw", raw],
      ["gold", gold],
    ],
    words,
  );
}

async function checkManyDays(context: Checked): Promise<Finding> {
  const { lab, seed } = context;
  const arn = await begun(context, kioskNames.manyDays);
  if (typeof arn !== "string") {
    return arn;
  }
  const inner = await begun(context, kioskNames.machine);
  if (typeof inner !== "string") {
    return inner;
  }
  const year = 2020 + (seed % 5);
  const trials: Trial[] = [1, 2, 3].map((at) => ({
    day: `${year}-02-0${at}`,
    delivery: deliveryOf((seed % 1_000) + at),
  }));
  const failing = `${year}-02-02`;
  for (const trial of trials) {
    await putTrial(lab, trial.day === failing ? { ...trial, fault: { step: "raw", times: "always" } } : trial);
  }
  const days = trials.map(({ day }) => day);
  const since = Date.now();
  const end = await runMachine(arn, { days }, { seconds: 90 });
  const withGold: string[] = [];
  for (const day of days) {
    if ((await lab.objects(`kiosk/gold/dt=${day}/`)).length > 0) {
      withGold.push(day);
    }
  }
  const good = days.filter((day) => day !== failing).slice(0, 1);
  const isWorth = end.isGreen === false && withGold.length === 2;
  const endOfGood = isWorth ? await runMachine(arn, { days: good }, { seconds: 60 }) : end;
  await stopBegun(inner, since);
  for (const trial of trials) {
    await deleteTrial(lab, trial);
  }
  return judgeManyDays({ days, failing, withGold, end, endOfGood });
}
