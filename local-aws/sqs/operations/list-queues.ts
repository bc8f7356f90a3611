import type { ListQueuesCommandInput, ListQueuesCommandOutput } from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { QueueStore } from "../queue-store";
import { pageOf } from "../requests/pages";

export function listQueues(
  store: QueueStore,
  { QueueNamePrefix = "", NextToken, MaxResults }: Checked<ListQueuesCommandInput>,
): Omit<ListQueuesCommandOutput, "$metadata"> {
  const names = store.all().filter(({ name }) => name.startsWith(QueueNamePrefix));
  const { items: page, NextToken: next } = pageOf(names, NextToken, MaxResults);
  return { ...(page.length > 0 && { QueueUrls: page.map((record) => store.urlOf(record)) }), NextToken: next };
}
