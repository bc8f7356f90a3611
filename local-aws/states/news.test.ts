import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { ListExecutionsCommand } from "@aws-sdk/client-sfn";
import { CreateQueueCommand, type Message, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientOptions } from "../testing/client-options";
import { roleArn, StatesLab } from "./testing/states-lab";

// What the other services are told of executions, and executions that they begin.

const lab = new StatesLab();
let bridge: EventBridgeClient;
let sqs: SQSClient;

before(async () => {
  await lab.start();
  bridge = new EventBridgeClient(clientOptions(lab.url));
  sqs = new SQSClient(clientOptions(lab.url));
});
after(() => lab.end());

async function rule(Name: string, pattern: object, Arn: string): Promise<void> {
  await bridge.send(new PutRuleCommand({ Name, EventPattern: JSON.stringify(pattern) }));
  await bridge.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: "target", Arn, RoleArn: roleArn }] }));
}

test("a rule sees how executions begin and end", async () => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "news" }));
  const pattern = { source: ["aws.states"], "detail-type": ["Step Functions Execution Status Change"] };
  await rule("news", pattern, "arn:aws:sqs:us-east-1:000000000000:news");
  const { executionArn, stateMachineArn } = await lab.run(
    { StartAt: "F", States: { F: { Type: "Fail", Error: "E", Cause: "C" } } },
    { in: 1 },
  );
  const messages: Message[] = [];
  while (messages.length < 2) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    messages.push(...Messages);
  }
  const events = messages.map(({ Body }) => JSON.parse(Body ?? ""));
  assert.deepEqual(events.map(({ detail }) => detail.status).sort(), ["FAILED", "RUNNING"]);
  const { resources, detail } = events.find((event) => event.detail.status === "FAILED");
  assert.deepEqual(resources, [executionArn]);
  assert.deepEqual(
    [detail.executionArn, detail.stateMachineArn, detail.input, detail.output, detail.error, detail.cause],
    [executionArn, stateMachineArn, '{"in":1}', null, "E", "C"],
  );
});

test("an event begins an execution, which has it as its input", async () => {
  const stateMachineArn = await lab.machine({
    StartAt: "S",
    States: { S: { Type: "Pass", OutputPath: "$.detail", End: true } },
  });
  await rule("begin", { source: ["mine"] }, stateMachineArn);
  const Entries = [{ Source: "mine", DetailType: "Told", Detail: '{"a":1}' }];
  await bridge.send(new PutEventsCommand({ Entries }));
  for (;;) {
    const { executions = [] } = await lab.client.send(new ListExecutionsCommand({ stateMachineArn }));
    if (executions[0]?.executionArn !== undefined) {
      assert.deepEqual((await lab.ended(executions[0].executionArn)).value, { a: 1 });
      return;
    }
    await sleep(20);
  }
});
