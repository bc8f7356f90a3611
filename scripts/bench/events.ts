import { setTimeout as sleep } from "node:timers/promises";
import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientOptions } from "../../local-aws/testing/client-options";
import { type Figure, median } from "./figure";

const entries = 5_000;
const perCall = 10;
const rules = 20;
const runs = 3;

/** Events against rules of several kinds, each event for one of them, from the first request until all lie in a queue. */
export async function putEvents(endpoint: string): Promise<Figure> {
  const events = new EventBridgeClient(clientOptions(endpoint));
  const queues = new SQSClient(clientOptions(endpoint));
  const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: "bench-events" }));
  const Arn = "arn:aws:sqs:us-east-1:000000000000:bench-events";
  for (let rule = 0; rule < rules; rule++) {
    const low = rule * 10;
    const detail =
      rule % 2 === 0
        ? { temperature: [{ numeric: [">=", low, "<", low + 10] }], machine: [{ prefix: "press-" }] }
        : { temperature: [{ numeric: [">=", low, "<", low + 10] }], machine: [{ wildcard: "p*s-*" }] };
    const EventPattern = JSON.stringify({ source: ["bench"], detail });
    await events.send(new PutRuleCommand({ Name: `rule-${rule}`, EventPattern }));
    await events.send(new PutTargetsCommand({ Rule: `rule-${rule}`, Targets: [{ Id: "queue", Arn }] }));
  }
  const times: number[] = [];
  for (let run = 1; run <= runs; run++) {
    const started = performance.now();
    for (let sent = 0; sent < entries; sent += perCall) {
      const Entries = Array.from({ length: perCall }, (_, index) => ({
        Source: "bench",
        DetailType: "Reading",
        Detail: JSON.stringify({ machine: `press-${index}`, temperature: (sent + index) % (rules * 10) }),
      }));
      await events.send(new PutEventsCommand({ Entries }));
    }
    const arrived = async () => {
      const AttributeNames = ["ApproximateNumberOfMessages" as const];
      const { Attributes } = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
      return Number(Attributes?.ApproximateNumberOfMessages);
    };
    while ((await arrived()) < run * entries) {
      await sleep(10);
    }
    times.push((performance.now() - started) / 1000);
  }
  events.destroy();
  queues.destroy();
  const detail = `median of ${runs}, until all are in a queue`;
  return { what: `${entries} events, ${rules} rules`, measured: median(times), limit: 3, unit: "s", detail };
}
