import type {
  ListDeadLetterSourceQueuesCommandInput,
  ListDeadLetterSourceQueuesCommandOutput,
} from "@aws-sdk/client-sqs";
import type { Checked } from "../../protocol/operation";
import type { QueueStore } from "../queue-store";
import { pageOf } from "../requests/pages";

export function listDeadLetterSourceQueues(
  store: QueueStore,
  { QueueUrl, NextToken, MaxResults }: Checked<ListDeadLetterSourceQueuesCommandInput>,
): Omit<ListDeadLetterSourceQueuesCommandOutput, "$metadata"> {
  const { items: page, NextToken: next } = pageOf(store.sourcesOf(store.byUrl(QueueUrl).record), NextToken, MaxResults);
  return { queueUrls: page.map((record) => store.urlOf(record)), NextToken: next };
}
