import type { Clause, OtherWay, StepClauses } from "../../engine/clauses/clause";
import { onceFor } from "../../engine/clauses/once-for";
import { Lab } from "../../engine/lab/lab";
import { airflow, checkFailed, checkGood, checkRetried, checkTwice } from "../10-airflow";
import { RetailContext } from "../context";
import { names } from "../names";
import { changedDag, type DagChange, dagKey } from "../orchestration/dags";

/** What a student makes in step 10: the solution's file with changes. */
export interface Dag {
  readonly changes: readonly DagChange[];
}

const change = (...changes: DagChange[]): Dag => ({ changes });
/** Without tries again, so that nights that fail are short. */
const once: DagChange = ['"retries": 2', '"retries": 0'];
const chain = 'raw >> [job("sales"), job("orders")] >> job("gold")';
const behind = (rule: string): Dag =>
  change(
    once,
    ['return {"on_failure_callback": failed}', "return {}"],
    [
      chain,
      `from airflow.providers.amazon.aws.operators.sns import SnsPublishOperator
    tell = SnsPublishOperator(
        task_id="tell", target_arn=TOPIC, subject="The night of " + DAY, message="It is over.", trigger_rule="${rule}"
    )
    ${chain} >> tell`,
    ],
  );

const others: readonly OtherWay<Dag>[] = [
  {
    name: "operators that hold a worker, set_upstream in place of >>",
    solution: change(
      ["deferrable=True,\n            waiter_delay=1,", "job_poll_interval=1,"],
      [
        chain,
        `sales, orders, gold = job("sales"), job("orders"), job("gold")
    sales.set_upstream(raw)
    orders.set_upstream(raw)
    gold.set_upstream([sales, orders])`,
      ],
    ),
  },
];

const clauses: readonly Clause<Dag>[] = [
  {
    task: "10.1",
    clause: "runs the day of its conf",
    plant: "a day that the exercise does not have",
    mistake: "a day in the file",
    wrong: change(['DAY = "{{ params.day }}"', 'DAY = "2017-08-07"']),
    message:
      "The jobs ran for 2017-08-07, and not for the day that was asked for: it comes from the run's conf, as {{ params.day }}.",
  },
  {
    task: "10.1",
    clause: "raw, then sales and orders",
    plant: "the times of the job runs",
    mistake: "wait_for_completion=False: every task is green when its job has been asked for",
    wrong: change(["deferrable=True,\n            waiter_delay=1,", "wait_for_completion=False,"]),
    message: "… began before … had ended: an operator waits for its job unless wait_for_completion is False.",
  },
  {
    task: "10.1",
    clause: "neither waiting for the other",
    plant: "the DAG's arrows",
    mistake: "one long chain",
    wrong: change([chain, 'raw >> job("sales") >> job("orders") >> job("gold")']),
    message: "The two jobs of silver wait for each other, though neither needs the other.",
  },
  {
    task: "10.2",
    clause: "counts once",
    plant: "a day that comes twice",
    mistake: "--write stays append",
    wrong: change([', "--write": "replace"}', "}"]),
    message: "A day that comes twice counts twice: raw was added to the day instead of replacing it.",
  },
  {
    task: "10.3",
    clause: "is tried again",
    plant: "a day on which raw fails once",
    mistake: "retry_limit of the operator, a setting with which it would make a job",
    wrong: change(once, ["deferrable=True,", "deferrable=True, retry_limit=2,"]),
    message: "kiosk-raw failed once, and was not tried again.",
  },
  {
    task: "10.3",
    clause: "twice at most",
    plant: "a day on which raw fails always",
    mistake: "retries: 3, as if the first try counted",
    wrong: change(['"retries": 2', '"retries": 3']),
    message: "kiosk-raw, which cannot succeed, was begun too often: retries counts the tries after the first.",
  },
  {
    task: "10.4",
    clause: "is told",
    plant: "a day on which raw fails always",
    mistake: "a callback for success",
    wrong: change(once, ['"on_failure_callback": failed', '"on_success_callback": failed']),
    message: "kiosk-raw failed, and nobody was told: no message came to the topic.",
  },
  {
    task: "10.4",
    clause: "its run is failed",
    plant: "a day on which raw fails always",
    mistake: 'a task at the end with trigger_rule="all_done"',
    wrong: behind("all_done"),
    message: "kiosk-raw failed, and the run is green all the same: whoever looks at the list sees a good night.",
  },
  {
    task: "10.4",
    clause: "goes no further",
    plant: "a day on which raw fails always",
    mistake: "silver has a trigger_rule that takes any end",
    wrong: change(once, ["waiter_delay=1,", 'waiter_delay=1,\n            trigger_rule="all_done",']),
    message: "kiosk-raw failed, and kiosk-sales was begun all the same.",
  },
  {
    task: "10.4",
    clause: "with its day",
    plant: "the message",
    mistake: "the task alone",
    wrong: change(
      once,
      ['"The kiosk has no " + DAY', '"The kiosk"'],
      ['"{{ ti.task_id }} of " + DAY + " failed: {{ exception }}"', '"{{ ti.task_id }} failed"'],
    ),
    message: "The message does not say which day failed.",
  },
];

/** Solutions are run by Airflow on the embedded AWS that the environment names: jobs of Python, no Spark and no Trino. */
export const step10: StepClauses<Dag> = {
  step: 10,
  right: { changes: [] },
  others,
  clauses,
  tasks: airflow.tasks.map(({ id }) => id),
  seeds: 1,
  judge: async (solution, task, seed) => {
    const lab = await Lab.open(names);
    await lab.put(dagKey, changedDag(solution.changes));
    const context = contextFor(`${JSON.stringify(solution)} ${seed}`)(lab, seed);
    const check =
      { "10.1": checkGood, "10.2": checkTwice, "10.3": checkRetried, "10.4": checkFailed }[task] ?? checkGood;
    return check(context);
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
