import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateJobCommand,
  type CreateJobRequest,
  GetJobRunCommand,
  type GlueClient,
  type JobRun,
  StartJobRunCommand,
} from "@aws-sdk/client-glue";
import type { GlueServer } from "./glue-server";

const ended = ["SUCCEEDED", "FAILED", "STOPPED", "TIMEOUT", "ERROR"];

/** Makes a Python shell job of a script in the bucket `lab`: it starts in a tenth of a second. */
export async function createPythonShellJob(
  server: Pick<GlueServer, "glue" | "put">,
  name: string,
  source: string,
  more: Partial<CreateJobRequest> = {},
): Promise<void> {
  server.put("lab", `scripts/${name}.py`, source);
  const Command = { Name: "pythonshell", PythonVersion: "3.9", ScriptLocation: `s3://lab/scripts/${name}.py` };
  await server.glue.send(new CreateJobCommand({ Name: name, Role: "role", Command, ...more }));
}

/** `--conf` for a script of many small steps, where Spark would compile more than it computes. */
export const manySmallSteps =
  "spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN --conf spark.sql.shuffle.partitions=1";

/** Starts a run and returns its id. */
export async function startRun(glue: GlueClient, name: string, args: Record<string, string> = {}): Promise<string> {
  const { JobRunId = "" } = await glue.send(new StartJobRunCommand({ JobName: name, Arguments: args }));
  return JobRunId;
}

/** Waits until a run has ended, or is in one of some states. */
export async function waitForRun(glue: GlueClient, name: string, id: string, states = ended): Promise<JobRun> {
  let last: JobRun = {};
  await until(`run ${id} of ${name} is ${states}`, async () => {
    const { JobRun: run = {} } = await glue.send(new GetJobRunCommand({ JobName: name, RunId: id }));
    last = run;
    return states.includes(run.JobRunState ?? "");
  });
  return last;
}

/** Waits, at least for five minutes: a busy machine starts Spark slowly. */
export async function until(what: string, reached: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 6000; tries += 1) {
    if (await reached()) {
      return;
    }
    await sleep(50);
  }
  assert.fail(`It never came to this: ${what}`);
}
