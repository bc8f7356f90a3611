import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { type Figure, median } from "./figure";

const states = 1_000;
const runs = 5;

/** An execution of a thousand Pass states, from its start to its end as its description has them. */
export async function passStates(endpoint: string): Promise<Figure> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new SFNClient({ endpoint, region: "us-east-1", credentials });
  const place = (index: number) => (index < states - 1 ? { Next: `S${index + 1}` } : { End: true });
  const definition = JSON.stringify({
    StartAt: "S0",
    States: Object.fromEntries(
      Array.from({ length: states }, (_, index) => [`S${index}`, { Type: "Pass", ...place(index) }]),
    ),
  });
  const roleArn = "arn:aws:iam::000000000000:role/lab";
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name: "bench", roleArn, definition }));
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));
    for (;;) {
      const { status, startDate, stopDate } = await client.send(new DescribeExecutionCommand({ executionArn }));
      if (status !== "RUNNING") {
        times.push((Number(stopDate) - Number(startDate)) / 1000);
        break;
      }
      await sleep(20);
    }
  }
  client.destroy();
  const detail = `median of ${runs}, each step kept`;
  return { what: "1,000 Pass states in one execution", measured: median(times), limit: 1.5, unit: "s", detail };
}
