import { GetJobRunCommand, type JobRun, StartJobRunCommand } from "@aws-sdk/client-glue";
import { glueClient } from "../clients";
import { formatDollars, glueDpuSeconds, glueJobCost } from "../cost";
import { formatSeconds } from "../display/format";
import { LiveDisplay } from "../display/live-display";
import { JobRunFailed } from "../errors";
import { waitFor } from "../wait";
import { jobLog } from "./job-log";
import { noteRun, used } from "./job-run-bill";

/** What a job run did. */
export interface JobRunSummary {
  readonly runId: string;
  /** How long the script ran; AWS bills these, its own start-up not. */
  readonly seconds: number;
  /** What AWS bills: a minute at least, times the DPUs. */
  readonly dpuSeconds: number;
  readonly dollars: number;
  /** The last lines that the script printed. */
  readonly output: readonly string[];
}

/** Spark's inside, in Java's stack trace, and Python's underlining: they hide the line that names the script. */
const noise = /^\s+at \S+\(.*\)$|^\s+\.{3} \d+ more$|^[\s^~]+$/;
const logLines = 20;

const finalStates: ReadonlySet<string> = new Set(["SUCCEEDED", "FAILED", "STOPPED", "TIMEOUT", "ERROR", "EXPIRED"]);

/**
 * Starts a Glue job and waits for its end: `glue:StartJobRun`, then {@link waitJobRun}.
 *
 * @param args Arguments of this run, such as `{ "--database": "quality_lab" }`; they win over the job's own.
 * @throws EntityNotFoundException Where there is no such job. And as {@link waitJobRun}.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_StartJobRun.html
 */
export async function runJob(
  name: string,
  args: Readonly<Record<string, string>> = {},
  options: { timeoutSeconds?: number } = {},
): Promise<JobRunSummary> {
  const { JobRunId = "" } = await glueClient().send(new StartJobRunCommand({ JobName: name, Arguments: { ...args } }));
  return waitJobRun(name, JobRunId, options);
}

/**
 * Waits for the end of a job run, with a live display. When it fails, the error holds the last lines of its logs. Calls
 * `glue:GetJobRun` and `logs:GetLogEvents`.
 *
 * @param timeoutSeconds The longest wait. On AWS a small job takes one to two minutes.
 * @throws JobRunFailed Where it ends otherwise than SUCCEEDED. WaitTimeout, Interrupted: the run goes on.
 * @see https://docs.aws.amazon.com/glue/latest/webapi/API_GetJobRun.html
 */
export async function waitJobRun(
  name: string,
  runId: string,
  { timeoutSeconds = 900 }: { timeoutSeconds?: number } = {},
): Promise<JobRunSummary> {
  const display = new LiveDisplay();
  const what = `job ${name}`;
  const run = await waitFor({
    what: `the run ${runId} of job ${name}`,
    timeoutSeconds,
    poll: () => getRun(name, runId),
    isDone: (now) => finalStates.has(now.JobRunState ?? ""),
    onState: (now, elapsed) =>
      display.update({
        what,
        state: now.JobRunState ?? "",
        outcome: outcome(now),
        facts: finalStates.has(now.JobRunState ?? "") ? bill(now) : [["time", formatSeconds(elapsed)]],
      }),
    onInterrupt: () => {
      const outcome = `The run goes on; \`new BatchStopJobRunCommand({ JobName, JobRunIds: ["${runId}"] })\` ends it.`;
      display.interrupted(what, outcome);
      return outcome;
    },
  });
  const { seconds, dpus } = used(run);
  const dollars = glueJobCost(dpus, seconds);
  noteRun(name, run);
  const output = await jobLog(runId, "output");
  if (run.JobRunState !== "SUCCEEDED") {
    const errors = await jobLog(runId, "error", 200);
    const log = (errors.length > 0 ? errors : output).filter((line) => !noise.test(line));
    throw new JobRunFailed(
      name,
      runId,
      run.JobRunState ?? "",
      run.ErrorMessage ?? "no reason given",
      log.slice(-logLines),
    );
  }
  return { runId, seconds, dpuSeconds: glueDpuSeconds(dpus, seconds), dollars, output };
}

async function getRun(name: string, runId: string): Promise<JobRun> {
  const { JobRun } = await glueClient().send(new GetJobRunCommand({ JobName: name, RunId: runId }));
  return JobRun ?? {};
}

function outcome(run: JobRun): "going on" | "done" | "failed" {
  const state = run.JobRunState ?? "";
  return finalStates.has(state) ? (state === "SUCCEEDED" ? "done" : "failed") : "going on";
}

function bill(run: JobRun): [string, string][] {
  const { seconds, dpus } = used(run);
  return [
    ["script", formatSeconds(seconds)],
    ["DPU-seconds billed", String(glueDpuSeconds(dpus, seconds))],
    ["cost on AWS", formatDollars(glueJobCost(dpus, seconds))],
  ];
}
