import { join } from "node:path";
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { clientOptions } from "../../local-aws/testing/client-options";
import { root, venvProgram } from "../../processes/project";
import { type Figure, medianPair } from "./figure";
import { startLab, startServer } from "./lab-process";

const count = 2_000;
/** moto needs more than ten times as long for ten times as many: minutes. */
const fewer = 200;
const batch = 10;

/**
 * Messages that are sent, received and deleted in batches, with the same client, against moto's server alone: of which it
 * is given a tenth, and its time counts tenfold, which is less than it would need for all.
 */
export async function queues(folder: string): Promise<Figure> {
  const lab = await startLab(folder);
  const moto = await startServer(venvProgram("python"), [join(root, "local-aws", "moto", "moto_server.py")]);
  const [ours, theirs] = [new SQSClient(clientOptions(lab.url)), new SQSClient(clientOptions(moto.url))];
  try {
    const [own, other] = await medianPair(
      { warmUps: 1, pairs: 3 },
      () => pass(ours, count),
      async () => ((await pass(theirs, fewer)) * count) / fewer,
    );
    const detail = `${own.toFixed(2)} s against ${other.toFixed(2)} s, median of 3 pairs`;
    return { what: `${count} SQS messages ÷ moto`, measured: own / other, limit: 0.5, unit: "×", detail };
  } finally {
    ours.destroy();
    theirs.destroy();
    await moto.stop();
    await lab.stop();
  }
}

/** @returns Seconds. */
async function pass(client: SQSClient, count: number): Promise<number> {
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: "bench" }));
  const started = performance.now();
  for (let sent = 0; sent < count; sent += batch) {
    const Entries = Array.from({ length: batch }, (_, index) => ({
      Id: `m${index}`,
      MessageBody: JSON.stringify({ part: sent + index, judgement: "NG" }),
    }));
    await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
  for (let left = count; left > 0; ) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: batch }));
    if (Messages.length === 0) {
      throw new Error(`${left} of ${count} messages are missing.`);
    }
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: `m${index}`, ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    left -= Messages.length;
  }
  return (performance.now() - started) / 1000;
}
