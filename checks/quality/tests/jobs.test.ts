import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CreateJobCommand } from "@aws-sdk/client-glue";
import { root } from "../../../processes/project";
import type { ContextOptions } from "../../engine/context";
import type { Lab } from "../../engine/lab/lab";
import { putStateBefore } from "../../engine/lab/state";
import { startTestLab, type TestLab } from "../../engine/testing/test-lab";
import type { Finding } from "../../engine/verdict";
import { type JobStep, withBody } from "../clauses/other-scripts";
import { workshop } from "../workshop";

// The student's job run again on fresh data: what the check says where that does not end well. The state on the plant's
// data is put there, the job's script is each time another one; clauses/scripts.test.ts judges what scripts write.

let testLab: TestLab;
let lab: Lab;

before(async () => {
  testLab = await startTestLab(workshop);
  lab = testLab.lab;
  await putStateBefore(workshop, workshop.context(lab), 6);
  await createJobs();
});

after(() => testLab.close());

function solution(step: JobStep): string {
  return readFileSync(join(root, "solutions", "quality", workshop.steps[step - 1]?.script ?? ""), "utf8");
}

async function check(step: JobStep, script: string, options: ContextOptions = { seed: 20251121 }): Promise<Finding[]> {
  await lab.put(`scripts/${step}.py`, script);
  const context = workshop.context(lab, options);
  const findings: Finding[] = [];
  for (const task of workshop.steps[step - 1]?.tasks ?? []) {
    findings.push(await task.check(context));
  }
  await context.close();
  assert.deepEqual(await lab.objects("check/"), [], "the check leaves nothing");
  return findings;
}

test("a path written into the script is found out; a blank further down leaves the tasks above it right", async () => {
  const fixed = solution(3).replace(
    'parquet(args["rejected_path"])',
    `parquet("s3://${lab.bucket}/processed/rejected/")`,
  );
  const [rejected, , normalised] = await check(
    3,
    withBody(fixed, "3.3", 'raise NotImplementedError("Task 3.3 is still open")'),
  );
  assert.equal(rejected?.state, "wrong");
  assert.match(rejected?.message ?? "", /On fresh data your job did not get so far/);
  assert.equal(normalised?.state, "wrong");
  assert.match(normalised?.message ?? "", /Task 3\.3 is still open/);
  await putStateBefore(workshop, workshop.context(lab), 6);
  await createJobs();
  const [first, second, third] = await check(
    3,
    withBody(solution(3), "3.3", 'raise NotImplementedError("Task 3.3 is still open")'),
  );
  assert.deepEqual([first?.state, second?.state, third?.state], ["right", "right", "wrong"]);
});

test("an endless loop in a script is stopped, with a sentence", async () => {
  const loop = withBody(solution(5), "5.1", "while True:\n    pass");
  const [first] = await check(5, loop, { seed: 1, jobSeconds: 12 });
  assert.equal(first?.state, "wrong");
  assert.match(first?.message ?? "", /did not end within 12 s and was stopped/);
});

async function createJobs(): Promise<void> {
  for (const { number, job } of workshop.steps) {
    if (job === undefined) {
      continue;
    }
    const Command = { Name: "glueetl", ScriptLocation: `s3://${lab.bucket}/scripts/${number}.py`, PythonVersion: "3" };
    await lab.glue.send(
      new CreateJobCommand({
        Name: job.name,
        Role: "quality-lab-glue-role",
        Command,
        GlueVersion: "6.0",
        WorkerType: "G.1X",
        NumberOfWorkers: 2,
        DefaultArguments: { ...job.arguments((key) => `s3://${lab.bucket}/${key}`) },
      }),
    );
  }
}
