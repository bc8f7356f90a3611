import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { type LocalAws, startLocalAws } from "../../local-aws/server";
import { readInbox, showInbox } from "..";

const dataDir = mkdtempSync(join(tmpdir(), "show-inbox-"));
const before_ = { ...process.env };
let aws: LocalAws;

before(async () => {
  aws = await startLocalAws({ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" });
  process.env.AWS_ENDPOINT_URL = aws.url;
});

after(async () => {
  process.env = before_;
  await aws.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test("the inbox is shown with its links, and on real AWS one is told where to look", async (context) => {
  const printed = context.mock.method(console, "log", () => {});
  const last = (): string => String(printed.mock.calls.at(-1)?.arguments[0]);
  await showInbox();
  assert.equal(last(), "No mail yet.");
  const sns = new SNSClient({ endpoint: aws.url, region: "us-east-1" });
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: "alarms" }));
  for (const Endpoint of ["first@example.com", "second@example.com"]) {
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint }));
  }
  await showInbox();
  assert.match(last(), /^✉ AWS Notification - Subscription Confirmation\nfrom AWS .* to second@example\.com, 20/);
  const link = new RegExp(`  \\| (${aws.url}/\\?Action=ConfirmSubscription\\S+)`).exec(last())?.[1] ?? "";
  assert.equal((await fetch(link)).status, 200);
  assert.deepEqual(
    (await readInbox()).map(({ to }) => to),
    [["second@example.com"], ["first@example.com"]],
  );
  await showInbox(1);
  assert.doesNotMatch(last(), /first@example\.com/);
  assert.match(last(), /1 older ones: http/);
  delete process.env.AWS_ENDPOINT_URL;
  process.env.LAB_TARGET = "aws";
  await showInbox();
  assert.match(last(), /real mailbox/);
  assert.deepEqual(await readInbox(), []);
  sns.destroy();
});
