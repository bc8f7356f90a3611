import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Mail } from "../inbox/inbox";
import { type LocalAws, startLocalAws } from "../server";
import { clientOptions } from "../testing/client-options";

const dataDir = mkdtempSync(join(tmpdir(), "sns-confirm-"));
const credentials = { accessKeyId: "key", secretAccessKey: "secret" };
let aws: LocalAws;
let sns: SNSClient;
let web: Server;
let webUrl: string;
/** What the web server answers with, and what it got. */
const web_ = { statuses: [] as number[], got: [] as { headers: IncomingHttpHeaders; body: string }[] };

before(async () => {
  // credentials are asked for, as links have none
  aws = await startLocalAws({
    ...{ port: 0, host: "127.0.0.1", dataDir, trinoUrl: "http://127.0.0.1:9" },
    credentials: [credentials],
  });
  sns = new SNSClient({ ...clientOptions(aws.url), credentials });
  web = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) {
      parts.push(part as Buffer);
    }
    web_.got.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
    response.writeHead(web_.statuses.shift() ?? 200);
    response.end();
    web.emit("got");
  });
  await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
  webUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}/hook`;
});

after(async () => {
  sns.destroy();
  await aws.close();
  web.closeAllConnections();
  web.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function topic(Name: string): Promise<string> {
  return (await sns.send(new CreateTopicCommand({ Name }))).TopicArn ?? "";
}

async function subscribe(TopicArn: string, Protocol: string, Endpoint: string, Attributes?: Record<string, string>) {
  return (await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes }))).SubscriptionArn;
}

const shown = async (TopicArn: string) =>
  ((await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions ?? []).map(
    (one) => one.SubscriptionArn,
  );

/** The next request to the web server. */
async function request() {
  if (web_.got.length === 0) {
    await once(web, "got", { signal: AbortSignal.timeout(10_000) });
  }
  return web_.got.shift() as (typeof web_.got)[number];
}

const inbox = async (): Promise<Mail[]> =>
  ((await (await fetch(`${aws.url}/_local/inbox`)).json()) as { mails: Mail[] }).mails;
const page = async (path: string): Promise<string> =>
  (await fetch(`${aws.url}${path}`, { headers: { accept: "text/html,*/*" } })).text();

test("a web server is asked to confirm, gets what is published, and is told of the end", async () => {
  const arn = await topic("web");
  assert.equal(await subscribe(arn, "http", webUrl), "pending confirmation");
  assert.deepEqual(await shown(arn), ["PendingConfirmation"]);
  const asked = await request();
  assert.equal(asked.headers["x-amz-sns-message-type"], "SubscriptionConfirmation");
  assert.equal(asked.headers["content-type"], "text/plain; charset=UTF-8");
  const { SubscribeURL = "", Token = "", Type } = JSON.parse(asked.body) as Record<string, string>;
  assert.equal(Type, "SubscriptionConfirmation");
  await sns.send(new PublishCommand({ TopicArn: arn, Message: "not yet" }));
  const wrong = new ConfirmSubscriptionCommand({ TopicArn: arn, Token: `${Token}0` });
  await assert.rejects(sns.send(wrong), /Invalid parameter: Token/);
  const answer = await fetch(SubscribeURL);
  assert.equal(answer.status, 200);
  const [subscription = ""] = await shown(arn);
  assert.match(await answer.text(), new RegExp(`<SubscriptionArn>${subscription}</SubscriptionArn>`));

  web_.statuses.push(500);
  const { MessageId } = await sns.send(new PublishCommand({ TopicArn: arn, Message: "now", Subject: "s" }));
  const first = await request();
  const second = await request();
  assert.equal(second.body, first.body);
  assert.equal(second.headers["x-amz-sns-message-id"], MessageId);
  assert.equal(second.headers["x-amz-sns-subscription-arn"], subscription);
  const notice = JSON.parse(second.body) as Record<string, string>;
  assert.deepEqual([notice.Type, notice.Message, notice.Subject], ["Notification", "now", "s"]);

  assert.equal((await fetch(notice.UnsubscribeURL ?? "")).status, 200);
  assert.deepEqual(await shown(arn), []);
  assert.equal((await request()).headers["x-amz-sns-message-type"], "UnsubscribeConfirmation");
});

test("what a web server refuses for good is not tried again and goes to the dead-letter queue, raw as it was", async () => {
  const arn = await topic("refused");
  const sqs = new SQSClient({ ...clientOptions(aws.url), credentials });
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "refused" }));
  const RedrivePolicy = '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:refused"}';
  await subscribe(arn, "http", webUrl, { RawMessageDelivery: "true", RedrivePolicy });
  const { Token } = JSON.parse((await request()).body) as Record<string, string>;
  await sns.send(new ConfirmSubscriptionCommand({ TopicArn: arn, Token, AuthenticateOnUnsubscribe: "true" }));
  web_.statuses.push(403);
  await sns.send(new PublishCommand({ TopicArn: arn, Message: "raw text" }));
  const { headers, body } = await request();
  assert.deepEqual([body, headers["x-amz-sns-rawdelivery"]], ["raw text", "true"]);
  const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
  assert.equal(Messages?.[0]?.Body, "raw text");
  assert.equal(web_.got.length, 0);
  const [subscription] = await shown(arn);
  const link = `${aws.url}/?Action=Unsubscribe&SubscriptionArn=${subscription}`;
  assert.equal((await fetch(link)).status, 403, "only a signed request ends it");
  assert.deepEqual(await shown(arn), [subscription]);
  sqs.destroy();
});

test("mail lies in the inbox: the link in it confirms, and later ends, the subscription", async () => {
  const arn = await topic("mail");
  assert.equal(await subscribe(arn, "email", "student@example.com"), "pending confirmation");
  const [asked] = await inbox();
  assert.deepEqual(
    [asked?.service, asked?.to, asked?.from.includes("no-reply@sns.amazonaws.com")],
    ["sns", ["student@example.com"], true],
  );
  const link = /http\S+ConfirmSubscription\S+/.exec(asked?.text ?? "")?.[0] ?? "";
  assert.equal((await fetch(link)).status, 200);
  const hostile = '<script>alert(1)</script> & "quotes" http://127.0.0.1/?a=1&b=<b>';
  await sns.send(new PublishCommand({ TopicArn: arn, Message: hostile, Subject: "<b>Line</b> 3" }));
  const [mail, ...before] = await inbox();
  assert.equal(before.length, 1);
  assert.ok(mail?.text?.startsWith(hostile));
  const list = await page("/_local/inbox");
  assert.match(list, /student@example\.com/);
  assert.match(list, /&lt;b&gt;Line&lt;\/b&gt; 3/);
  const one = await page(`/_local/inbox/${mail?.id}`);
  assert.match(
    one,
    /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; &quot;quotes&quot; <a href="http:\/\/127\.0\.0\.1\/\?a=1&amp;b="/,
  );
  assert.doesNotMatch(list + one, /<script|<b>/);
  assert.deepEqual(await (await fetch(`${aws.url}/_local/inbox/${mail?.id}`)).json(), mail);
  assert.equal((await fetch(`${aws.url}/_local/inbox/none`)).status, 404);
  assert.equal((await fetch(`${aws.url}/_local/inbox`, { method: "DELETE" })).status, 405);

  const end = /http\S+Unsubscribe\S+/.exec(mail?.text ?? "")?.[0] ?? "";
  assert.equal((await fetch(end)).status, 200);
  assert.deepEqual(await shown(arn), []);
  await fetch(`${aws.url}/_local/reset`, { method: "POST" });
  assert.deepEqual(await inbox(), []);
});

test("email-json gets the envelope; other requests without a signature are refused as before", async () => {
  const arn = await topic("json");
  await subscribe(arn, "email-json", "robot@example.com");
  const link = /http\S+ConfirmSubscription\S+/.exec((await inbox())[0]?.text ?? "")?.[0] ?? "";
  await fetch(link);
  await sns.send(
    new PublishCommand({
      TopicArn: arn,
      Message: '{"default": "all", "email-json": "mine"}',
      MessageStructure: "json",
    }),
  );
  const [mail] = await inbox();
  assert.equal((JSON.parse(mail?.text ?? "") as Record<string, string>).Message, "mine");
  for (const query of [
    "Action=ListTopics",
    `Action=Publish&TopicArn=${arn}&Message=m`,
    `TopicArn=${arn}&Action=Unsubscribe`,
  ]) {
    assert.equal((await fetch(`${aws.url}/?${query}`)).status, 403, query);
  }
});
