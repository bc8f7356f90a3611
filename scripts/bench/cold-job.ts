import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateJobCommand, GetJobRunCommand, GlueClient, StartJobRunCommand } from "@aws-sdk/client-glue";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { readInstallation } from "../../local-aws/engines/installation";
import { type Figure, median } from "./figure";

const bucket = "bench";
const rounds = 3;

/** A small job: a session, a CSV read, three writes, a read back. */
const script = `
import sys
from pyspark.sql import SparkSession, functions as f
folder = sys.argv[sys.argv.index("--folder") + 1]
spark = SparkSession.builder.getOrCreate()
rows = spark.read.option("header", True).csv(folder + "/in")
ratios = rows.groupBy("line").agg(f.avg("ng").alias("ratio"))
rows.write.mode("overwrite").parquet(folder + "/out/parquet")
rows.write.mode("overwrite").json(folder + "/out/json")
ratios.write.mode("overwrite").csv(folder + "/out/csv")
print(spark.read.parquet(folder + "/out/parquet").count())
`;

import { clientOptions } from "../../local-aws/testing/client-options";

/** A cold Glue job from StartJobRun to SUCCEEDED against the same script as `python job.py`, in turn. */
export async function coldJob(url: string, dataDir: string): Promise<Figure> {
  const client = clientOptions(url);
  const s3 = new S3Client({ ...client, forcePathStyle: true });
  const glue = new GlueClient(client);
  const csv = [
    "part,line,ng",
    ...Array.from({ length: 2_000 }, (_, part) => `P${part},L${part % 4},${part % 7 === 0 ? 1 : 0}`),
  ];
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "in/parts.csv", Body: csv.join("\n") }));
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "job.py", Body: script }));
  await glue.send(
    new CreateJobCommand({
      Name: "bench",
      Role: "arn:aws:iam::000000000000:role/bench",
      GlueVersion: "6.0",
      Command: { Name: "glueetl", ScriptLocation: `s3://${bucket}/job.py` },
      DefaultArguments: { "--folder": `s3://${bucket}` },
    }),
  );
  const embedded: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    embedded.push(await timeJob(glue));
    plain.push(timePlain(dataDir));
  }
  const measured = median(embedded.map((seconds, round) => seconds / (plain[round] ?? Number.NaN)));
  const detail = `${median(embedded).toFixed(1)} s against ${median(plain).toFixed(1)} s, median of ${rounds} pairs`;
  return { what: "cold Glue job ÷ python job.py", measured, limit: 0.55, unit: "×", detail };
}

async function timeJob(glue: GlueClient): Promise<number> {
  const started = Date.now();
  const { JobRunId } = await glue.send(new StartJobRunCommand({ JobName: "bench" }));
  for (;;) {
    const { JobRun } = await glue.send(new GetJobRunCommand({ JobName: "bench", RunId: JobRunId }));
    if (JobRun?.JobRunState === "SUCCEEDED") {
      return (Date.now() - started) / 1000;
    }
    if (!["STARTING", "RUNNING"].includes(JobRun?.JobRunState ?? "")) {
      throw new Error(`The job ended as ${JobRun?.JobRunState}: ${JobRun?.ErrorMessage}`);
    }
    await sleep(20);
  }
}

function timePlain(dataDir: string): number {
  const { python } = readInstallation();
  const folder = join(dataDir, "s3", bucket);
  const started = Date.now();
  const run = spawnSync(python, [join(folder, "job.py"), "--folder", folder], {
    env: { ...process.env, JAVA_HOME: plainJava(dataDir) },
    encoding: "utf8",
  });
  if (run.status !== 0) {
    throw new Error(`python job.py failed: ${run.stderr.slice(-2_000)}`);
  }
  return (Date.now() - started) / 1000;
}

/** Spark's own launcher asks for a module that the lab's Java lacks: this `java` leaves that one option out. */
function plainJava(dataDir: string): string {
  const home = join(dataDir, "plain-java");
  mkdirSync(join(home, "bin"), { recursive: true });
  const java = join(home, "bin", "java");
  const lines = [
    "#!/usr/bin/env bash",
    "kept=()",
    'for option in "$@"; do [ "$option" = "--add-modules=jdk.incubator.vector" ] || kept+=("$option"); done',
    `exec "${readInstallation().sparkJava}" "\${kept[@]}"`,
  ];
  writeFileSync(java, `${lines.join("\n")}\n`);
  chmodSync(java, 0o755);
  return home;
}
