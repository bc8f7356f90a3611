import { setTimeout as sleep } from "node:timers/promises";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { clientOptions } from "../../local-aws/testing/client-options";
import { bucket } from "./athena-tables";

const pauseMs = 5;

/** Seconds from StartQueryExecution to the last row, through the SDK, in the database `bench`. */
export async function timeAthena({ url }: { readonly url: string }, sql: string): Promise<number> {
  const client = clientOf(url);
  const started = performance.now();
  const { QueryExecutionId } = await client.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      QueryExecutionContext: { Database: "bench" },
      ResultConfiguration: { OutputLocation: `s3://${bucket}/results/` },
    }),
  );
  for (;;) {
    const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const state = QueryExecution?.Status?.State;
    if (state === "SUCCEEDED") {
      break;
    }
    if (state !== "QUEUED" && state !== "RUNNING") {
      throw new Error(`${sql} ended as ${state}: ${QueryExecution?.Status?.StateChangeReason}`);
    }
    await sleep(pauseMs);
  }
  for await (const page of paginateGetQueryResults({ client }, { QueryExecutionId })) {
    if ((page.ResultSet?.Rows?.length ?? 0) === 0) {
      throw new Error(`No rows to ${sql}`);
    }
  }
  return (performance.now() - started) / 1_000;
}

const clients = new Map<string, AthenaClient>();

/** One for all queries, as programs have it: its connections are kept. */
function clientOf(url: string): AthenaClient {
  const client = clients.get(url) ?? new AthenaClient(clientOptions(url));
  clients.set(url, client);
  return client;
}
