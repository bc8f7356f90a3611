import { setTimeout as sleep } from "node:timers/promises";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { clientOptions } from "../../local-aws/testing/client-options";
import { type Figure, median } from "./figure";

/** `SELECT 1` through the SDK, from the start to its rows; Trino is ready. */
export async function selectOne(url: string, bucket: string): Promise<Figure> {
  const athena = new AthenaClient(clientOptions(url));
  const times: number[] = [];
  for (let round = 0; round < 40; round += 1) {
    times.push(await timeQuery(athena, bucket));
  }
  const measured = median(times.slice(20));
  return {
    what: "SELECT 1, start → rows",
    measured,
    limit: 80,
    unit: "ms",
    detail: "median of 20 after 20 to warm up",
  };
}

async function timeQuery(athena: AthenaClient, bucket: string): Promise<number> {
  const started = performance.now();
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({
      QueryString: "SELECT 1",
      ResultConfiguration: { OutputLocation: `s3://${bucket}/results/` },
    }),
  );
  for (;;) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const state = QueryExecution?.Status?.State;
    if (state === "SUCCEEDED") {
      await athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
      return performance.now() - started;
    }
    if (state !== "QUEUED" && state !== "RUNNING") {
      throw new Error(`SELECT 1 ended as ${state}: ${QueryExecution?.Status?.StateChangeReason}`);
    }
    await sleep(5);
  }
}
