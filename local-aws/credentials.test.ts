import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateDatabaseCommand,
  CreateJobCommand,
  GetDatabasesCommand,
  GetJobRunCommand,
  GlueClient,
  StartJobRunCommand,
} from "@aws-sdk/client-glue";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { readCredentials } from "./protocol/signatures/credentials";
import { type LocalAws, startLocalAws } from "./server";

const credentials = { accessKeyId: "AKIALABSTUDENT", secretAccessKey: "the/secret+of=this-test" };
const bucket = "signed-lab";
let dataDir: string;
let aws: LocalAws;

before(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "credentials-"));
  aws = await startLocalAws({ port: 0, host: "0.0.0.0", dataDir, credentials: [credentials] });
});

after(async () => {
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function config(signer = credentials, systemClockOffset = 0) {
  return {
    endpoint: aws.url.replace("0.0.0.0", "127.0.0.1"),
    region: "us-east-1",
    credentials: signer,
    maxAttempts: 1,
    systemClockOffset,
  };
}

/** One request to each service of its own error shape. */
const calls = {
  glue: (options) => new GlueClient(options).send(new GetDatabasesCommand({})),
  athena: (options) => new AthenaClient(options).send(new GetQueryExecutionCommand({ QueryExecutionId: "x" })),
  logs: (options) => new CloudWatchLogsClient(options).send(new DescribeLogGroupsCommand({})),
  sts: (options) => new STSClient(options).send(new GetCallerIdentityCommand({})),
} satisfies Record<string, (options: ReturnType<typeof config>) => Promise<unknown>>;

async function errorOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "none",
    (error: Error) => error.name,
  );
}

test("each service refuses wrong secrets, unknown keys and wrong clocks with its own errors", async () => {
  const wrongSecret = { ...credentials, secretAccessKey: "wrong" };
  const unknown = { accessKeyId: "AKIAUNKNOWN", secretAccessKey: "x" };
  for (const name of ["glue", "athena", "logs"] as const) {
    assert.equal(await errorOf(calls[name](config(wrongSecret))), "InvalidSignatureException", name);
    assert.equal(await errorOf(calls[name](config(unknown))), "UnrecognizedClientException", name);
    assert.equal(await errorOf(calls[name](config(credentials, -6 * 60_000))), "InvalidSignatureException", name);
  }
  assert.equal(await errorOf(calls.sts(config(wrongSecret))), "SignatureDoesNotMatch");
  assert.equal(await errorOf(calls.sts(config(unknown))), "InvalidClientTokenId");
  const strange = { ...credentials, sessionToken: "of nobody" };
  for (const name of ["glue", "athena", "logs"] as const) {
    assert.equal(await errorOf(calls[name](config(strange))), "UnrecognizedClientException", name);
  }
  assert.equal(await errorOf(calls.sts(config(strange))), "InvalidClientTokenId");
  for (const name of ["glue", "logs", "sts"] as const) {
    assert.equal(await errorOf(calls[name](config())), "none", name);
  }
});

test("a request without a signature gets to no service", async () => {
  const { endpoint } = config();
  const targets = ["AWSGlue.GetDatabases", "AmazonAthena.ListWorkGroups", "Logs_20140328.DescribeLogGroups"];
  for (const target of [...targets, "AmazonSSM.DescribeParameters"]) {
    const headers = { "x-amz-target": target, "content-type": "application/x-amz-json-1.1" };
    const response = await fetch(endpoint, { method: "POST", body: "{}", headers });
    assert.equal(response.status, 400, target);
    assert.match(await response.text(), /MissingAuthenticationTokenException/, target);
  }
  assert.match(await (await fetch(endpoint)).text(), /<Code>AccessDenied<\/Code>/);
});

test("a job's script and Trino sign with the credentials that were given, and the secret lies in no file", async () => {
  const s3 = new S3Client({ ...config(), forcePathStyle: true });
  const glue = new GlueClient(config());
  const athena = new AthenaClient(config());
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const script = [
    "import boto3",
    `boto3.client('s3').put_object(Bucket='${bucket}', Key='from/job.txt', Body=b'signed by the job')`,
    "print(boto3.client('sts').get_caller_identity()['Account'])",
  ];
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "job.py", Body: script.join("\n") }));
  await glue.send(
    new CreateJobCommand({
      Name: "signed",
      Role: "arn:aws:iam::000000000000:role/lab",
      GlueVersion: "6.0",
      Command: { Name: "glueetl", ScriptLocation: `s3://${bucket}/job.py` },
    }),
  );
  const { JobRunId } = await glue.send(new StartJobRunCommand({ JobName: "signed" }));
  let state: string | undefined;
  for (state = "STARTING"; state === "STARTING" || state === "RUNNING"; await sleep(100)) {
    const { JobRun } = await glue.send(new GetJobRunCommand({ JobName: "signed", RunId: JobRunId }));
    state = JobRun?.JobRunState;
  }
  assert.equal(state, "SUCCEEDED");
  const written = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: "from/job.txt" }));
  assert.equal(await written.Body?.transformToString(), "signed by the job");

  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "signed" } }));
  const query = async (sql: string) => {
    const { QueryExecutionId } = await athena.send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        QueryExecutionContext: { Database: "signed" },
        ResultConfiguration: { OutputLocation: `s3://${bucket}/athena-results/` },
      }),
    );
    for (;;) {
      const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
      const { State = "", StateChangeReason } = QueryExecution?.Status ?? {};
      if (!["QUEUED", "RUNNING"].includes(State)) {
        assert.equal(State, "SUCCEEDED", StateChangeReason);
        return athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
      }
      await sleep(50);
    }
  };
  await query(
    `CREATE TABLE parts WITH (external_location = 's3://${bucket}/parts/', format = 'PARQUET') AS SELECT * FROM UNNEST(sequence(1, 10000)) AS t(part)`,
  );
  const { ResultSet } = await query("SELECT count(*), sum(part) FROM parts");
  assert.deepEqual(
    ResultSet?.Rows?.[1]?.Data?.map(({ VarCharValue }) => VarCharValue),
    ["10000", "50005000"],
  );
  for (const name of readdirSync(dataDir, { recursive: true, encoding: "utf8" })) {
    const path = join(dataDir, name);
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) {
      assert.ok(!readFileSync(path).includes(credentials.secretAccessKey), `the secret is in ${name}`);
    }
  }
});

test("listening beyond this machine without credentials is refused, and nothing is left behind", async () => {
  const unused = mkdtempSync(join(tmpdir(), "refused-"));
  try {
    for (const host of ["0.0.0.0", "::", "192.168.1.7", "lab.school"]) {
      await assert.rejects(
        startLocalAws({ port: 0, host, dataDir: unused }),
        /needs credentials: Glue jobs run any program.*--credentials/,
      );
    }
    assert.deepEqual(readdirSync(unused), []);
  } finally {
    rmSync(unused, { recursive: true });
  }
});

test("credentials that all need a session token are refused: nothing could run jobs with them", async () => {
  const temporary = { ...credentials, sessionToken: "token" };
  await assert.rejects(
    startLocalAws({ port: 0, host: "127.0.0.1", dataDir: join(dataDir, "unused"), credentials: [temporary] }),
    /add a profile without aws_session_token/,
  );
});

test("credentials come as KEY:SECRET or from a file like ~/.aws/credentials", () => {
  assert.deepEqual(readCredentials("KEY123:se:cr/et"), [{ accessKeyId: "KEY123", secretAccessKey: "se:cr/et" }]);
  const file = join(dataDir, "credentials-file");
  writeFileSync(
    file,
    "# two people\n[default]\naws_access_key_id = ONE\naws_secret_access_key=s=1\nregion = x\naws_session_token = t=1\n[other]\naws_secret_access_key = s2\r\naws_access_key_id = TWO\r\n[empty]\naws_access_key_id = THREE\n",
  );
  assert.deepEqual(readCredentials(file), [
    { accessKeyId: "ONE", secretAccessKey: "s=1", sessionToken: "t=1" },
    { accessKeyId: "TWO", secretAccessKey: "s2" },
  ]);
  writeFileSync(file, "nothing");
  assert.throws(() => readCredentials(file), /There are no credentials in/);
  assert.throws(() => readCredentials(join(dataDir, "missing")), /KEY:SECRET or the path/);
});
