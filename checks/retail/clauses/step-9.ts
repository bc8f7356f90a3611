import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onceFor } from "../../engine/clauses/once-for";
import { Lab } from "../../engine/lab/lab";
import { putGround } from "../../engine/lab/state";
import { stepFunctions } from "../09-step-functions";
import { RetailContext } from "../context";
import { names } from "../names";
import { type MachineParts, type ManyParts, rightManyParts, rightParts } from "../orchestration/machines";
import { putMachines } from "../orchestration/put-machines";

/** What a student makes in step 9: what the two definitions are made of. */
export interface Machines {
  readonly daily: MachineParts;
  readonly many: ManyParts;
}

/** Where retries are not what is asked: without any, so that nights that fail are short. */
const short: MachineParts = { ...rightParts, retry: [] };
const daily = (parts: Partial<MachineParts>): Partial<Machines> => ({ daily: { ...rightParts, ...parts } });
const failing = (parts: Partial<MachineParts>): Partial<Machines> => ({ daily: { ...short, ...parts } });
const many = (parts: Partial<ManyParts>): Partial<Machines> => ({
  daily: short,
  many: { ...rightManyParts, ...parts },
});
const retry = (more: object): Partial<Machines> =>
  daily({ retry: [{ ErrorEquals: ["States.TaskFailed"], IntervalSeconds: 1, BackoffRate: 1, ...more }] });

const others: readonly OtherWay<Machines>[] = [
  {
    name: "one try more after two seconds, of every error; the cause of many days as a sentence",
    solution: {
      ...many({ cause: "{% 'Not done: ' & $join($states.input[failed].day, ' and ') %}" }),
      ...daily({ retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 2, MaxAttempts: 1 }] }),
    },
  },
];

const clauses: readonly Clause<Machines>[] = [
  {
    task: "9.1",
    clause: "runs the day of its input",
    plant: "a day that the exercise does not have",
    mistake: "the day of the exercise stands in the definition",
    wrong: daily({ day: "2017-08-07" }),
    message:
      "The jobs ran for 2017-08-07, and not for the day that was asked for: it comes from the execution's input.",
  },
  {
    task: "9.1",
    clause: "raw, then sales and orders",
    plant: "the times of the job runs",
    mistake: "startJobRun without .sync",
    wrong: daily({ sync: "", retry: [] }),
    message: "… began before … had ended: a state waits for its job where its Resource ends in .sync.",
  },
  {
    task: "9.1",
    clause: "at the same time",
    plant: "the times of the job runs",
    mistake: "sales, then orders",
    wrong: daily({ isParallel: false }),
    message: "The two jobs of silver wait for each other, though neither needs the other.",
  },
  {
    task: "9.2",
    clause: "counts once",
    plant: "a day that comes twice",
    mistake: "--write stays append",
    wrong: daily({ write: undefined }),
    message: "A day that comes twice counts twice: raw was added to the day instead of replacing it.",
  },
  {
    task: "9.3",
    clause: "is tried again",
    plant: "a day on which raw fails once",
    mistake: "no Retry",
    wrong: daily({ retry: [] }),
    message: "kiosk-raw failed once, and was not tried again.",
  },
  {
    task: "9.3",
    clause: "and the day counts once",
    plant: "the first try fails after it has written",
    mistake: "a Retry of a job that adds to the day",
    wrong: daily({ write: undefined }),
    message: "The day counts twice: the first try had written before it failed, and the second one added to that.",
  },
  {
    task: "9.3",
    clause: "twice at most",
    plant: "a day on which raw fails always",
    mistake: "MaxAttempts left out: three more tries",
    wrong: retry({}),
    message: "kiosk-raw, which cannot succeed, was begun too often: without MaxAttempts there are three more tries.",
  },
  {
    task: "9.4",
    clause: "is told",
    plant: "a day on which raw fails always",
    mistake: "nothing is caught",
    wrong: failing({ caught: [] }),
    message: "kiosk-raw failed, and nobody was told: no message came to the topic.",
  },
  {
    task: "9.4",
    clause: "ends as FAILED",
    plant: "a day on which raw fails always",
    mistake: "the state that tells is the end",
    wrong: failing({ last: "end" }),
    message: "kiosk-raw failed, and the execution is green all the same: whoever looks at the list sees a good night.",
  },
  {
    task: "9.4",
    clause: "goes no further",
    plant: "a day on which raw fails always",
    mistake: "after the message silver goes on",
    wrong: failing({ last: "gold" }),
    message: "kiosk-raw failed, and kiosk-sales was begun all the same.",
  },
  {
    task: "9.4",
    clause: "with its day",
    plant: "the message",
    mistake: "the error alone",
    wrong: failing({ message: "A job failed. Look into the log." }),
    message: "The message does not say which day failed.",
  },
  {
    task: "9.4",
    clause: "whichever job fails",
    plant: "a day on which gold fails always",
    mistake: "raw alone is caught",
    wrong: failing({ caught: ["Raw"] }),
    message: "kiosk-gold failed, and nobody was told: no message came to the topic.",
  },
  {
    task: "9.5",
    clause: "waits for its days",
    plant: "the executions' ends",
    mistake: "startExecution without .sync",
    wrong: many({ sync: "" }),
    message: "The execution ended before its days had: it begins them and does not wait.",
  },
  {
    task: "9.5",
    clause: "one that fails stops no other",
    plant: "a day between two good ones",
    mistake: "nothing is caught in the Map",
    wrong: many({ isCaught: false }),
    message: "… failed, and took other days with it.",
  },
  {
    task: "9.5",
    clause: "ends as FAILED",
    plant: "a day between two good ones",
    mistake: "the Map is the end",
    wrong: many({ isRed: false }),
    message: "… failed, and the execution is green all the same.",
  },
  {
    task: "9.5",
    clause: "stands in the cause",
    plant: "a day between two good ones",
    mistake: "the cause counts them",
    wrong: many({ cause: "{% $string($count($states.input[failed])) & ' failed' %}" }),
    message: "The execution is red, and its cause does not say which day failed.",
  },
];

/** Solutions are put, and run, on the embedded AWS that the environment names: jobs of Python, no Spark and no Trino. */
export const step9: StepClauses<Machines> = {
  step: 9,
  right: { daily: rightParts, many: rightManyParts },
  others,
  clauses,
  tasks: stepFunctions.tasks.map(({ id }) => id),
  seeds: 1,
  judge: async (solution, task, seed) => {
    const lab = await Lab.open(names);
    await putGround(lab);
    const context = contextFor(`${JSON.stringify(solution)} ${seed}`)(lab, seed);
    await putMachines(lab, solution.daily, solution.many);
    const found = stepFunctions.tasks.find(({ id }) => id === task);
    if (found === undefined) {
      throw new Error(`There is no task ${task}.`);
    }
    return found.check(context);
  },
};

/** One context for a solution: its nights are run once, however many tasks ask for them. */
const contextFor = onceFor((_solution: string) => {
  let context: RetailContext | undefined;
  return (lab: Lab, seed: number): RetailContext => {
    context ??= new RetailContext(lab, { seed });
    return context;
  };
});
