import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { type AwsProcess, startAwsProcess } from "../testing/aws-process";
import { clientOptions } from "../testing/client-options";
import { random } from "../testing/random";

const dataDir = mkdtempSync(join(tmpdir(), "sqs-kill-"));
let running: AwsProcess | undefined;

after(() => {
  running?.child.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts the embedded AWS over the same folder as before. */
async function start(): Promise<SQSClient> {
  running = await startAwsProcess(dataDir);
  return new SQSClient({ ...clientOptions(running.url), maxAttempts: 1 });
}

const queueUrl = async (client: SQSClient): Promise<string> => {
  const attributes = { VisibilityTimeout: "0" };
  return (await client.send(new CreateQueueCommand({ QueueName: "kept", Attributes: attributes }))).QueueUrl ?? "";
};

test("kill -9 in the midst of it loses no message that was sent, and brings none back that was deleted", async () => {
  const sent = new Set<string>();
  const deleting = new Set<string>();
  const deleted = new Set<string>();
  let number = 0;
  for (const round of [1, 2, 3]) {
    const client = await start();
    const QueueUrl = await queueUrl(client);
    let goesOn = true;
    const worker = async (): Promise<void> => {
      while (goesOn) {
        try {
          const body = `m${number++}`;
          await client.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
          sent.add(body);
          if (number % 3 === 0) {
            const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 60 }));
            for (const { Body = "", ReceiptHandle } of Messages) {
              assert.ok(!deleted.has(Body), `${Body} came back`);
              deleting.add(Body);
              await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
              deleted.add(Body);
            }
          }
        } catch (error) {
          assert.equal(goesOn, false, `${error}`);
        }
      }
    };
    const workers = [worker(), worker(), worker(), worker()];
    const enough = sent.size + 40 + random(20251128, round)(40);
    while (sent.size < enough) {
      await sleep(1);
    }
    goesOn = false;
    await running?.end("SIGKILL");
    await Promise.all(workers);
    client.destroy();
  }
  assert.ok(sent.size > 100 && deleted.size > 10, `${sent.size} sent, ${deleted.size} deleted`);
  const client = await start();
  const QueueUrl = await queueUrl(client);
  const left = new Set<string>();
  for (let messages: Message[] | undefined = []; messages !== undefined; ) {
    const input = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600, WaitTimeSeconds: 0 };
    messages = (await client.send(new ReceiveMessageCommand(input))).Messages;
    for (const { Body = "" } of messages ?? []) {
      assert.ok(!deleted.has(Body) && !left.has(Body), Body);
      left.add(Body);
    }
  }
  client.destroy();
  await running?.end("SIGKILL");
  const missing = [...sent].filter((body) => !left.has(body) && !deleting.has(body));
  assert.deepEqual(missing, []);
});
