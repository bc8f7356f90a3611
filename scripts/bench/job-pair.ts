import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateJobCommand, GetJobRunCommand, GlueClient, StartJobRunCommand } from "@aws-sdk/client-glue";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { readInstallation } from "../../local-aws/engines/installation";
import { clientOptions } from "../../local-aws/testing/client-options";
import { type Figure, median } from "./figure";
import { s3Client } from "./lab-process";

/** A script that runs as a Glue job and as `python job.py` with plain PySpark, on the same files. */
export interface JobPair {
  /** Of its bucket and its job. */
  readonly name: string;
  /** It is told by `--folder` where its input `in/` is and its output `out/` goes. */
  readonly script: string;
  /** Writes its input. @param folder The folder that its bucket is. */
  readonly writeInput: (folder: string) => Promise<void> | void;
}

/** Seconds of one run in both ways. */
export interface PairTime {
  readonly embedded: number;
  readonly plain: number;
}

/** Between two questions whether the job has ended: each takes the processor from it for some milliseconds. */
const pauseMs = 100;

/** Runs a pair's two sides in turn: the Glue job from StartJobRun to SUCCEEDED, and Python from its start to its end. */
export async function timePair(
  url: string,
  dataDir: string,
  pair: JobPair,
  rounds: number,
  onRound: (time: PairTime) => void = () => {},
): Promise<PairTime[]> {
  const s3 = s3Client(url);
  const glue = new GlueClient(clientOptions(url));
  const folder = join(dataDir, "s3", pair.name);
  await s3.send(new CreateBucketCommand({ Bucket: pair.name }));
  await s3.send(new PutObjectCommand({ Bucket: pair.name, Key: "job.py", Body: pair.script }));
  mkdirSync(join(folder, "in"), { recursive: true });
  await pair.writeInput(join(folder, "in"));
  await glue.send(
    new CreateJobCommand({
      Name: pair.name,
      Role: "arn:aws:iam::000000000000:role/bench",
      GlueVersion: "6.0",
      Command: { Name: "glueetl", ScriptLocation: `s3://${pair.name}/job.py` },
      DefaultArguments: { "--folder": `s3://${pair.name}` },
    }),
  );
  const times: PairTime[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const time = { embedded: await timeJob(glue, pair.name), plain: timePlain(dataDir, folder) };
    onRound(time);
    times.push(time);
  }
  return times;
}

/** The median of the rounds' ratios, with their spread. */
export function pairFigure(what: string, limit: number, times: readonly PairTime[]): Figure {
  const ratios = times.map(({ embedded, plain }) => embedded / plain);
  const [embedded, plain] = [median(times.map((time) => time.embedded)), median(times.map((time) => time.plain))];
  const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  const detail = `${embedded.toFixed(1)} s against ${plain.toFixed(1)} s, median of ${times.length} pairs, ${spread}`;
  return { what, measured: median(ratios), limit, unit: "×", detail };
}

async function timeJob(glue: GlueClient, name: string): Promise<number> {
  const started = Date.now();
  const { JobRunId } = await glue.send(new StartJobRunCommand({ JobName: name }));
  for (;;) {
    const { JobRun } = await glue.send(new GetJobRunCommand({ JobName: name, RunId: JobRunId }));
    if (JobRun?.JobRunState === "SUCCEEDED") {
      return (Date.now() - started) / 1000;
    }
    if (!["STARTING", "RUNNING"].includes(JobRun?.JobRunState ?? "")) {
      throw new Error(`The job ended as ${JobRun?.JobRunState}: ${JobRun?.ErrorMessage}`);
    }
    await sleep(pauseMs);
  }
}

function timePlain(dataDir: string, folder: string): number {
  const started = Date.now();
  const run = spawnSync(readInstallation().python, [join(folder, "job.py"), "--folder", folder], {
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
