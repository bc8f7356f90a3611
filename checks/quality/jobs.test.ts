import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CreateJobCommand } from "@aws-sdk/client-glue";
import { root } from "../../scripts/environment";
import type { ContextOptions } from "../engine/context";
import type { Lab } from "../engine/lab/lab";
import { putStateBefore } from "../engine/lab/state";
import { startTestLab, type TestLab } from "../engine/testing/test-lab";
import type { Finding } from "../engine/verdict";
import { workshop } from "./workshop";

// The checks of steps 3 to 5 on fresh data, with real Spark: the state on the plant's data is put there, the job's
// script is each time another one.

type JobStep = 3 | 4 | 5;

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

/** A solution in which the body of one task's function is replaced. */
function withBody(text: string, task: string, body: string): string {
  const lines = body
    .trim()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
  const replaced = text.replace(new RegExp(`    # <solution ${task}>[\\s\\S]*?# </solution>`), () => lines);
  assert.notEqual(replaced, text, task);
  return replaced;
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

function assertRight(findings: readonly Finding[]): void {
  assert.deepEqual(
    findings.map(({ state, message }) => (state === "right" ? "right" : message)),
    ["right", "right", "right"],
  );
}

test("another right preprocessing, in SQL", async () => {
  let script = withBody(
    solution(3),
    "3.1",
    `
raw.createOrReplaceTempView("raw")
empty = " OR ".join(f"length({name}) = 0" for name in RAW)
return raw.sparkSession.sql(f"""
    SELECT *, CASE WHEN {empty} THEN 'missing_cell'
      WHEN NOT (x0 + 0 < x1 + 0 AND y0 + 0 < y1 + 0) THEN 'swapped_corners'
      WHEN row_number() OVER (PARTITION BY {", ".join(RAW)} ORDER BY line) > 1 THEN 'duplicate_row' END AS reject_reason
    FROM raw""")`,
  );
  script = withBody(
    script,
    "3.3",
    `
from pyspark.sql import Window
everything = Window.partitionBy(F.lit(1))
for name in VECTOR:
    low, high = F.min(name).over(everything), F.max(name).over(everything)
    features = features.withColumn(f"{name}_norm", (F.col(name) - low) / (high - low))
return features.select("day", "coil_id", *(f"{name}_norm" for name in VECTOR))`,
  );
  script = withBody(
    script,
    "3.2",
    `
number = {name: F.col(name).cast("bigint") for name in ["x0", "x1", "y0", "y1", "area_px"]}
return (
    good.withColumn("seen_at", F.col("seen_at").cast("timestamp"))
    .withColumn("gauge_mm", F.split("gauge", " ")[0].cast("double"))
    .withColumn("area_px", number["area_px"])
    .withColumn("width_px", number["x1"] - number["x0"])
    .withColumn("height_px", number["y1"] - number["y0"])
    .withColumn("aspect", F.col("width_px") / F.col("height_px"))
    .withColumns({name: F.col(name).cast("double") for name in VECTOR})
)`,
  );
  assertRight(await check(3, script));
});

test("a minimum and a maximum written into the script are found out", async () => {
  const features = workshop.context(lab).truth.features.map(({ vector }) => vector.gloss);
  const [low, high] = [Math.min(...features), Math.max(...features)];
  const script = solution(3).replace(
    'low, high = bounds[f"{name}_min"], bounds[f"{name}_max"]',
    `low, high = (${low}, ${high}) if name == "gloss" else (bounds[f"{name}_min"], bounds[f"{name}_max"])`,
  );
  const [rejected, measured, normalised] = await check(3, script);
  assert.deepEqual([rejected?.state, measured?.state, normalised?.state], ["right", "right", "wrong"]);
  assert.match(normalised?.message ?? "", /On fresh data your job gives another answer/);
});

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

test("another right judgement, in SQL; limits written into the script are found out", async () => {
  let script = withBody(
    solution(4),
    "4.2",
    `
spark = features.sparkSession
for name, frame in {"f": features, "l": labels, "c": criteria}.items():
    frame.createOrReplaceTempView(name)
return spark.sql(f"""
    SELECT j.*, IF(judgement = 'NG', s, NULL) AS severity FROM (
      SELECT f.*, l.defect, c.severity AS s, IF(width_px > height_px, width_px, height_px) * {pixel_size_mm}D AS length_mm,
        IF(area_px <= max_area_px AND IF(width_px > height_px, width_px, height_px) * {pixel_size_mm}D <= max_length_mm,
          'OK', 'NG') AS judgement
      FROM f JOIN l ON f.coil_id = l.coil_id JOIN c ON l.defect = c.defect) AS j""").drop("s")`,
  );
  script = withBody(
    script,
    "4.3",
    `
both = features.select("coil_id", F.lit(True).alias("f")).join(labels, "coil_id", "full")
alone = both.where("f IS NULL OR defect IS NULL")
bad = [row["coil_id"] for row in rejected.select("coil_id").collect()]
return alone.selectExpr("IF(f, 'coil', 'label') AS record", "coil_id").na.fill("label").withColumn(
    "reason",
    F.when(F.col("record") == "coil", "coil_without_label")
    .when(F.col("coil_id").isin(bad), "coil_rejected")
    .otherwise("label_without_coil"),
)`,
  );
  assertRight(await check(4, script));
  const fixed = solution(4).replace(
    'F.col("area_px") > F.col("max_area_px")',
    "F.col(\"area_px\") > F.expr(\"map('Rust', 60, 'Dent', 500, 'Stain', 900, 'Pinhole', 40, 'Scratch', 800)[defect]\")",
  );
  const [, judged] = await check(4, fixed);
  assert.match(judged?.message ?? "", /On fresh data your job gives another answer/);
});

test("another right evaluation", async () => {
  let script = withBody(
    solution(5),
    "5.1",
    `
flag = F.expr("CASE judgement WHEN 'NG' THEN 1 ELSE 0 END")
return judged.groupBy("line").agg(
    F.countDistinct("coil_id").alias("coils"), F.sum(flag).alias("ng"), F.avg(flag).alias("ng_ratio")
)`,
  );
  script = withBody(
    script,
    "5.2",
    `
rows = []
for line, n, ng in ratios.select("line", "coils", "ng").collect():
    root = (1.96**2 / (4 * n * n) + ng / n * (1 - ng / n) / n) ** 0.5
    rows.append((line, *((ng / n + 1.96**2 / (2 * n) + sign * 1.96 * root) / (1 + 1.96**2 / n) for sign in (-1, 1))))
return ratios.sparkSession.createDataFrame(rows, "line string, wilson_low double, wilson_high double")`,
  );
  script = withBody(
    script,
    "5.3",
    `
judged.createOrReplaceTempView("judged")
return judged.sparkSession.sql("""
    WITH points AS (SELECT line, day, count(*) AS coils, count_if(judgement = 'NG') AS ng FROM judged GROUP BY ALL),
    limits AS (SELECT *, ng / coils AS ratio, sum(ng) OVER () / sum(coils) OVER () AS center FROM points),
    bounds AS (SELECT *, least(1D, center + sqrt(9 * center * (1 - center) / coils)) AS ucl FROM limits)
    SELECT *, ratio > ucl AS out_of_control FROM bounds""")`,
  );
  assertRight(await check(5, script));
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
