import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchClient, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { DescribeDBInstancesCommand, RDSClient } from "@aws-sdk/client-rds";
import { ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { ListSecretsCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { DescribeParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { clientOptions } from "../../local-aws/testing/client-options";
import { root } from "../../processes/project";
import type { Figure } from "./figure";

interface Health {
  readonly athena: { readonly state: string };
}

/** From the start of `npm run local-aws` until S3 and Glue answer and until Athena does; and the memory then. */
export async function ready(dataDir: string, port: number): Promise<Figure[]> {
  const started = Date.now();
  const main = join(root, "dist", "local-aws", "main.js");
  const child = spawn(process.execPath, [main, "--port", String(port), "--data", dataDir], { stdio: "ignore" });
  try {
    await until(port, () => true);
    const answers = (Date.now() - started) / 1000;
    const alone = megabytes(child, false);
    await until(port, ({ athena }) => athena.state === "ready");
    const athena = (Date.now() - started) / 1000;
    await sleep(2_000);
    const withTrino = megabytes(child, true);
    await wakeAll(`http://127.0.0.1:${port}`);
    await sleep(2_000);
    const woken = megabytes(child, false);
    const detail = "from the start of the process";
    return [
      { what: "S3 and Glue ready", measured: answers, limit: 0.5, unit: "s", detail },
      { what: "Athena ready, in the background", measured: athena, limit: 6, unit: "s", detail },
      { what: "memory without Trino", measured: alone, limit: 100, unit: "MB", detail: "resident" },
      { what: "memory with Trino, idle", measured: withTrino, limit: 600, unit: "MB", detail: "resident" },
      {
        what: "memory, every service woken",
        measured: woken,
        limit: 134,
        unit: "MB",
        detail: "resident, without Trino",
      },
    ];
  } finally {
    child.kill("SIGTERM");
    await new Promise((done) => child.once("exit", done));
  }
}

/** Asks each service that is read when it is first wanted. */
async function wakeAll(url: string): Promise<void> {
  const options = clientOptions(url);
  await Promise.all([
    new CloudWatchClient(options).send(new ListMetricsCommand({})),
    new LambdaClient(options).send(new ListFunctionsCommand({})),
    new RDSClient(options).send(new DescribeDBInstancesCommand({})),
    new SchedulerClient(options).send(new ListSchedulesCommand({})),
    new SecretsManagerClient(options).send(new ListSecretsCommand({})),
    new SFNClient(options).send(new ListStateMachinesCommand({})),
    new SSMClient(options).send(new DescribeParametersCommand({})),
  ]);
}

async function until(port: number, reached: (health: Health) => boolean): Promise<void> {
  for (;;) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/_local/health`);
      if (reached((await response.json()) as Health)) {
        return;
      }
    } catch {
      // it does not listen yet
    }
    await sleep(50);
  }
}

/** Resident memory of a process, with its children where asked for. */
function megabytes(child: ChildProcess, withChildren: boolean): number {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,rss="], { encoding: "utf8" }).trim().split("\n");
  const rows = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const counted = rows.filter(([pid, parent]) => pid === child.pid || (withChildren && parent === child.pid));
  return counted.reduce((sum, [, , kilobytes = 0]) => sum + kilobytes, 0) / 1000;
}
