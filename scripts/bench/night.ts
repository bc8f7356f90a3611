import { setTimeout as sleep } from "node:timers/promises";
import { CreateJobCommand, GetJobRunCommand, GlueClient, StartJobRunCommand } from "@aws-sdk/client-glue";
import { CreateBucketCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { clientOptions } from "../../local-aws/testing/client-options";
import { type Figure, medianPair } from "./figure";
import { s3Client } from "./lab-process";

const name = "bench-night";
const jobs = ["raw", "sales", "orders", "gold"].map((step) => `${name}-${step}`);

/** A small job: a session, some rows, one write. */
const script = `
import sys
from pyspark.sql import SparkSession, functions as f
folder = sys.argv[sys.argv.index("--folder") + 1]
spark = SparkSession.builder.getOrCreate()
rows = spark.range(200_000).withColumn("hour", f.col("id") % 24)
rows.groupBy("hour").count().write.mode("overwrite").parquet(folder)
`;

/** A night of four jobs as a state machine, two of them side by side, against the same jobs one by one. */
export async function night(url: string): Promise<Figure> {
  const s3 = s3Client(url);
  const glue = new GlueClient(clientOptions(url));
  const sfn = new SFNClient(clientOptions(url));
  await s3.send(new CreateBucketCommand({ Bucket: name }));
  await s3.send(new PutObjectCommand({ Bucket: name, Key: "job.py", Body: script }));
  const role = "arn:aws:iam::000000000000:role/bench";
  for (const Name of jobs) {
    const Command = { Name: "glueetl", ScriptLocation: `s3://${name}/job.py` };
    const DefaultArguments = { "--folder": `s3://${name}/${Name}/` };
    await glue.send(new CreateJobCommand({ Name, Role: role, GlueVersion: "6.0", Command, DefaultArguments }));
  }
  const definition = JSON.stringify(definitionOf(jobs));
  const { stateMachineArn = "" } = await sfn.send(new CreateStateMachineCommand({ name, roleArn: role, definition }));
  const [over, alone] = await medianPair(
    { warmUps: 0, pairs: 3 },
    () => timeExecution(sfn, stateMachineArn),
    () => timeJobs(glue),
  );
  glue.destroy();
  sfn.destroy();
  s3.destroy();
  return {
    what: "a night by Step Functions ÷ its jobs",
    measured: over / alone,
    limit: 1.3,
    unit: "×",
    detail: `${over.toFixed(1)} s against ${alone.toFixed(1)} s, median of 3`,
  };
}

function definitionOf([raw, sales, orders, gold]: readonly string[]): object {
  const job = (JobName: string | undefined, more: object): object => ({
    ...{ Type: "Task", Resource: "arn:aws:states:::glue:startJobRun.sync", Arguments: { JobName } },
    ...more,
  });
  const branch = (JobName: string | undefined): object => ({
    StartAt: "Job",
    States: { Job: job(JobName, { End: true }) },
  });
  return {
    QueryLanguage: "JSONata",
    StartAt: "Raw",
    States: {
      Raw: job(raw, { Next: "Silver" }),
      Silver: { Type: "Parallel", Branches: [branch(sales), branch(orders)], Next: "Gold" },
      Gold: job(gold, { End: true }),
    },
  };
}

async function timeExecution(client: SFNClient, stateMachineArn: string): Promise<number> {
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
  for (;;) {
    const { status, startDate, stopDate, cause } = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (status === "SUCCEEDED") {
      return (Number(stopDate) - Number(startDate)) / 1000;
    }
    if (status !== "RUNNING") {
      throw new Error(`The night ended as ${status}: ${cause}`);
    }
    await sleep(100);
  }
}

async function timeJobs(client: GlueClient): Promise<number> {
  const started = Date.now();
  for (const JobName of jobs) {
    const { JobRunId } = await client.send(new StartJobRunCommand({ JobName }));
    for (;;) {
      const { JobRun } = await client.send(new GetJobRunCommand({ JobName, RunId: JobRunId }));
      if (JobRun?.JobRunState === "SUCCEEDED") {
        break;
      }
      if (!["STARTING", "RUNNING"].includes(JobRun?.JobRunState ?? "")) {
        throw new Error(`${JobName} ended as ${JobRun?.JobRunState}: ${JobRun?.ErrorMessage}`);
      }
      await sleep(100);
    }
  }
  return (Date.now() - started) / 1000;
}
