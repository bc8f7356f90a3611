import { execFile } from "node:child_process";
import { join } from "node:path";
import { HeadBucketCommand } from "@aws-sdk/client-s3";
import { startLocalAws } from "../../../local-aws/server";
import { root } from "../../../scripts/environment";
import { blanksLeft } from "../blanks";
import { checkTasks } from "../check-tasks";
import { Lab } from "../lab/lab";
import { putStateBefore } from "../lab/state";
import { type TaskResult, wrong } from "../verdict";
import { taskName, type Workshop } from "../workshop";
import { aliveEverySeconds, type Order, type Told } from "./worker-process";

interface Ended {
  readonly ended: "whole" | "time" | "output" | "died";
  readonly cell: number;
}

const mostOutputBytes = 5_000_000;

/**
 * The process of one student's work: an embedded AWS, the notebooks one after the other, and their check. It tells what
 * it does in lines of JSON, and that it is alive: whoever started it holds the clock, out of the student's reach.
 */
async function main(order: Order): Promise<void> {
  const alive = setInterval(() => tell({ alive: true }), aliveEverySeconds * 1_000);
  const { workshop } = (await import(`../../${order.workshop}/workshop.js`)) as { readonly workshop: Workshop };
  const folder = join(order.folder, "exercises", order.workshop);
  const aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir: join(order.folder, "data") });
  try {
    Object.assign(process.env, aws.variables);
    const chosen = workshop.steps.filter(({ number }) => order.steps.includes(number));
    for (const step of chosen) {
      const isStopped = order.stopped !== undefined && step === chosen[0];
      const blanks = blanksLeft(folder, step);
      const open = new Set([...blanks.keys()].map((id) => taskName(workshop, id)));
      const isTouched = step.tasks.some(({ id }) => !blanks.has(id));
      if (isTouched && !isStopped && (!order.chained || step === chosen[0])) {
        await putStateBefore(workshop, workshop.context(await Lab.open(workshop.names)), step.number);
      }
      let reason = isStopped ? order.stopped : undefined;
      if (isTouched && !isStopped) {
        tell({ runs: step.number });
        const ended = await runNotebook(join(folder, `${step.name}.ipynb`), order.notebookSeconds);
        if (ended === undefined) {
          // what the notebook started may go on: it ends with this process
          tell({
            stopped: `The notebook stopped the process that runs it, which did not answer in ${order.notebookSeconds} s.`,
          });
          process.exit(3);
        }
        reason = reasonOf(ended, order.notebookSeconds);
      }
      tell({ checks: step.number });
      const hasBucket = !isTouched || (await bucketIsThere(workshop));
      const results = await checkTasks(workshop, { folder, steps: [step.number], jobSeconds: order.notebookSeconds });
      const why = hasBucket ? reason : "The notebook has deleted the bucket.";
      tell({ results: results.map((result) => afterRun(result, open, why)) });
    }
    tell({ done: true });
  } finally {
    clearInterval(alive);
    await aws.close();
  }
}

function tell(line: Told): void {
  console.log(JSON.stringify(line));
}

async function bucketIsThere({ names }: Workshop): Promise<boolean> {
  const lab = await Lab.open(names);
  return lab.s3.send(new HeadBucketCommand({ Bucket: lab.bucket })).then(
    () => true,
    () => false,
  );
}

/** @returns Undefined where the process that runs the notebook did not end in time, and was ended. */
function runNotebook(notebook: string, seconds: number): Promise<Ended | undefined> {
  const script = join(root, "checks", "engine", "running", "run_notebook.py");
  const args = [script, notebook, String(seconds), String(mostOutputBytes)];
  const limits = { timeout: (seconds + 15) * 1_000, killSignal: "SIGKILL" } as const;
  return new Promise((done) => {
    execFile(process.env.LAB_PYTHON ?? "python3", args, limits, (error, stdout) => {
      const line = stdout.trim().split("\n").at(-1) ?? "";
      const ended: Ended = line.startsWith("{") ? (JSON.parse(line) as Ended) : { ended: "died", cell: 0 };
      done(error?.killed ? undefined : ended);
    });
  });
}

function reasonOf({ ended, cell }: Ended, seconds: number): string | undefined {
  return {
    whole: undefined,
    time: `Cell ${cell} had not ended after ${seconds} s and was stopped: is there an endless loop?`,
    output: `Cell ${cell} wrote more than ${mostOutputBytes / 1e6} MB of output and was stopped.`,
    died: `The kernel ended in cell ${cell}: a crash, or process.exit?`,
  }[ended];
}

/** Where the notebook was run and nothing came of it, the task is wrong, with the reason. */
function afterRun(result: TaskResult, open: ReadonlySet<string>, reason: string | undefined): TaskResult {
  if (open.has(result.task) || result.finding.state === "right") {
    return result;
  }
  const { finding } = result;
  const message =
    reason ?? (finding.state === "open" ? "The notebook was run, but nothing came of this task." : undefined);
  return message === undefined ? result : { ...result, finding: wrong(`${message} ${finding.message}`) };
}

main(JSON.parse(process.argv[2] ?? "{}") as Order)
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  });
