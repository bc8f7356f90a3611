import { execFile } from "node:child_process";
import { join } from "node:path";
import { HeadBucketCommand } from "@aws-sdk/client-s3";
import { checkSteps, steps } from "../../checks/exercises/check-steps";
import { Context } from "../../checks/exercises/context";
import { Lab } from "../../checks/exercises/lab";
import { putStateBefore } from "../../checks/exercises/state";
import { type TaskResult, wrong } from "../../checks/exercises/verdict";
import { blanksLeft } from "../../checks/exercises/work";
import { startLocalAws } from "../../local-aws/server";
import { embeddedEnvironment, root } from "../environment";
import type { Order } from "./work";

interface Ended {
  readonly ended: "whole" | "time" | "output" | "died";
  readonly cell: number;
}

const mostOutputBytes = 5_000_000;

/** The process of one student's work: an embedded AWS, the notebooks one after the other, and their check. */
async function main(order: Order): Promise<void> {
  const aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir: join(order.folder, "data") });
  try {
    Object.assign(process.env, embeddedEnvironment(aws.url));
    const folder = join(order.folder, "exercises");
    const chosen = steps.filter(({ number }) => order.steps?.includes(number) ?? true);
    for (const step of chosen) {
      const lab = await Lab.open();
      if (!order.chained || step === chosen[0]) {
        const context = new Context(lab);
        await putStateBefore(lab, step.number, context.files, context.truth);
      }
      const isTouched = step.tasks.some(({ id }) => !blanksLeft(folder, step).has(id));
      const ended = isTouched
        ? await runNotebook(join(folder, `${step.name}.ipynb`), order.notebookSeconds)
        : undefined;
      const hasBucket = await lab.s3.send(new HeadBucketCommand({ Bucket: lab.bucket })).then(
        () => true,
        () => false,
      );
      const results = await checkSteps({ folder, steps: [step.number], jobSeconds: order.notebookSeconds });
      const reason = hasBucket
        ? ended && reasonOf(ended, order.notebookSeconds)
        : "The notebook has deleted the bucket.";
      const blanks = blanksLeft(folder, step);
      console.log(JSON.stringify({ results: results.map((result) => afterRun(result, blanks, reason)) }));
    }
    console.log(JSON.stringify({ done: true }));
  } finally {
    await aws.close();
  }
}

function runNotebook(notebook: string, seconds: number): Promise<Ended> {
  const script = join(root, "scripts", "check", "run_notebook.py");
  const args = [script, notebook, String(seconds), String(mostOutputBytes)];
  return new Promise((done) => {
    execFile(process.env.LAB_PYTHON ?? "python3", args, { timeout: (seconds + 60) * 1_000 }, (_error, stdout) => {
      const line = stdout.trim().split("\n").at(-1) ?? "";
      done(line.startsWith("{") ? (JSON.parse(line) as Ended) : { ended: "died", cell: 0 });
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
function afterRun(result: TaskResult, blanks: ReadonlySet<string>, reason: string | undefined): TaskResult {
  if (blanks.has(result.task) || result.finding.state === "right") {
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
