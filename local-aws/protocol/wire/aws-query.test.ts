import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as rds from "@aws-sdk/client-rds";
import * as sns from "@aws-sdk/client-sns";
import { clientOptions } from "../../testing/client-options";
import { awsQuery } from "./aws-query";
import { type AnyClient, testError, testRoundTrips } from "./testing/round-trips";
import { startTestService } from "./testing/test-service";

const open: { close(): void }[] = [];

after(() => {
  for (const each of open) {
    each.close();
  }
});

test("inputs and answers of all operations of SNS and RDS go through the SDK as they are", async () => {
  const topics = await startTestService("sns", [awsQuery({ namespace: "http://sns.amazonaws.com/doc/2010-03-31/" })]);
  const databases = await startTestService("rds", [
    awsQuery({ namespace: "http://rds.amazonaws.com/doc/2014-10-31/" }),
  ]);
  open.push(topics, databases);
  assert.ok((await testRoundTrips(topics, client(new sns.SNSClient(clientOptions(topics.url))), sns, 3)) > 35);
  assert.ok((await testRoundTrips(databases, client(new rds.RDSClient(clientOptions(databases.url))), rds, 1)) > 150);
});

test("an exception has the code and the status that AWS's model gives it", async () => {
  const service = await startTestService("sns", [awsQuery({ namespace: "http://sns.amazonaws.com/doc/2010-03-31/" })]);
  open.push(service);
  const own = client(new sns.SNSClient(clientOptions(service.url)));
  const command = new sns.PublishCommand({ TopicArn: "arn", Message: "m" });
  assert.equal(await testError(service, own, sns, "NotFoundException", command), 404);
  const answer = await fetch(`${service.url}/?Action=Publish&Message=m`);
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /<Type>Sender<\/Type><Code>NotFound<\/Code><Message>It &lt;went&gt; &amp; wrong\./);
});

test("what is no query is refused in the protocol's shape", async () => {
  const service = await startTestService("sns", [awsQuery({ namespace: "http://sns.amazonaws.com/doc/2010-03-31/" })]);
  open.push(service);
  const cases = [
    ["", "MissingAction"],
    ["Action=Odd", "InvalidAction"],
    ["Action=Publish", "ValidationException"],
    ["Action=TagResource&ResourceArn=a&Tags.member.x.Key=a", "MalformedInput"],
    ["Action=TagResource&ResourceArn=a&Tags.member.1.Key=a", "ValidationException"],
    [`Action=Publish&${"a.".repeat(200)}=1`, "MalformedQueryString"],
    ["&A=".repeat(150_000), "MalformedQueryString"],
    ["Action=ListSMSSandboxPhoneNumbers&MaxResults=many", "MalformedInput"],
  ];
  for (const [body, code] of cases) {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await fetch(service.url, { method: "POST", headers, body });
    assert.equal(answer.status, 400, body);
    assert.match(await answer.text(), new RegExp(`<Code>${code}</Code>`), body?.slice(0, 100));
  }
});

const client = (own: object): AnyClient => own as AnyClient;
