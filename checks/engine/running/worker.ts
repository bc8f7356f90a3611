import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { HeadBucketCommand } from "@aws-sdk/client-s3";
import { startLocalAws } from "../../../local-aws/server";
import { root } from "../../../processes/project";
import { blanksLeft } from "../blanks";
import { checkTasks } from "../check-tasks";
import { Lab } from "../lab/lab";
import { putStateBefore } from "../lab/state";
import { cellsOf, sourceOf } from "../notebook";
import { type TaskResult, wrong } from "../verdict";
import { type Step, taskName, type Workshop } from "../workshop";
import { aliveEverySeconds, type Order, type Told } from "./worker-process";

interface Ended {
  readonly ended: "whole" | "time" | "busy" | "output" | "died" | "lost";
  readonly cell: number;
  /** The first cell that failed, and what it said. */
  readonly failure: { readonly cell: number; readonly text: string } | null;
}

const mostOutputBytes = 5_000_000;
/** Of a notebook's time, what one of its cells may keep the processor busy. A right one hardly computes: it waits. */
const busyShare = 1 / 3;
/** A process that was stopped for so long does not go on by itself. */
const mostStoppedSeconds = 5;

/**
 * The process of one student's work: an embedded AWS, the notebooks one after the other, and their check. It tells what
 * it does in lines of JSON, and that it is alive: whoever started it holds the clock, out of the student's reach.
 */
async function main(order: Order): Promise<void> {
  const alive = setInterval(() => tell({ alive: true }), aliveEverySeconds * 1_000);
  const { workshop } = (await import(`../../${order.workshop}/workshop.js`)) as { readonly workshop: Workshop };
  const folder = join(order.folder, "exercises", order.workshop);
  const chosen = workshop.steps.filter(({ number }) => order.steps.includes(number));
  const aws = await startLocalAws({
    port: 0,
    host: "127.0.0.1",
    dataDir: join(order.folder, "data"),
    // so that no notebook waits for it; to the others its start would only be a burden
    athenaStarts: chosen.some((step) => asksAthena(folder, step)) ? "at once" : "when asked",
  });
  try {
    Object.assign(process.env, aws.variables);
    let last: number | undefined;
    for (const step of chosen) {
      const isStopped = order.stopped !== undefined && step === chosen[0];
      const blanks = blanksLeft(folder, step);
      const open = new Set([...blanks.keys()].map((id) => taskName(workshop, id)));
      const isTried = isTouched(step, blanks);
      // the steps in between were not run: their right results lie there instead
      const followsOn = order.chained && last === step.number - 1;
      last = step.number;
      if (isTried && !isStopped && !followsOn) {
        await putStateBefore(workshop, workshop.context(await Lab.open(workshop.names)), step.number);
      }
      let reason = isStopped ? order.stopped : undefined;
      let failure: string | undefined;
      if (isTried && !isStopped) {
        tell({ runs: step.number });
        const ended = await runNotebook(join(folder, `${step.name}.ipynb`), order.notebookSeconds);
        if (ended === undefined) {
          // what the notebook started may go on: it ends with this process
          tell({ stopped: "The notebook stopped the process that runs it." });
          process.exit(3);
        }
        reason = reasonOf(ended, order.notebookSeconds);
        failure = failureOf(ended);
      }
      tell({ checks: step.number });
      const hasBucket = !isTried || (await bucketIsThere(workshop));
      const results = await checkTasks(workshop, { folder, steps: [step.number], jobSeconds: order.notebookSeconds });
      const why = hasBucket ? reason : "The notebook has deleted the bucket.";
      tell({ results: results.map((result) => afterRun(result, open, why, failure)) });
    }
    tell({ done: true });
  } finally {
    clearInterval(alive);
    await aws.close();
  }
}

/** Whether a step was attempted, and the code of its notebook says something of Athena. */
function asksAthena(folder: string, step: Step): boolean {
  if (!isTouched(step, blanksLeft(folder, step))) {
    return false;
  }
  const cells = cellsOf(readFileSync(join(folder, `${step.name}.ipynb`), "utf8"));
  return cells.some((cell) => cell.cell_type === "code" && /athena/i.test(sourceOf(cell)));
}

function isTouched({ tasks }: Pick<Step, "tasks">, blanks: ReadonlyMap<string, string>): boolean {
  return tasks.some(({ id }) => !blanks.has(id));
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

/** @returns Undefined where the process that runs the notebook was stopped or did not end in time, and was ended. */
function runNotebook(notebook: string, seconds: number): Promise<Ended | undefined> {
  const script = join(root, "checks", "engine", "running", "run_notebook.py");
  const args = [script, notebook, String(seconds), String(seconds * busyShare), String(mostOutputBytes)];
  const limits = { timeout: (seconds + 15) * 1_000, killSignal: "SIGKILL" } as const;
  return new Promise((done) => {
    let stoppedSeconds = 0;
    const child = execFile(process.env.LAB_PYTHON ?? "python3", args, limits, (error, stdout) => {
      clearInterval(watch);
      const line = stdout.trim().split("\n").at(-1) ?? "";
      const ended: Ended = line.startsWith("{")
        ? (JSON.parse(line) as Ended)
        : { ended: "lost", cell: 0, failure: null };
      done(error?.killed ? undefined : ended);
    });
    const watch = setInterval(() => {
      stoppedSeconds = isStoppedProcess(child.pid) ? stoppedSeconds + 1 : 0;
      if (stoppedSeconds >= mostStoppedSeconds) {
        // the kernel below it may go on, and holds them open
        child.stdout?.destroy();
        child.stderr?.destroy();
        child.kill("SIGKILL");
      }
    }, 1_000);
  });
}

/** Was a process halted by a signal? Where the machine does not tell (Linux does), it counts as running. */
function isStoppedProcess(pid: number | undefined): boolean {
  try {
    return /^ T /.test(readFileSync(`/proc/${pid}/stat`, "latin1").replace(/^.*\)/s, ""));
  } catch {
    return false;
  }
}

function reasonOf({ ended, cell }: Ended, seconds: number): string | undefined {
  return {
    whole: undefined,
    busy: `Cell ${cell} had kept the processor busy for ${Math.round(seconds * busyShare)} s and was stopped: is there an endless loop?`,
    time: `Cell ${cell} had not ended after ${seconds} s and was stopped: is there an endless loop?`,
    output: `Cell ${cell} wrote more than ${mostOutputBytes / 1e6} MB of output and was stopped.`,
    lost: "The process that runs the notebook ended early.",
    died: `The kernel ended in cell ${cell}: a crash, or process.exit?`,
  }[ended];
}

/** What the first failed cell said, up to its first line's end. */
function failureOf({ failure }: Ended): string | undefined {
  if (failure === null) {
    return undefined;
  }
  const line = failure.text.split("\n").find((one) => one.trim() !== "");
  return `In this run cell ${failure.cell} failed${line === undefined ? "." : `: ${line.trim().slice(0, 300)}`}`;
}

/** Where the notebook was run and nothing came of it, the task is wrong, with the reason. */
function afterRun(
  result: TaskResult,
  blanks: ReadonlySet<string>,
  reason: string | undefined,
  failure: string | undefined,
): TaskResult {
  const { finding } = result;
  if (blanks.has(result.task) || finding.state === "right") {
    return result;
  }
  const open = finding.state === "open" ? "The notebook was run, but nothing came of this task." : undefined;
  const sentences = [reason ?? open, finding.message, failure].filter((sentence) => sentence !== undefined);
  return { ...result, finding: wrong(sentences.join(" "), finding.state === "wrong" ? finding : {}) };
}

main(JSON.parse(process.argv[2] ?? "{}") as Order)
  .then(() => process.exit(0))
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  });
