import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CreateJobCommand, GetJobRunsCommand } from "@aws-sdk/client-glue";
import { CreateFunctionCommand, LambdaClient, waitUntilFunctionActiveV2 } from "@aws-sdk/client-lambda";
import { CreateStateMachineCommand, SFNClient } from "@aws-sdk/client-sfn";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { lambda } from "../../../helpers";
import { root } from "../../../processes/project";
import { putGround } from "../../engine/lab/state";
import { startTestLab, type TestLab } from "../../engine/testing/test-lab";
import { kioskNames } from "../orchestration/kiosk";
import { runMachine } from "../orchestration/run-machine";
import { Mailbox } from "../orchestration/watched-night";
import { workshop } from "../workshop";

// The state machine and the function of the lesson, where raw fails: what they do where all goes well is the lesson's to show.

const folder = join(root, "glue-scripts", "retail");
const roleArn = "arn:aws:iam::000000000000:role/retail-lab-glue-role";
let own: TestLab;
let mailbox: Mailbox;
let machine = "";

before(async () => {
  own = await startTestLab(workshop);
  const { lab } = own;
  await putGround(lab);
  await lab.put("scripts/raw.py", "import sys\nsys.exit('the database does not answer')\n");
  const Command = { Name: "pythonshell", PythonVersion: "3.9", ScriptLocation: `s3://${lab.bucket}/scripts/raw.py` };
  await lab.glue.send(new CreateJobCommand({ Name: "retail_raw", Role: roleArn, Command, MaxRetries: 0 }));
  // the mailbox listens to the kiosk's topic: it stands for the store's here
  mailbox = await Mailbox.open();
  const { TopicArn = "" } = await new SNSClient().send(new CreateTopicCommand({ Name: kioskNames.topic }));
  const compute = new LambdaClient();
  const FunctionName = "retail-notify";
  await compute.send(
    new CreateFunctionCommand({
      ...{ FunctionName, Runtime: "nodejs20.x", Handler: "retail-notify.handler", Role: roleArn, Timeout: 30 },
      Code: { ZipFile: await lambda.bundleHandler(join(folder, "functions", "retail-notify.ts")) },
      Environment: { Variables: { TOPIC_ARN: TopicArn } },
    }),
  );
  await waitUntilFunctionActiveV2({ client: compute, maxWaitTime: 60 }, { FunctionName });
  const places: Record<string, string> = {
    Bucket: "a-lake",
    Connection: "a-connection",
    Role: roleArn,
    NotifyFunction: FunctionName,
  };
  const text = readFileSync(join(folder, "state-machines", "retail-daily-batch.asl.json"), "utf8");
  const definition = text.replace(/\$\{(\w+)\}/g, (place, name: string) => {
    assert.ok(name in places, place);
    return places[name] ?? "";
  });
  const made = await new SFNClient().send(
    new CreateStateMachineCommand({ name: "retail-daily-batch", roleArn, definition }),
  );
  machine = made.stateMachineArn ?? "";
});
after(async () => {
  await mailbox.close();
  await own.close();
});

test("a night brings the store's day, tries raw twice, mails what failed, and ends red", async () => {
  // half past one on the 31st in Seoul
  const end = await runMachine(machine, { scheduled: "2017-08-30T16:30:00Z" }, { seconds: 60 });
  assert.equal(end.isGreen, false);
  assert.match(end.reason, /^States\.TaskFailed: retail_raw: Command failed with exit code 1$/);
  const { JobRuns = [] } = await own.lab.glue.send(new GetJobRunsCommand({ JobName: "retail_raw" }));
  const asked = { "--from": "2017-08-30", "--to": "2017-08-30", "--bucket": "a-lake", "--connection": "a-connection" };
  assert.deepEqual(
    JobRuns.map(({ Arguments }) => Arguments),
    [asked, asked],
  );
  const mails = await mailbox.read(2);
  assert.deepEqual(
    mails.map(({ subject }) => subject),
    ["Retail batch 2017-08-30: FAILED at raw"],
  );
  assert.match(mails[0]?.text ?? "", /Job retail_raw: Command failed with exit code 1/);
});

test("of ranges, each is tried, each is mailed, and the end names those that failed", async () => {
  const ranges = [
    { from: "2017-07-01", to: "2017-07-15" },
    { from: "2017-07-16", to: "2017-07-31" },
  ];
  const end = await runMachine(machine, { ranges }, { seconds: 90 });
  assert.equal(end.isGreen, false);
  assert.equal(end.reason, "RangesFailed: 2017-07-01 to 2017-07-15, 2017-07-16 to 2017-07-31");
  assert.deepEqual(
    (await mailbox.read(2)).map(({ subject }) => subject),
    ["Retail batch 2017-07-01 to 2017-07-15: FAILED at raw", "Retail batch 2017-07-16 to 2017-07-31: FAILED at raw"],
  );
});
