import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateDatabaseCommand, CreateJobCommand, CreateTableCommand, GlueClient } from "@aws-sdk/client-glue";
import { CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { CreateStateMachineCommand, ListExecutionsCommand, SFNClient } from "@aws-sdk/client-sfn";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { bundleHandler } from "../../helpers/lambda/bundle-handler";
import { type BorrowedAws, borrowAws } from "../../local-aws/testing/borrowed-aws";
import { clientOptions } from "../../local-aws/testing/client-options";

// One upload goes through every service: S3 tells EventBridge, whose rule starts a state machine, which calls a function,
// runs a Glue job and a query to their ends, and mails the answer.

const Bucket = "pipeline";
const role = "arn:aws:iam::000000000000:role/pipeline";
let aws: BorrowedAws;

before(async () => {
  aws = await borrowAws();
});

after(() => aws.giveBack());

const handler = `
  export const handler = async ({ detail }: { detail: { object: { key: string } } }) => {
    const { key } = detail.object;
    return { key, day: /day=([0-9-]+)/.exec(key)?.[1] };
  };`;

/** Writes the rows of one day that are NG, as a job of Python alone. */
const job = `
import sys
import boto3
from awsglue.utils import getResolvedOptions

args = getResolvedOptions(sys.argv, ["key"])
s3 = boto3.client("s3")
rows = s3.get_object(Bucket="${Bucket}", Key=args["key"])["Body"].read().decode().splitlines()
kept = [row for row in rows if row.endswith(",NG")]
s3.put_object(Bucket="${Bucket}", Key="ng/" + args["key"].split("/")[-1], Body="\\n".join(kept) + "\\n")
`;

const definition = {
  StartAt: "WhichDay",
  States: {
    WhichDay: {
      Type: "Task",
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: "which-day", "Payload.$": "$" },
      ResultSelector: { "day.$": "$.Payload.day", "key.$": "$.Payload.key" },
      Next: "KeepNg",
    },
    KeepNg: {
      Type: "Task",
      Resource: "arn:aws:states:::glue:startJobRun.sync",
      Parameters: { JobName: "keep-ng", Arguments: { "--key.$": "$.key" } },
      ResultPath: null,
      Next: "Ask",
    },
    Ask: {
      Type: "Task",
      Resource: "arn:aws:states:::athena:startQueryExecution.sync",
      Parameters: {
        QueryString: "SELECT line, count(*) AS ng FROM ng GROUP BY line ORDER BY line",
        QueryExecutionContext: { Database: "pipeline" },
        ResultConfiguration: { OutputLocation: `s3://${Bucket}/answers/` },
      },
      ResultSelector: { "id.$": "$.QueryExecution.QueryExecutionId" },
      ResultPath: "$.query",
      Next: "Read",
    },
    Read: {
      Type: "Task",
      Resource: "arn:aws:states:::athena:getQueryResults",
      Parameters: { "QueryExecutionId.$": "$.query.id" },
      ResultSelector: { "rows.$": "$.ResultSet.Rows[1:].Data[*].VarCharValue" },
      ResultPath: "$.answer",
      Next: "Mail",
    },
    Mail: {
      Type: "Task",
      Resource: "arn:aws:states:::sns:publish",
      Parameters: {
        TopicArn: "arn:aws:sns:us-east-1:000000000000:ng",
        "Message.$": "States.Format('{} has {}', $.day, States.JsonToString($.answer.rows))",
        Subject: "NG parts",
      },
      End: true,
    },
  },
};

interface Mail {
  readonly subject: string;
  readonly text?: string;
}

async function mails(): Promise<Mail[]> {
  const answer = (await (await fetch(`${aws.url}/_local/inbox`)).json()) as { mails: Mail[] };
  return answer.mails;
}

async function mailThat(holds: (mail: Mail) => boolean | undefined): Promise<Mail> {
  for (const until = Date.now() + 120_000; Date.now() < until; await sleep(50)) {
    const found = (await mails()).find(holds);
    if (found !== undefined) {
      return found;
    }
  }
  return assert.fail("no such mail");
}

test("an upload ends as a mail with the answer of a query", async () => {
  const options = clientOptions(aws.url);
  const s3 = new S3Client({ ...options, forcePathStyle: true });
  const glue = new GlueClient(options);
  const sns = new SNSClient(options);
  const states = new SFNClient(options);
  const events = new EventBridgeClient(options);

  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "scripts/keep_ng.py", Body: job }));
  await s3.send(
    new PutBucketNotificationConfigurationCommand({
      Bucket,
      NotificationConfiguration: { EventBridgeConfiguration: {} },
    }),
  );
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "pipeline" } }));
  const Columns = ["part", "line", "judgement"].map((Name) => ({ Name, Type: "string" }));
  await glue.send(
    new CreateTableCommand({
      DatabaseName: "pipeline",
      TableInput: {
        Name: "ng",
        TableType: "EXTERNAL_TABLE",
        StorageDescriptor: {
          Columns,
          Location: `s3://${Bucket}/ng/`,
          InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
          OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
          SerdeInfo: {
            SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
            Parameters: { "field.delim": "," },
          },
        },
      },
    }),
  );
  await glue.send(
    new CreateJobCommand({
      Name: "keep-ng",
      Role: role,
      Command: { Name: "pythonshell", PythonVersion: "3.9", ScriptLocation: `s3://${Bucket}/scripts/keep_ng.py` },
    }),
  );
  await new LambdaClient(options).send(
    new CreateFunctionCommand({
      FunctionName: "which-day",
      Runtime: "nodejs20.x",
      Handler: "index.handler",
      Role: role,
      Code: { ZipFile: await bundleHandler({ source: handler }) },
    }),
  );
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "ng" }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "line@example.com" }));
  const invitation = await mailThat(({ text }) => text?.includes("ConfirmSubscription"));
  const link = /https?:\S+ConfirmSubscription\S+/.exec(invitation.text ?? "")?.[0] ?? "";
  assert.equal((await fetch(link)).status, 200);
  const machine = await states.send(
    new CreateStateMachineCommand({ name: "ng", roleArn: role, definition: JSON.stringify(definition) }),
  );
  const EventPattern = {
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    detail: { bucket: { name: [Bucket] }, object: { key: [{ prefix: "raw/" }] } },
  };
  await events.send(new PutRuleCommand({ Name: "uploads", EventPattern: JSON.stringify(EventPattern) }));
  await events.send(
    new PutTargetsCommand({
      Rule: "uploads",
      Targets: [{ Id: "machine", Arn: machine.stateMachineArn, RoleArn: role }],
    }),
  );

  const parts = ["p1,L1,OK", "p2,L1,NG", "p3,L2,NG", "p4,L2,NG", "p5,L3,OK"];
  const Key = "raw/day=2025-07-12/parts.csv";
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: `${parts.join("\n")}\n` }));

  const mail = await mailThat(({ subject }) => subject === "NG parts");
  assert.equal(mail.text?.split("\n")[0], '2025-07-12 has ["L1","1","L2","2"]');
  const { executions = [] } = await states.send(
    new ListExecutionsCommand({ stateMachineArn: machine.stateMachineArn }),
  );
  assert.equal(executions.length, 1, "what the job and the query write starts nothing");
});
