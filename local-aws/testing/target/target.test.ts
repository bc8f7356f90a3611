import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CloudWatchClient, DescribeAlarmsCommand, ListDashboardsCommand } from "@aws-sdk/client-cloudwatch";
import { EventBridgeClient, ListEventBusesCommand, ListRulesCommand } from "@aws-sdk/client-eventbridge";
import { LambdaClient, ListFunctionsCommand, ListLayersCommand } from "@aws-sdk/client-lambda";
import { DescribeDBInstancesCommand, RDSClient } from "@aws-sdk/client-rds";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import { ListSecretsCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { ListActivitiesCommand, ListStateMachinesCommand, SFNClient } from "@aws-sdk/client-sfn";
import { ListSubscriptionsCommand, ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { DescribeParametersCommand, SSMClient } from "@aws-sdk/client-ssm";
import { root } from "../../../processes/project";
import { type LocalAws, startLocalAws } from "../../server";
import { clientOptions } from "../client-options";

// The tests that run in an account run here in an account that is none: another embedded AWS, behind AWS_ENDPOINT_URL.

const dataDir = mkdtempSync(join(tmpdir(), "lab-account-"));
let aws: LocalAws;

before(async () => {
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
});

after(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The test files that say which of their tests run anywhere. */
const files = readdirSync(join(root, "local-aws"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".test.ts"))
  .filter((name) => /(?:anywhere|withRole),\s+async/.test(readFileSync(join(root, "local-aws", name), "utf8")))
  .map((name) => join(root, "dist", "local-aws", name.replace(/\.ts$/, ".js")));

interface Outcome {
  readonly code: number;
  readonly output: string;
  readonly passed: number;
  /** Why tests were skipped, each reason once. */
  readonly reasons: readonly string[];
}

/** Runs test files with `LAB_TARGET=aws`, and credentials where they are given. */
async function runAway(names: readonly string[], variables: Readonly<Record<string, string>>): Promise<Outcome> {
  const nowhere = join(dataDir, "none");
  const { NODE_TEST_CONTEXT: _, AWS_ACCESS_KEY_ID: __, AWS_PROFILE: ___, ...env } = process.env;
  const noCredentials = {
    ...{ AWS_SHARED_CREDENTIALS_FILE: nowhere, AWS_CONFIG_FILE: nowhere, AWS_EC2_METADATA_DISABLED: "true" },
  };
  const child = spawn(
    process.execPath,
    ["--test", "--test-force-exit", "--test-reporter=tap", "--test-concurrency=3", ...names],
    { env: { ...env, ...noCredentials, LAB_TARGET: "aws", ...variables } },
  );
  const parts: Buffer[] = [];
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  child.stderr.on("data", (part: Buffer) => parts.push(part));
  const [code] = (await once(child, "close")) as [number];
  const output = Buffer.concat(parts).toString();
  const reasons = [...output.matchAll(/# SKIP (.+)/g)].map(([, reason = ""]) => reason);
  const passed = Number(/^# pass (\d+)/m.exec(output)?.[1]);
  return { code, output, passed, reasons: [...new Set(reasons)].sort() };
}

const inside = "looks inside the embedded AWS";

test("in an account the tests that speak AWS's protocol alone run, and leave nothing there", async () => {
  const options = { ...clientOptions(aws.url), region: "eu-central-1" };
  assert.ok(files.length > 10, files.join());
  const { code, output, passed, reasons } = await runAway(files, {
    ...{ AWS_ENDPOINT_URL: aws.url, AWS_REGION: "eu-central-1" },
    ...{ AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local" },
    LAB_TARGET_ROLE: "arn:aws:iam::000000000000:role/labtest",
  });
  assert.equal(code, 0, output);
  assert.deepEqual(reasons, [inside]);
  assert.ok(passed > 70, `${passed} passed`);
  const { EventBuses = [] } = await new EventBridgeClient(options).send(new ListEventBusesCommand({}));
  assert.deepEqual(
    EventBuses.map(({ Name }) => Name),
    ["default"],
  );
  const lists = [
    new SQSClient(options).send(new ListQueuesCommand({})),
    new SNSClient(options).send(new ListTopicsCommand({})),
    new SNSClient(options).send(new ListSubscriptionsCommand({})),
    new EventBridgeClient(options).send(new ListRulesCommand({})),
    new SchedulerClient(options).send(new ListSchedulesCommand({})),
    new LambdaClient(options).send(new ListFunctionsCommand({})),
    new LambdaClient(options).send(new ListLayersCommand({})),
    new SFNClient(options).send(new ListStateMachinesCommand({})),
    new SFNClient(options).send(new ListActivitiesCommand({})),
    new CloudWatchClient(options).send(new DescribeAlarmsCommand({})),
    new CloudWatchClient(options).send(new ListDashboardsCommand({})),
    new SecretsManagerClient(options).send(new ListSecretsCommand({ IncludePlannedDeletion: true })),
    new SSMClient(options).send(new DescribeParametersCommand({})),
    new S3Client({ ...options, forcePathStyle: true }).send(new ListBucketsCommand({})),
    new RDSClient(options).send(new DescribeDBInstancesCommand({})),
  ];
  for (const answer of await Promise.all(lists)) {
    const { $metadata: _, Owner: __, ...rest } = answer as unknown as Record<string, unknown>;
    const left = Object.values(rest).filter((list) => !(list === undefined || (list as unknown[]).length === 0));
    assert.ok(left.every(isBeingDeleted), JSON.stringify(left));
  }
});

/** A database takes its time to be deleted. */
function isBeingDeleted(list: unknown): boolean {
  return (list as { DBInstanceStatus?: string }[]).every(({ DBInstanceStatus }) => DBInstanceStatus === "deleting");
}

test("without credentials, or without a role, tests are skipped and say so; wrong ones are told", async () => {
  const some = files.filter((name) => /states[/\\](?:jsonata|handlers)|scheduler\.test/.test(name));
  assert.equal(some.length, 3);
  const none = await runAway(some, {});
  assert.deepEqual([none.code, none.passed], [0, 0], none.output);
  assert.deepEqual(none.reasons, ["LAB_TARGET=aws, but there are no credentials of an AWS account", inside]);
  const credentials = { AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local", AWS_REGION: "us-east-1" };
  const roleless = await runAway(some, { ...credentials, AWS_ENDPOINT_URL: aws.url });
  assert.deepEqual([roleless.code, roleless.passed], [0, 0], roleless.output);
  assert.deepEqual(roleless.reasons, ["LAB_TARGET_ROLE names no role", inside]);
  const deaf = await runAway(some.slice(0, 1), { ...credentials, AWS_ENDPOINT_URL: "http://127.0.0.1:9" });
  assert.notEqual(deaf.code, 0);
  assert.match(deaf.output, /LAB_TARGET=aws: /);
});
