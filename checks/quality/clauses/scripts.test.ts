import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CreateJobCommand } from "@aws-sdk/client-glue";
import { root } from "../../../processes/project";
import { decided } from "../../engine/clauses/clause";
import { assertMessage, assertRight } from "../../engine/clauses/testing";
import { jobOnFreshData, onFreshData } from "../../engine/context";
import type { Lab } from "../../engine/lab/lab";
import { putGround } from "../../engine/lab/state";
import type { StepJob } from "../../engine/step-job";
import { startTestLab, type TestLab } from "../../engine/testing/test-lab";
import type { Finding } from "../../engine/verdict";
import { freshTruth, putInputs } from "../context";
import { jobs } from "../jobs";
import { fullCriteria } from "../plant/criteria";
import { plantSeed } from "../plant/plant";
import type { Truth } from "../truth";
import { workshop } from "../workshop";
import { type Edit, type Judge, onFresh } from "./made-up";
import { otherScripts } from "./other-scripts";
import { freshPlantOf, type Plant, plantOf } from "./plants";
import { checksOfStep3, step3 } from "./step-3";
import { checksOfStep4, step4 } from "./step-4";
import { checksOfStep5, step5 } from "./step-5";

// The wrong scripts of the clauses, and right ones, all in one Spark: the check says of what they really write what
// the clause says of the output that was made up for it.

interface Script {
  readonly name: string;
  readonly job: StepJob;
  readonly tasks: readonly string[];
  readonly text: string;
  /** The clause's; none of a right one. */
  readonly message?: string;
}

type Checks = Readonly<Record<string, readonly [check: Judge, name: string]>>;

const steps = [
  { ...step3, step: 3, job: jobs.preprocessing, file: "03_preprocessing.py", checks: checksOfStep3 as Checks },
  { ...step4, step: 4, job: jobs.judgement, file: "04_judgement.py", checks: checksOfStep4 as Checks },
  { ...step5, step: 5, job: jobs.evaluation, file: "05_evaluation.py", checks: checksOfStep5 as Checks },
] as const;
const scripts = steps.flatMap(({ step, job, file, checks, clauses }): Script[] => {
  const solution = readFileSync(join(root, "solutions", "quality", file), "utf8");
  const wrong = (clauses as readonly ClauseWithScript[]).flatMap(
    ({ task, clause, mistake, message, wrong: { script } }) =>
      script === undefined
        ? []
        : [{ name: `${task}, ${clause}: ${mistake}`, job, tasks: [task], text: edited(solution, script), message }],
  );
  const tasks = Object.keys(checks);
  return [
    { name: `solutions/${file}`, job, tasks, text: solution },
    { name: `${file} in other words`, job, tasks, text: otherScripts[step](solution) },
    ...wrong,
  ];
});

interface ClauseWithScript {
  readonly task: string;
  readonly clause: string;
  readonly mistake: string;
  readonly message: string;
  readonly wrong: { readonly script?: readonly Edit[] };
}

function edited(solution: string, edits: readonly Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), `${from} does not stand in the solution`);
    assert.notEqual(from, to);
    return text.replace(from, () => to);
  }, solution);
}

/** Of the arguments of a job, those that name what it writes, and the task that is about it. */
const outputs = new Map<StepJob, Readonly<Record<string, string>>>([
  [jobs.preprocessing, { "--rejected_path": "3.1", "--features_path": "3.2", "--vectors_path": "3.3" }],
  [jobs.judgement, { "--judged_path": "4.2", "--unmatched_path": "4.3" }],
  [jobs.evaluation, { "--ng_ratio_path": "5.1", "--intervals_path": "5.2", "--p_chart_path": "5.3" }],
]);

/** The plant's data, and fresh data where a mistake shows in them alone, or nothing is wrong. */
const worlds: readonly { readonly name: string; readonly plant: Plant; isFor(script: Script): boolean }[] = [
  { name: "plant", plant: plantOf(plantSeed), isFor: () => true },
  {
    name: "fresh",
    plant: freshPlantOf(20251128, false),
    isFor: ({ message }) => message?.startsWith(onFresh("")) ?? true,
  },
];

/** A hundred plans over little data: what Spark compiles for each takes longer than its run. */
const quickly = [
  "spark.sql.codegen.wholeStage=false",
  "spark.sql.codegen.factoryMode=NO_CODEGEN",
  "spark.sql.adaptive.enabled=false",
  "spark.sql.shuffle.partitions=1",
].join(" --conf ");

let testLab: TestLab;
let lab: Lab;
const failures = new Map<string, string>();

before(async () => {
  testLab = await startTestLab(workshop);
  lab = testLab.lab;
  await putGround(lab);
  const runs: { readonly name: string; readonly text: string; readonly arguments: string[]; unread: string[] }[] = [];
  const at = (key: string): string => `s3://${lab.bucket}/${key}`;
  for (const { name: world, plant, isFor } of worlds) {
    for (const { job } of steps) {
      await putInputs(lab, job, plant.files, truthFor(job, plant), `in/${world}/${job.name}/`);
    }
    for (const [index, { job, ...script }] of scripts.entries()) {
      if (isFor({ job, ...script })) {
        const from = job.arguments((key) => at(`in/${world}/${job.name}/${key}`));
        const to = job.arguments((key) => at(`out/${world}/${index}/${key}`));
        const written = Object.entries(outputs.get(job) ?? {});
        const places = { ...from, ...Object.fromEntries(written.map(([name]) => [name, to[name] ?? ""])) };
        runs.push({
          name: `${world} ${index}`,
          text: script.text,
          arguments: ["--JOB_NAME", "clauses", ...Object.entries(places).flat()],
          unread: written.filter(([, task]) => !script.tasks.includes(task)).map(([name]) => to[name] ?? ""),
        });
      }
    }
  }
  await lab.put("scripts.json", JSON.stringify(runs));
  await lab.put("run_scripts.py", readFileSync(join(root, "checks", "quality", "clauses", "run_scripts.py"), "utf8"));
  await lab.glue.send(
    new CreateJobCommand({
      Name: "clauses",
      Role: "quality-lab-glue-role",
      Command: { Name: "glueetl", ScriptLocation: at("run_scripts.py"), PythonVersion: "3" },
      GlueVersion: "6.0",
      WorkerType: "G.1X",
      NumberOfWorkers: 2,
    }),
  );
  const args = { "--scripts": at("scripts.json"), "--failures": at("failures/"), "--conf": quickly };
  const failure = await lab.runJob("clauses", args, 600);
  assert.equal(failure, undefined);
  for (const { name, failure: why } of (await lab.parquet("failures/"))?.rows ?? []) {
    failures.set(String(name), String(why));
  }
  assert.equal(failures.size, runs.length);
});

after(() => testLab.close());

function truthFor(job: StepJob, { truth }: Plant): Truth {
  return truth.criteria === fullCriteria ? truth : freshTruth(job, truth);
}

/** The verdict on what a script has written, as of a student's job. */
async function judge(script: Script, index: number, task: string): Promise<Finding> {
  const { job } = script;
  const [check] = steps.find((one) => one.job === job)?.checks[task] ?? [];
  assert.ok(check);
  const findings: Finding[] = [];
  for (const { name, plant } of worlds.filter((world) => world.isFor(script))) {
    const finding = await decided(() => check(lab, { root: `out/${name}/${index}/`, truth: truthFor(job, plant) }));
    assert.notEqual(finding.state, "open", `${script.name} on ${name}: ${failures.get(`${name} ${index}`)}`);
    findings.push(finding);
  }
  const [first, ...others] = findings;
  return onFreshData(first as Finding, others, jobOnFreshData);
}

for (const [index, script] of scripts.entries()) {
  test(script.name, async () => {
    for (const task of script.tasks) {
      const finding = await judge(script, index, task);
      if (script.message === undefined) {
        assert.equal(failures.get(`plant ${index}`) || failures.get(`fresh ${index}`), "");
        assertRight(finding, task);
      } else {
        assertMessage(finding, { message: script.message }, script.name);
      }
    }
  });
}
